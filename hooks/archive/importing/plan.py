"""Plans an import: which briefs are written, with which files next to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import frontmatter

from archive.core.catalogue import SOURCE
from archive.core.urls import slugify
from archive.importing.actors import ActorFinder
from archive.importing.documents import attachment, has_documents, read_documents
from archive.importing.keys import Mapped, map_keys
from archive.importing.links import Destinations, Links
from archive.importing.markup import Converted, convert
from archive.importing.sources import Foreign, Note, list_files, read_files
from archive.read.frontmatter import StrictYAMLHandler
from archive.resolve.registry import Registry

_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")


@dataclass(frozen=True, slots=True)
class NewBrief:
    """A brief to write.

    Attributes:
        source: The imported file.
        path: Where the brief goes, relative to the project, with ``/``.
        text: Its whole text.
        files: Name next to the brief → path of the file to copy, below the imported folder.
    """

    source: str
    path: str
    text: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """The imported folder, its briefs, and what an import could not do, in the order of files."""

    root: Path
    briefs: tuple[NewBrief, ...]
    notes: tuple[Note, ...]


def plan_import(
    folder: Path, kind: str, briefs: str, registry: Registry, language: str = SOURCE
) -> Plan:
    """Plans the import of a folder. Nothing is written.

    Args:
        folder: The folder, or one table.
        kind: The system that it comes from; found by its folders if empty.
        briefs: The folder of briefs, relative to the project.
        registry: The known entities.
        language: The language of the site, and of texts that do not state theirs.
    """
    root = folder.parent if folder.is_file() else folder
    paths, refused = ((folder.name,), ()) if folder.is_file() else list_files(folder)
    reader = read_documents(root, paths) if has_documents(paths, kind) else None
    read = list(reader or read_files(root, paths, kind))
    foreign = [one for one in read if isinstance(one, Foreign)]
    notes = [*refused, *(one for one in read if isinstance(one, Note))]
    mapped = {one.path: map_keys(one) for one in foreign}
    places = dict(_places(foreign, mapped, briefs))
    destinations = Destinations(places, paths)
    actors_of = ActorFinder(registry, language)
    made: list[NewBrief] = []
    for one in foreign:
        keys = mapped[one.path]
        links = Links(destinations, one.path, places[one.path])
        title = str(keys.values.get("title", ""))
        body = _without_heading(one.body, title)
        converted = Converted(body, ()) if one.document else convert(body, links.resolve)
        notes += [Note(one.path, text, one.first_line + at) for at, text in converted.notes]
        notes += [Note(one.path, f'the key "{key}" is not carried over') for key in keys.lost]
        actors = actors_of.propose(
            keys.names, f"{title}. {converted.text}", str(keys.values.get("language", ""))
        )
        unknown = [name for name in keys.actors if not registry.find_actor(name)]
        notes += [Note(one.path, f'the registry does not know "{name}"') for name in unknown]
        notes += _about(one.path, keys, actors.from_keys, actors.from_text)
        values = {**keys.values, "actors": [*actors.from_keys, *actors.from_text]}
        if one.document:
            values["attachments"] = [attachment(one.document, title, links.attach())]
        filled = {key: value for key, value in values.items() if value}
        post = frontmatter.Post(converted.text.strip(), StrictYAMLHandler(), **filled)
        made.append(NewBrief(one.path, places[one.path], frontmatter.dumps(post), links.files))
    return Plan(root, tuple(made), tuple(notes))


def _without_heading(body: str, title: str) -> str:
    """Returns a text without the heading that repeats its title: a page shows the title itself."""
    lines = body.split("\n")
    at = next((at for at, line in enumerate(lines) if line.strip(" \t#") == title), None)
    if not title or at is None or not lines[at].startswith("# "):
        return body
    # An empty line in its place keeps the numbers of the lines.
    return "\n".join([*lines[:at], "", *lines[at + 1 :]])


def _about(
    path: str, keys: Mapped, from_keys: Sequence[str], from_text: Sequence[str]
) -> Iterator[Note]:
    if not keys.values.get("title"):
        yield Note(path, "it has no title: write one")
    if not keys.values.get("date"):
        yield Note(path, "it has no date: write one")
    if from_text:
        yield Note(path, f"review these actors, which its text names: {', '.join(from_text)}")
    if not from_keys and not from_text:
        yield Note(path, "no actor was found: write the actors")


def _places(
    foreign: Sequence[Foreign], mapped: Mapping[str, Mapped], briefs: str
) -> Iterator[tuple[str, str]]:
    """Yields the path of each text and that of its brief: by year, and by the name of the file."""
    taken: set[str] = set()
    for one in foreign:
        values = mapped[one.path].values
        file, _, row = one.path.partition("#")
        name = _DATED.sub("", posixpath.basename(file).rpartition(".")[0])
        if row or name.casefold() in ("index", "_index", "readme"):
            name = str(values.get("title") or f"{name}-{row}")
        slug = slugify(str(values.get("slug") or name))
        year = str(values.get("date") or "undated")[: len("2022")]
        base = path = f"{briefs}/{year if year.isdigit() else 'undated'}/{slug}"
        number = 2
        while path in taken:
            path, number = f"{base}-{number}", number + 1
        taken.add(path)
        yield one.path, f"{path}.md"
