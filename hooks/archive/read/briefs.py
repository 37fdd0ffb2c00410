"""Reading briefs: each file judged key by key, and the whole folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archive import urls
from archive.model import Brief, Claim, Correction, Level, Named, Place, Problem, Source
from archive.read.fields import Fields
from archive.read.frontmatter import split_document
from archive.vocabulary import BRIEF_KEYS


def find_briefs(root: Path, folder: str) -> Iterator[Path]:
    """Yields the Markdown files below a folder, sorted by path; links are not followed.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
    """
    for parent, folders, files in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(files):
            path = Path(parent, name)
            if name.endswith(".md") and not name.startswith((".", "_")) and not path.is_symlink():
                yield path


def read_briefs(root: Path, folder: str) -> tuple[tuple[Brief, ...], tuple[Problem, ...]]:
    """Reads all briefs of a folder.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.

    Returns:
        The briefs in the order of their paths, and every problem met.
    """
    briefs: list[Brief] = []
    problems: list[Problem] = []
    for file in find_briefs(root, folder):
        path = file.relative_to(root).as_posix()
        brief, found = read_brief(file, path, folder)
        problems.extend(found)
        if brief is not None:
            briefs.append(brief)
    problems.extend(_same_addresses(briefs))
    return tuple(briefs), tuple(problems)


def read_brief(file: Path, path: str, folder: str) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Reads one file; see ``parse_brief``."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text (byte {error.start})"
        hint = "save the file as UTF-8"
        return None, (Problem(Place(path), Level.ERROR, message, "", hint),)
    except OSError as error:
        return None, (Problem(Place(path), Level.ERROR, f"cannot be read: {error.strerror}"),)
    return parse_brief(text, path, folder)


def read_body(root: Path, brief: Brief) -> Brief:
    """Returns the brief with its body, read again where it is not held in memory."""
    if brief.body:
        return brief
    text = (root / brief.path).read_bytes().decode("utf-8-sig")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return replace(brief, body="\n".join(lines[brief.body_line - 1 :]))


def parse_brief(text: str, path: str, folder: str) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Makes a brief of a file's text.

    Args:
        text: The whole file.
        path: Its path relative to the project, with ``/``.
        folder: The folder of briefs, relative to the project.

    Returns:
        The brief, or None where a required key is missing or wrong, and the problems.
    """
    document, first = split_document(text.replace("\r\n", "\n").replace("\r", "\n"), path)
    if document is None:
        return None, first
    problems = list(first)
    fields = Fields(document.matter, BRIEF_KEYS, problems)
    fields.check_keys()
    title, date, actors = (
        fields.text("title"),
        fields.date("date"),
        _actors(fields, problems),
    )
    brief = None
    sources = tuple(_source(record) for record in fields.records("sources"))
    if single := fields.address("source"):
        sources = (*sources, Source(title="", url=single))
    claims = tuple(_claim(record) for record in fields.records("relations"))
    corrections = tuple(
        Correction(day, record.text("note"))
        for record in fields.records("corrections")
        if (day := record.date("date"))
    )
    slug = fields.text("slug")
    if title and date and actors:
        brief = Brief(
            path=path,
            url=urls.brief_url(path, folder, slug),
            title=title,
            date=date,
            actors=actors,
            body=document.body,
            body_line=document.body_line,
            regions=fields.names("region"),
            summary=fields.text("summary"),
            people=fields.names("people"),
            events=fields.names("events"),
            claims=tuple(claim for claim in claims if claim.relation),
            sources=sources,
            tags=tuple(tag.text for tag in fields.names("tags")),
            aliases=tuple(alias.text for alias in fields.names("aliases")),
            corrections=corrections,
            draft=fields.flag("draft"),
        )
    return brief, tuple(problems)


def _actors(fields: Fields, problems: list[Problem]) -> tuple[Named, ...]:
    if not fields.is_mapping("actors"):
        actors = fields.names("actors")
        if not actors and not any('"actors"' in problem.message for problem in problems):
            message, hint = (
                "a brief must name at least one actor",
                "actors: [CSTO, India]",
            )
            problems.append(Problem(fields.place("actors"), Level.ERROR, message, "", hint))
        return actors
    grouped = fields.record("actors")
    if grouped is None:
        return ()
    return tuple(
        name for group in ("countries", "organizations", "people") for name in grouped.names(group)
    )


def _source(record: Fields) -> Source:
    return Source(
        title=record.text("title"),
        publisher=record.text("publisher"),
        url=record.address("url"),
        date=record.partial("date"),
    )


def _claim(record: Fields) -> Claim:
    return Claim(
        subject=Named(record.text("subject"), record.place("subject")),
        relation=record.choice("relation"),
        object=Named(record.text("object"), record.place("object")),
        status=record.choice("status", "in force"),
        since=record.partial("from"),
        until=record.partial("until"),
        note=record.text("note"),
    )


def _same_addresses(briefs: list[Brief]) -> Iterator[Problem]:
    first: dict[str, Brief] = {}
    for brief in briefs:
        other = first.setdefault(brief.url, brief)
        if other is not brief:
            message = f"has the same address as {other.path}: /{brief.url}"
            hint = "rename one of the files, or give it a slug"
            yield Problem(Place(brief.path), Level.ERROR, message, "", hint)
