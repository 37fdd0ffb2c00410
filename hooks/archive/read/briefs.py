"""Reading one brief: its file judged key by key."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from archive.core import urls
from archive.core.model import Brief, Claim, Correction, Level, Named, Problem, Source
from archive.core.names import fold
from archive.core.vocabulary import BRIEF_KEYS, GROUPED_ACTOR_KEYS
from archive.lib.digest import digest_bytes
from archive.read.addresses import judge_alias, judge_slug
from archive.read.fields import Fields
from archive.read.files import read_bounded
from archive.read.frontmatter import split_document
from archive.read.limits import judge_text
from archive.read.text import decode, one_line_end


def read_brief(file: Path, path: str, folder: str) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Reads one file; see ``parse_brief``."""
    data, problems = read_bounded(file, path)
    if data is None:
        return None, problems
    brief, found = parse_file(data, path, folder)
    return (replace(brief, digest=digest_bytes(data)) if brief else None), found


def parse_file(data: bytes, path: str, folder: str) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Parses the bytes of one file; see ``parse_brief``."""
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    brief, found = parse_brief(text, path, folder)
    return brief, (*problems, *found)


def read_body(root: Path, brief: Brief) -> Brief:
    """Returns the brief with its body, read again where it is not held in memory.

    Raises:
        OSError: If the file is there no more.
    """
    if brief.body:
        return brief
    data, problems = read_bounded(root / brief.path, brief.path)
    if data is None:
        raise OSError(str(problems[0]))
    lines = one_line_end(data.decode("utf-8-sig", "replace")).split("\n")
    return replace(brief, body="\n".join(lines[brief.body_line - 1 :]))


def parse_brief(
    text: str, path: str, folder: str, *, recover: bool = False
) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Makes a brief of a file's text.

    Args:
        text: The whole file.
        path: Its path relative to the project, with ``/``.
        folder: The folder of briefs, relative to the project.
        recover: Whether a brief is made even where a required key is missing or wrong (with "",
            the earliest date and no actors in its place), and with all its claims.

    Returns:
        The brief, or None where a required key is missing or wrong, and the problems.
    """
    document, first = split_document(one_line_end(text), path)
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
    claims = tuple(_claim(record, problems) for record in fields.records("relations"))
    corrections = tuple(
        Correction(day, record.text("note"))
        for record in fields.records("corrections")
        if (day := record.date("date"))
    )
    slug = _slug(fields, path, problems)
    aliases = fields.names("aliases")
    for alias in aliases:
        problems.extend(judge_alias(alias, path))
    problems.extend(judge_text(document.body, path, document.body_line))
    if recover or (title and date and actors):
        brief = Brief(
            path=path,
            url=urls.brief_url(path, folder, slug),
            title=title,
            date=date or dt.date.min,
            actors=actors,
            body=document.body,
            body_line=document.body_line,
            regions=fields.names("region"),
            summary=fields.text("summary"),
            people=fields.names("people"),
            events=fields.names("events"),
            claims=tuple(claim for claim in claims if claim.relation or recover),
            sources=sources,
            tags=tuple(tag.text for tag in fields.names("tags")),
            aliases=aliases,
            corrections=corrections,
            draft=fields.flag("draft"),
        )
    return brief, tuple(problems)


def _actors(fields: Fields, problems: list[Problem]) -> tuple[Named, ...]:
    before = sum(problem.level is Level.ERROR for problem in problems)
    is_missing = any('"actors"' in problem.message for problem in problems)
    if not fields.is_mapping("actors"):
        actors = fields.names("actors")
    elif grouped := fields.record("actors"):
        actors = tuple(name for group in GROUPED_ACTOR_KEYS for name in grouped.names(group))
    else:
        actors = ()
    after = sum(problem.level is Level.ERROR for problem in problems)
    if not actors and not is_missing and after == before:
        message, hint = "a brief must name at least one actor", "actors: [CSTO, India]"
        problems.append(Problem(fields.place("actors"), Level.ERROR, message, "", hint, "key"))
    return actors


def _source(record: Fields) -> Source:
    return Source(
        title=record.text("title"),
        publisher=record.text("publisher"),
        url=record.address("url"),
        date=record.partial("date"),
    )


def _slug(fields: Fields, path: str, problems: list[Problem]) -> str:
    slug = _name(fields, "slug")
    if slug.text and (problem := judge_slug(slug, path)):
        problems.append(problem)
    return slug.text


def _name(fields: Fields, key: str) -> Named:
    place = fields.place(key)
    return Named(fields.text(key), place.line, place.column)


def _claim(record: Fields, problems: list[Problem]) -> Claim:
    claim = Claim(
        subject=_name(record, "subject"),
        relation=record.choice("relation"),
        object=_name(record, "object"),
        status=record.choice("status", "in force"),
        since=record.partial("from"),
        until=record.partial("until"),
        note=record.text("note"),
    )
    if claim.subject.text and fold(claim.subject.text) == fold(claim.object.text):
        message = f'"{claim.subject.text}" cannot stand in a relation to itself'
        hint = "name the other one as object"
        problems.append(Problem(record.place("object"), Level.ERROR, message, "", hint))
    shared = min(len(claim.since), len(claim.until))
    if shared and claim.until[:shared] < claim.since[:shared]:
        message = f'"until" {claim.until} is before "from" {claim.since}'
        problems.append(Problem(record.place("until"), Level.ERROR, message, "", "swap the two"))
    return claim
