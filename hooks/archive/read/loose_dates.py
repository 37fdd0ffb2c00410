"""Reads dates as people write them; gives the ISO form if only one day can be meant.

Dates are in English here: front matter and lint are, whatever the language of the interface.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)

_MONTH_OF = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_OF |= {name.casefold()[:3]: number for number, name in enumerate(MONTHS, 1)}
_MONTH_OF["sept"] = 9

_YEAR_FIRST = re.compile(r"(\d{4})([-/. ]?)(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]+)[ .,-]+(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]+)[ .-]+(\d{1,2})(?:st|nd|rd|th)?[ ,]+(\d{4})")
_TIME = re.compile(
    r"[t ,]+(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"(?: ?(?:z|[a-z]{2,5}|[a-z]+/[a-z_]+|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)(?: \([a-z ]+\))?)?"
)
"""A time of day, and its zone, after a date."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? +")


def iso_of(text: str) -> str:
    """Returns the ISO form of a date written in another way, or "" if it would be a guess."""
    days = readings(text)
    return days[0].isoformat() if len(days) == 1 else ""


def in_words(text: str) -> str:
    """Returns the meanings of an ambiguous date: "1 February 2026 or 2 January 2026"."""
    days = readings(text)
    return " or ".join(map(_long, days)) if len(days) > 1 else ""


def readings(text: str) -> tuple[dt.date, ...]:
    """Returns every day that a date written in another way may mean, day-first reading first."""
    plain = _WEEKDAY.sub("", " ".join(_DASHES.sub("-", text.casefold()).split()))
    plain = without_time(plain)
    if not plain.isascii():
        return ()
    if match := _YEAR_FIRST.fullmatch(plain):
        year, separator, month, day = match.groups()
        if not separator and len(plain) != 8:
            return ()
        return _days((year, month, day))
    if match := _YEAR_LAST.fullmatch(plain):
        one, _, two, year = match.groups()
        return _days((year, two, one), (year, one, two))
    if match := _DAY_MONTH.fullmatch(plain):
        day, month, year = match.groups()
        return _days((year, _MONTH_OF.get(month, 0), day))
    if match := _MONTH_DAY.fullmatch(plain):
        month, day, year = match.groups()
        return _days((year, _MONTH_OF.get(month, 0), day))
    return ()


def without_time(text: str) -> str:
    """Returns a date without the time of day that follows it; its day is the one written."""
    for match in _TIME.finditer(text.casefold()):
        if match.end() == len(text) and match.start() >= len("1.1.2022"):
            return text[: match.start()].rstrip()
    return text


def _days(*triples: tuple[str | int, str | int, str | int]) -> tuple[dt.date, ...]:
    found: dict[dt.date, None] = {}
    for triple in triples:
        try:
            found[dt.date(*map(int, triple))] = None
        except ValueError:
            continue
    return tuple(found)


def explain_impossible_date(text: str) -> str:
    """Returns a hint why there is no such day (2022-02-30) or month (2022-13)."""
    year, month = (int(part) for part in text.split("-")[:2])
    if not year or not month:
        return "write the date as YYYY-MM-DD"
    if month > len(MONTHS):
        return f"a year has {len(MONTHS)} months; write the date as YYYY-MM-DD"
    return f"{MONTHS[month - 1]} {year} has {calendar.monthrange(year, month)[1]} days"


def _long(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
