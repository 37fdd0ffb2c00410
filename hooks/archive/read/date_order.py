"""Checks that the dates of a list are in the order of time."""

from __future__ import annotations

from collections.abc import Iterable

from archive.read import scalars
from archive.read.yamltree import Node, Scalar


def check_order(dates: Iterable[Node | None], key: str, report: scalars.Report) -> None:
    """Reports each partial date that is before the one above it.

    Args:
        dates: The values of a key in a list of mappings, as written.
        key: The key.
        report: Receives the problems.
    """
    last = ""
    for value in dates:
        # What is no date has been reported, or will be when it is read.
        if not isinstance(value, Scalar) or scalars.is_nothing(value):
            continue
        date = scalars.partial_date(value, _ignore)
        shared = min(len(date), len(last))
        if date[:shared] < last[:shared]:
            message = f'"{key}" {date} is before {last}, which is above it'
            report(value.place, message, "", "list the items in the order of time")
        last = date or last


def _ignore(*_problem: object, **_options: object) -> None:
    """Reports nothing."""
