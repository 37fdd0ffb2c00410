"""Reads one brief and checks it key by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive.core import urls
from archive.core.brief_keys import (
    BIBLIOGRAPHIC_KEYS,
    BRIEF_KEYS,
    CLAIM_KEYS,
    CORRECTION_KEYS,
    GROUPED_ACTOR_KEYS,
    TRANSLATION_KEYS,
    UPDATE_KEYS,
)
from archive.core.model import Brief, Claim, DatedNote, Level, Named, Place, Problem, Source
from archive.core.names import fold
from archive.core.own_keys import OwnKey, key_table
from archive.lib.digest import digest_bytes
from archive.lib.source_changes import SourceChangedError
from archive.read.addresses import check_alias, check_slug
from archive.read.bibliography import check_withdrawal, read_bibliography, read_own_values
from archive.read.fields import Fields
from archive.read.files import read_bounded
from archive.read.from_keys import read_record, read_values
from archive.read.frontmatter import split_document
from archive.read.held_back import check_held_back
from archive.read.limits import check_text
from archive.read.placeholder import check_placeholder
from archive.read.scalars import is_nothing
from archive.read.text import decode, normalize_newlines
from archive.read.yamltree import Mapping, Scalar

OwnKeys = Sequence[OwnKey]

DRAFTS = frozenset({"draft", "drafts"})
"""Names of folders in which every brief is a draft."""
_BEGINNINGS = (b"---", b"+++", b"{")
"""How front matter begins, in the archive's form or in another."""

NOTES = {"corrections": CORRECTION_KEYS, "updates": UPDATE_KEYS}
"""The keys of dated notes, with the keys of a note."""
_OTHER_KEYS = {name: key for name, key in BRIEF_KEYS.items() if name not in BIBLIOGRAPHIC_KEYS}


def read_brief(
    file: Path, path: str, folder: str, own: OwnKeys = ()
) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Reads one file; see ``parse_brief``."""
    data, problems = read_bounded(file, path)
    if data is None:
        return None, problems
    brief, found = parse_file(data, path, folder, own)
    return (replace(brief, digest=digest_bytes(data)) if brief else None), found


def parse_file(
    data: bytes, path: str, folder: str, own: OwnKeys = ()
) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Parses the bytes of one file; see ``parse_brief``."""
    if _is_readme(path) and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_BEGINNINGS):
        message = "is skipped: a README without front matter is not a brief"
        return None, (Problem(Place(path), Level.NOTICE, message, "", "", "file"),)
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    brief, found = parse_brief(text, path, folder, own)
    return brief, (*problems, *found)


def _is_readme(path: str) -> bool:
    return path.rpartition("/")[2].casefold() == "readme.md"


def _is_in_drafts(path: str, folder: str) -> bool:
    inner = path.removeprefix(f"{folder}/").casefold()
    return not DRAFTS.isdisjoint(inner.split("/")[:-1])


def read_body(root: Path, brief: Brief) -> Brief:
    """Returns the brief with its body, read again if it is not in memory.

    Raises:
        SourceChangedError: If the file no longer has the bytes that the brief was read from.
    """
    if brief.body:
        return brief
    data, _ = read_bounded(root / brief.path, brief.path)
    if data is None or (brief.digest and digest_bytes(data) != brief.digest):
        raise SourceChangedError(brief.path)
    lines = normalize_newlines(data.decode("utf-8-sig", "replace")).split("\n")
    return replace(brief, body="\n".join(lines[brief.body_line - 1 :]))


def parse_brief(
    text: str, path: str, folder: str, own: OwnKeys = (), *, recover: bool = False
) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Makes a brief from a file's text.

    Args:
        text: The whole file.
        path: Its path relative to the project, with ``/``.
        folder: The folder of briefs, relative to the project.
        own: The keys that the site declares.
        recover: Whether to make a brief even if a required key is missing or wrong (using "", the
            earliest date or no actors instead), and to keep all its claims.

    A translation may leave out what ``INHERITED`` lists; a date is then the earliest one.

    Returns:
        The brief, or None if a required key is missing or wrong, and the problems.
    """
    document, first = split_document(normalize_newlines(text), path)
    if document is None:
        return None, first
    problems = list(first)
    plain = TRANSLATION_KEYS if _is_translation(document.matter) else BRIEF_KEYS
    keys = {**plain, **key_table(own)} if own else plain
    fields = Fields(document.matter, keys, problems)
    fields.check_keys()
    check_held_back(document.matter, problems, keys)
    values = read_values(Brief, fields, _OTHER_KEYS, without=("actors", "claims", *NOTES))
    problems.extend(check_withdrawal(values["withdrawn"], values["date"], fields))
    values |= read_bibliography(document.matter, values["date"], problems)
    values["own"] = read_own_values(document.matter, key_table(own), problems)
    values["actors"] = _actors(fields, problems)
    values["claims"] = tuple(
        claim for claim in _claims(fields, problems) if claim.relation or recover
    )
    for name in NOTES:
        values[name] = tuple(_notes(name, fields, values["date"], problems))
    values["draft"] = values["draft"] or _is_in_drafts(path, folder)
    if single := fields.address("source"):
        values["sources"] += (Source(title="", url=single),)
    slug = _slug(fields, path, problems)
    for alias in values["aliases"]:
        problems.extend(check_alias(alias, path))
    problems.extend(check_text(document.body, path, document.body_line))
    problems.extend(check_placeholder(document.body, path, document.body_line))
    needed = [name for name in ("title", "date", "actors") if keys[name].required]
    if not recover and not all(values[name] for name in needed):
        return None, tuple(problems)
    values["date"] = values["date"] or dt.date.min
    url = urls.brief_url(path, folder, slug)
    brief = Brief(path, url, body=document.body, body_line=document.body_line, **values)
    return brief, tuple(problems)


def _is_translation(matter: Mapping) -> bool:
    """Returns whether front matter names an original, rightly or not."""
    named = matter.get("translation_of")
    return isinstance(named, Scalar) and not is_nothing(named)


def _actors(fields: Fields, problems: list[Problem]) -> tuple[Named, ...]:
    before = sum(problem.level is Level.ERROR for problem in problems)
    is_missing = not fields.has("actors") or any(
        '"actors"' in problem.message for problem in problems
    )
    if not fields.is_mapping("actors"):
        actors = fields.names("actors")
    elif grouped := fields.record("actors"):
        actors = tuple(name for group in GROUPED_ACTOR_KEYS for name in grouped.names(group))
    else:
        actors = ()
    after = sum(problem.level is Level.ERROR for problem in problems)
    if not actors and not is_missing and after == before:
        message, hint = "a brief must name at least one actor", "write actors: [CSTO, India]"
        problems.append(Problem(fields.place("actors"), Level.ERROR, message, "", hint, "key"))
    return actors


def _slug(fields: Fields, path: str, problems: list[Problem]) -> str:
    slug, place = fields.text("slug"), fields.place("slug")
    named = Named(slug, place.line, place.column)
    if slug and (problem := check_slug(named, path)):
        problems.append(problem)
    return slug


def _claims(fields: Fields, problems: list[Problem]) -> Iterator[Claim]:
    for record in fields.records("relations"):
        if claim := read_record(Claim, record, CLAIM_KEYS):
            problems.extend(_check_claim(claim, record.place("object"), record.place("until")))
            yield claim


def _notes(
    name: str, fields: Fields, day: dt.date | None, problems: list[Problem]
) -> Iterator[DatedNote]:
    for record in fields.records(name):
        if note := read_record(DatedNote, record, NOTES[name]):
            if day and note.date < day:
                message = f'{note.date} in "{name}" is before the date of the brief, {day}'
                hint = "correct one of the two dates"
                problems.append(Problem(record.place("date"), Level.WARNING, message, "", hint))
            yield note


def _check_claim(claim: Claim, object_: Place, until: Place) -> Iterator[Problem]:
    if claim.subject.text and fold(claim.subject.text) == fold(claim.object.text):
        message = f'"{claim.subject.text}" cannot have a relation to itself'
        hint = "name the other actor as the object"
        yield Problem(object_, Level.ERROR, message, "", hint)
    shared = min(len(claim.since), len(claim.until))
    if shared and claim.until[:shared] < claim.since[:shared]:
        message = f'"until" {claim.until} is before "from" {claim.since}'
        yield Problem(until, Level.ERROR, message, "", "swap the two")
