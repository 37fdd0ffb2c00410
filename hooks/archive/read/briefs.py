"""Reading briefs: each file judged key by key, and the whole folder."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from archive.core import urls
from archive.core.brief_keys import BRIEF_KEYS, CLAIM_KEYS, GROUPED_ACTOR_KEYS
from archive.core.model import Brief, Claim, Level, Named, Place, Problem, Source
from archive.core.names import fold
from archive.lib.digest import digest_bytes
from archive.lib.stamps import FRESH
from archive.lib.workers import run_all, worker_count
from archive.read.addresses import check_addresses, judge_alias, judge_slug
from archive.read.cache import (
    Rows,
    collector_at_rest,
    program_version,
    save_rows,
)
from archive.read.fields import Fields
from archive.read.files import Found, find_files, read_bounded
from archive.read.from_keys import read_record, read_values
from archive.read.frontmatter import split_document
from archive.read.limits import judge_text
from archive.read.reading import Reading
from archive.read.rows import Row, brief_row, problem_of, problem_row
from archive.read.text import decode, one_line_end


def find_briefs(root: Path, folder: str) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Finds the Markdown files below a folder, sorted by path; links are refused.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
    """
    files, problems = find_files(
        root,
        folder,
        lambda name: name.lower().endswith((".md", ".markdown")),
        by_name=lambda name: not name.lower().endswith(".md"),  # briefs: by their addresses
    )
    briefs = tuple(file for file in files if file.path.endswith(".md"))
    if len(briefs) == len(files):
        return briefs, problems
    message, hint = "is not read: the name of a brief ends in .md", "rename it"
    others = tuple(
        Problem(Place(file.path), Level.WARNING, message, "", hint, "file")
        for file in files
        if not file.path.endswith(".md")
    )
    return briefs, (*problems, *others)


def read_briefs(
    root: Path,
    folder: str,
    cache: Path | None = None,
    workers: int = 0,
    reading: Reading | None = None,
) -> tuple[tuple[Brief, ...], tuple[Problem, ...]]:
    """Reads all briefs of a folder; their bodies are left to ``read_body``.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
        cache: Where to keep what was read for the next time, or None.
        workers: The most processes to use; 0 for one a core.
        reading: What this process has read before, which is brought up to date.

    Returns:
        The briefs in the order of their paths, and every problem met.
    """
    files, refused = find_briefs(root, folder)
    version = f"{program_version()} {folder}"
    reading = reading or Reading()
    kept = reading.known_rows(cache, version)
    with collector_at_rest():
        try:
            rows, briefs, problems = _read_all(root, folder, files, kept, workers, reading)
        except (TypeError, ValueError, LookupError):
            if not kept:
                raise
            # The right version and checksum, but rows that mean nothing: read without them.
            kept, reading = {}, Reading()
            rows, briefs, problems = _read_all(root, folder, files, kept, workers, reading)
    reading.keep_rows(rows, version)
    if cache and rows != kept:
        save_rows(cache, version, rows)
    problems = [*refused, *problems, *check_addresses(briefs)]
    return tuple(briefs), tuple(problems)


def _read_all(
    root: Path, folder: str, files: Sequence[Found], kept: Rows, workers: int, reading: Reading
) -> tuple[Rows, list[Brief], list[Problem]]:
    now = time.time_ns()
    changed = [file for file in files if not _is_kept(kept.get(file.path), file)]

    def make_reader() -> Callable[[Found], Row]:
        return lambda found: _read_row(root / found.path, found, folder, kept.get(found.path))

    fresh = {
        file.path: _settle(row, now)
        for file, row in zip(
            changed, run_all(make_reader, changed, worker_count(workers)), strict=True
        )
    }
    rows = {file.path: fresh.get(file.path) or kept[file.path] for file in files}
    briefs: list[Brief] = []
    problems: list[Problem] = []
    for path, row in rows.items():
        _, _, brief, found = row
        if found:
            problems.extend(problem_of(one) for one in found)
        if brief is not None:
            briefs.append(reading.brief(path, row))
    return rows, briefs, problems


def _is_kept(row: Row | None, file: Found) -> bool:
    return row is not None and row[0] == [*file.stamp]


def _settle(row: Row, now: int) -> Row:
    """The row without its stamp where the file was changed too shortly before it was read."""
    stamp = row[0]
    return [None, *row[1:]] if stamp and max(stamp[1:]) > now - FRESH else row


def _read_row(file: Path, found: Found, folder: str, kept: Row | None) -> Row:
    """Reads one file to [stamp, digest, brief or None, problems]."""
    data, problems = read_bounded(file, found.path)
    if data is None:
        return [None, "", None, [problem_row(problem) for problem in problems]]
    digest = digest_bytes(data)
    if kept is not None and kept[1] == digest:
        return [[*found.stamp], *kept[1:]]
    brief, problems = _judge(data, found.path, folder)
    return [
        [*found.stamp],
        digest,
        brief_row(brief) if brief else None,
        [problem_row(problem) for problem in problems],
    ]


def read_brief(file: Path, path: str, folder: str) -> tuple[Brief | None, tuple[Problem, ...]]:
    """Reads one file; see ``parse_brief``."""
    data, problems = read_bounded(file, path)
    if data is None:
        return None, problems
    brief, found = _judge(data, path, folder)
    return (replace(brief, digest=digest_bytes(data)) if brief else None), found


def _judge(data: bytes, path: str, folder: str) -> tuple[Brief | None, tuple[Problem, ...]]:
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
    values = read_values(Brief, fields, BRIEF_KEYS, without=("actors", "claims"))
    values["actors"] = _actors(fields, problems)
    values["claims"] = tuple(
        claim for claim in _claims(fields, problems) if claim.relation or recover
    )
    if single := fields.address("source"):
        values["sources"] += (Source(title="", url=single),)
    slug = _slug(fields, problems)
    for alias in values["aliases"]:
        problems.extend(judge_alias(alias))
    problems.extend(judge_text(document.body, path, document.body_line))
    if not recover and not (values["title"] and values["date"] and values["actors"]):
        return None, tuple(problems)
    values["date"] = values["date"] or dt.date.min
    url = urls.brief_url(path, folder, slug)
    brief = Brief(path, url, body=document.body, body_line=document.body_line, **values)
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


def _slug(fields: Fields, problems: list[Problem]) -> str:
    slug = fields.text("slug")
    if slug and (problem := judge_slug(Named(slug, fields.place("slug")))):
        problems.append(problem)
    return slug


def _claims(fields: Fields, problems: list[Problem]) -> Iterator[Claim]:
    for record in fields.records("relations"):
        if claim := read_record(Claim, record, CLAIM_KEYS):
            problems.extend(_judge_claim(claim, record.place("until")))
            yield claim


def _judge_claim(claim: Claim, until: Place) -> Iterator[Problem]:
    if claim.subject.text and fold(claim.subject.text) == fold(claim.object.text):
        message = f'"{claim.subject.text}" cannot stand in a relation to itself'
        hint = "name the other one as object"
        yield Problem(claim.object.place, Level.ERROR, message, "", hint)
    shared = min(len(claim.since), len(claim.until))
    if shared and claim.until[:shared] < claim.since[:shared]:
        message = f'"until" {claim.until} is before "from" {claim.since}'
        yield Problem(until, Level.ERROR, message, "", "swap the two")
