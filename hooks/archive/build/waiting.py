"""Briefs that are not published yet: drafts, and those that wait for their time."""

from __future__ import annotations

from collections.abc import Iterator

from archive.build.archive import Sources
from archive.core.model import Brief
from archive.read.files import escape_name
from archive.read.future_dates import future_days
from archive.read.held_back import CODE as HELD_BACK


def waiting_briefs(sources: Sources) -> tuple[Brief, ...]:
    """Returns the briefs that are left out until their time, the next first."""
    waiting = ((one.publish, one) for one in sources.held if one.publish and not one.draft)
    return tuple(brief for _, brief in sorted(waiting, key=lambda pair: (pair[0], pair[1].path)))


def waits_for_time(sources: Sources) -> bool:
    """Returns whether a later time may give another archive or other problems without an edit."""
    now = sources.now
    return (
        bool(waiting_briefs(sources))
        or any(problem.code == HELD_BACK for problem in sources.problems)
        or any(
            brief.waits(now) or future_days(brief, now.date()) for brief in sources.graph.addressed
        )
    )


def held_notes(sources: Sources) -> Iterator[str]:
    """Yields what a build says of them: their number, and when the next one is due."""
    waiting = waiting_briefs(sources)
    if drafts := len(sources.held) - len(waiting):
        yield f"drafts that are not published: {drafts:,}"
    if waiting:
        due = f"{waiting[0].publish:%Y-%m-%d %H:%M} UTC"
        path = escape_name(waiting[0].path)
        yield f"briefs that wait for their time: {len(waiting):,}; the next is {path}, at {due}"
