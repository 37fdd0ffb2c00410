"""Briefs and problems as plain lists, for JSON and for the way between processes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from archive.core.model import Brief, Claim, Correction, Level, Named, Place, Problem, Source

Row = list[Any]
"""What JSON can hold. Loading ten thousand briefs is to take a third of a second: rows have no
keys, and a file's path stands in its row once."""


def problem_row(problem: Problem) -> Row:
    """A problem as a list."""
    place = problem.place
    return [
        place.path,
        place.line,
        place.column,
        problem.level.value,
        problem.message,
        problem.suggestion,
        problem.hint,
        problem.code,
    ]


def problem_of(row: Sequence[Any]) -> Problem:
    """The problem of a list; raises ValueError where it is none."""
    path, line, column, level, *rest = row
    return Problem(Place(path, line, column), Level(level), *rest)


def brief_row(brief: Brief) -> Row:
    """A brief as a list, without its body, path and digest."""
    return [
        brief.url,
        brief.title,
        brief.date.toordinal(),
        brief.body_line,
        _names(brief.actors),
        _names(brief.regions),
        brief.summary,
        _names(brief.people),
        _names(brief.events),
        [
            [
                *_names([claim.subject]),
                claim.relation,
                *_names([claim.object]),
                claim.status,
                claim.since,
                claim.until,
                claim.note,
            ]
            for claim in brief.claims
        ],
        [[one.title, one.publisher, one.url, one.date] for one in brief.sources],
        list(brief.tags),
        _names(brief.aliases),
        [[one.date.toordinal(), one.note] for one in brief.corrections],
        brief.draft,
    ]


def brief_of(row: Sequence[Any], path: str, digest: str) -> Brief:
    """The brief of a list; raises ValueError where it is none."""
    (
        url,
        title,
        day,
        body_line,
        actors,
        regions,
        summary,
        people,
        events,
        claims,
        sources,
        tags,
        aliases,
        corrections,
        draft,
    ) = row
    return Brief(
        path,
        url,
        title,
        dt.date.fromordinal(day),
        _named(actors, path),
        "",
        body_line,
        _named(regions, path) if regions else (),
        summary,
        _named(people, path) if people else (),
        _named(events, path) if events else (),
        tuple([_claim(claim, path) for claim in claims]) if claims else (),
        tuple([Source(*source) for source in sources]) if sources else (),
        tuple(tags),
        _named(aliases, path) if aliases else (),
        tuple([Correction(dt.date.fromordinal(day), note) for day, note in corrections]),
        draft,
        digest,
    )


def _names(names: Iterable[Named]) -> Row:
    """Names one after the other, each as text, line and column."""
    flat: Row = []
    for name in names:
        flat += (name.text, name.place.line, name.place.column)
    return flat


def _named(flat: Sequence[Any], path: str) -> tuple[Named, ...]:
    each = iter(flat)
    return tuple(
        [
            Named(text, Place(path, line, column))
            for text, line, column in zip(each, each, each, strict=True)
        ]
    )


def _claim(row: Sequence[Any], path: str) -> Claim:
    subject, line, column, relation, object_, line2, column2, *rest = row
    return Claim(
        Named(subject, Place(path, line, column)),
        relation,
        Named(object_, Place(path, line2, column2)),
        *rest,
    )
