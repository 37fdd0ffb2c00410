"""Finds dates in the future, in briefs that are published before their day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from archive.core.model import Brief, Level, Place, Problem
from archive.read.files import read_bounded


def future_days(brief: Brief, today: dt.date) -> tuple[dt.date, ...]:
    """Returns the dates in a brief's front matter that are after a day, in order."""
    notes = (*brief.corrections, *brief.updates)
    days = {brief.date, *(note.date for note in notes)}
    if brief.reviewed:
        days.add(brief.reviewed)
    if brief.withdrawn:
        days.add(brief.withdrawn.date)
    return tuple(sorted(day for day in days if day > today))


def check_days(
    root: Path,
    briefs: Iterable[Brief],
    now: dt.datetime,
    unsaved: Mapping[str, bytes] = MappingProxyType({}),
) -> Iterator[Problem]:
    """Yields a warning for each date in the future.

    Args:
        root: The project.
        briefs: The briefs; those that are not published yet may wait for their day.
        now: The current time.
        unsaved: Path → content, in place of the file's.
    """
    for brief in briefs:
        days = () if brief.is_held(now) else future_days(brief, now.date())
        if not days:
            continue
        data = unsaved.get(brief.path)
        if data is None:
            data, _ = read_bounded(root / brief.path, brief.path)
        text = (data or b"").decode("utf-8", "replace")
        for day in days:
            place = _find(day.isoformat(), text, brief.path)
            hint = f"correct the date, or keep the brief back with publish: {day} or draft: true"
            yield Problem(place, Level.WARNING, f"the date {day} is in the future", "", hint)


def _find(wanted: str, text: str, path: str) -> Place:
    for number, line in enumerate(text.splitlines(), 1):
        if (at := line.find(wanted)) >= 0:
            return Place(path, number, at + 1)
    return Place(path)
