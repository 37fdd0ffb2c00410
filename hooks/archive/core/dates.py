"""Dates for readers, in the language of the interface regardless of the machine's locale.

Babel formats one date by the Unicode CLDR. A range of two dates is a message of the catalogue,
because the CLDR abbreviates the months of ranges.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from archive.core.catalogue import Catalogue, locale_of

CACHED_DATES = 1 << 16
"""Size of each cache of formatted dates: an archive shows each date many times."""


def long_date(date: dt.date, catalogue: Catalogue) -> str:
    """Returns a date in words: "1 February 2022"."""
    return _long(date, catalogue.language)


def month_of(date: dt.date, catalogue: Catalogue) -> str:
    """Returns the month and year of a date: "February 2022"."""
    return _by_skeleton(date, "yMMMM", catalogue.language)


def partial_date(text: str, catalogue: Catalogue) -> str:
    """Returns a partial ISO date in words: "2017", "June 2017" or "9 June 2017"; "" stays ""."""
    return _partial(text, catalogue.language) if text else ""


def date_span(first: str, last: str, catalogue: Catalogue) -> str:
    """Returns two partial ISO dates as a span, "15–16 September 2022", or the only date."""
    if not first or not last or first == last:
        return partial_date(first or last, catalogue)
    whole = partial_date(last, catalogue)
    if first[:7] == last[:7] and len(first) == len(last) == 10:
        day = _by_skeleton(dt.date.fromisoformat(first), "d", catalogue.language)
        return catalogue.pgettext("days of one month", "{day}–{date}", day=day, date=whole)
    return catalogue.pgettext(
        "range of dates", "{first} – {last}", first=partial_date(first, catalogue), last=whole
    )


@lru_cache(CACHED_DATES)
def _long(date: dt.date, language: str) -> str:
    return format_date(date, "long", locale_of(language))


@lru_cache(CACHED_DATES)
def _by_skeleton(date: dt.date, skeleton: str, language: str) -> str:
    return format_skeleton(skeleton, date, locale=locale_of(language))


@lru_cache(CACHED_DATES)
def _partial(text: str, language: str) -> str:
    year, *rest = map(int, text.split("-"))
    if not rest:
        return _by_skeleton(dt.date(year, 1, 1), "y", language)
    if len(rest) == 1:
        return _by_skeleton(dt.date(year, rest[0], 1), "yMMMM", language)
    return _long(dt.date(year, *rest), language)
