"""Plans an import: which briefs are written, with which files next to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import frontmatter

from archive.core.urls import slugify
from archive.importing.actors import actors_lexicon, propose
from archive.importing.keys import Mapped, map_keys
from archive.importing.markup import convert
from archive.importing.sources import Foreign, Note, list_files, read_files
from archive.read.frontmatter import StrictYAMLHandler
from archive.read.statics import DOCUMENTS, PICTURES
from archive.resolve.registry import Registry

_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")


@dataclass(frozen=True, slots=True)
class NewBrief:
    """A brief to write.

    Attributes:
        source: The imported file.
        path: Where the brief goes, relative to the project, with ``/``.
        text: Its whole text.
        files: Name next to the brief → the file to copy.
    """

    source: str
    path: str
    text: str
    files: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Plan:
    """The briefs of an import, and what it could not do, in the order of the imported files."""

    briefs: tuple[NewBrief, ...]
    notes: tuple[Note, ...]


def plan_import(folder: Path, kind: str, briefs: str, registry: Registry) -> Plan:
    """Plans the import of a folder. Nothing is written.

    Args:
        folder: The folder, or one table.
        kind: The system that it comes from; found by its folders if empty.
        briefs: The folder of briefs, relative to the project.
        registry: The known entities.
    """
    root = folder.parent if folder.is_file() else folder
    paths, refused = ((folder.name,), ()) if folder.is_file() else list_files(folder)
    read = list(read_files(root, paths, kind))
    foreign = [one for one in read if isinstance(one, Foreign)]
    notes = [*refused, *(one for one in read if isinstance(one, Note))]
    mapped = {one.path: map_keys(one) for one in foreign}
    places = dict(_places(foreign, mapped, briefs))
    files = frozenset(paths)
    lexicon = actors_lexicon(registry)
    made: list[NewBrief] = []
    for one in foreign:
        keys = mapped[one.path]
        links = _Links(root, files, one.path, places)
        title = str(keys.values.get("title", ""))
        converted = convert(_without_heading(one.body, title), links.resolve)
        notes += [Note(one.path, text, one.first_line + at) for at, text in converted.notes]
        notes += [Note(one.path, f'the key "{key}" is not carried over') for key in keys.lost]
        actors = propose(keys.names, f"{title}. {converted.text}", registry, lexicon)
        unknown = [name for name in keys.actors if not registry.find_actor(name)]
        notes += [Note(one.path, f'the registry does not know "{name}"') for name in unknown]
        notes += _about(one.path, keys, actors.from_keys, actors.from_text)
        values = {**keys.values, "actors": [*actors.from_keys, *actors.from_text]}
        filled = {key: value for key, value in values.items() if value}
        post = frontmatter.Post(converted.text.strip(), StrictYAMLHandler(), **filled)
        made.append(NewBrief(one.path, places[one.path], frontmatter.dumps(post), links.files))
    return Plan(tuple(made), tuple(notes))


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


class _Links:
    """Finds where the links of one text lead; ``files`` collects what goes next to its brief."""

    def __init__(
        self, root: Path, known: frozenset[str], path: str, places: Mapping[str, str]
    ) -> None:
        self._root = root
        self._known = known
        self._path = path
        self._places = places
        self.files: dict[str, Path] = {}

    def resolve(self, target: str, *, is_picture: bool) -> str:
        """Returns the address of an imported file, relative to the brief; or ""."""
        name, _, anchor = unquote(target).partition("#")
        if not is_picture and (brief := self._brief(name)):
            own = posixpath.dirname(self._places[self._path])
            return posixpath.relpath(brief, own) + (f"#{anchor}" if anchor else "")
        file = self._file(name)
        if file is None:
            return ""
        copied = _plain_name(file.name)
        if self.files.setdefault(copied, file) != file:
            return ""
        return copied

    def _brief(self, name: str) -> str:
        here = posixpath.dirname(self._path)
        for path in (posixpath.normpath(posixpath.join(here, name)), name.lstrip("/")):
            for candidate in (path, f"{path}.md", posixpath.join(path, "index.md")):
                if candidate in self._places and candidate != self._path:
                    return self._places[candidate]
        # Obsidian names a file without its folder.
        stems = [path for path in self._places if Path(path).stem == name]
        return self._places[stems[0]] if len(stems) == 1 else ""

    def _file(self, name: str) -> Path | None:
        if Path(name).suffix.casefold() not in PICTURES | DOCUMENTS:
            return None
        here = posixpath.dirname(self._path)
        for path in (posixpath.join(here, name), name.lstrip("/"), f"static/{name.lstrip('/')}"):
            if (known := posixpath.normpath(path)) in self._known:
                return self._root / known
        # Obsidian names a file without its folder.
        found = [path for path in sorted(self._known) if posixpath.basename(path) == name]
        return self._root / found[0] if found else None


def _plain_name(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{slugify(stem)}.{suffix.casefold()}"
