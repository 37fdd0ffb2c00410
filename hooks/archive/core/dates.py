"""Dates for readers, in English regardless of the machine's locale."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(date: dt.date) -> str:
    """Returns a date in words: "1 February 2022"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def partial_date(text: str) -> str:
    """Returns a partial ISO date in words: "2017", "June 2017" or "9 June 2017"; "" stays ""."""
    parts = [int(part) for part in text.split("-")] if text else []
    match parts:
        case []:
            return ""
        case [year]:
            return str(year)
        case [year, month]:
            return f"{MONTHS[month - 1]} {year}"
        case _:
            return long_date(dt.date(*parts))


def date_span(first: str, last: str) -> str:
    """Returns two partial ISO dates as a span, "15–16 September 2022", or the only date."""
    if not first or not last or first == last:
        return partial_date(first or last)
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        return f"{int(first[8:])}–{partial_date(last)}"
    return f"{partial_date(first)} – {partial_date(last)}"
