"""Groups equal problems: a name that a thousand briefs misspell is reported on one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.core.counts import counted
from archive.core.model import Level, Place, Problem

FEW = 3
"""Number of places that are shown. Up to this many equal problems are listed one by one."""


def grouped(problems: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yields the first of each group of equal problems, in order, and an addition to its line.

    Args:
        problems: Problems; those that differ only in their place are equal. Errors are listed one
            by one, except unknown names: each place needs a correction of its own.
    """
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for one in problems:
        key = (one.level, one.message, one.suggestion, one.hint, one.code)
        groups.setdefault(key, []).append(one)
    lines = [line for group in groups.values() for line in _lines(group)]
    yield from sorted(lines)


def _lines(group: list[Problem]) -> list[tuple[Problem, str]]:
    is_listed = group[0].level is Level.ERROR and group[0].code != "unknown-name"
    if is_listed or len(group) <= FEW:
        return [(one, "") for one in group]
    first, *others = sorted(group)
    places = " and ".join(_short(one.place) for one in others[: FEW - 1])
    count = f"{len(group):,} times, also at {places}"
    return [(first, f" [{count}; -v lists all]")]


def _short(place: Place) -> str:
    return f"{place.path}:{place.line}"


def total(problems: Iterable[Problem]) -> str:
    """Returns "1 error, 2,191 warnings", or "" if there is no problem."""
    counts = count(problems)
    return ", ".join(counted(number, level.value) for level, number in counts.items() if number)


def count(problems: Iterable[Problem]) -> dict[Level, int]:
    """Returns the number of problems of each level."""
    levels = [one.level for one in problems]
    return {level: levels.count(level) for level in Level}
