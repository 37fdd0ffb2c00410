"""Numbers and sizes for readers, in the language of the interface."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from archive.core.catalogue import Catalogue, locale_of

_UNITS = ((1_000_000, "digital-megabyte"), (1000, "digital-kilobyte"), (1, "digital-byte"))


def number_text(number: str, catalogue: Catalogue) -> str:
    """Returns a number with the separators of the language: "1,204.5"."""
    return _number(number, catalogue.language)


def percent_text(share: float, catalogue: Catalogue) -> str:
    """Returns a share as a whole per cent: 0.123 is "12%"."""
    return _percent(round(share, 2), catalogue.language)


def size_text(size: int, catalogue: Catalogue) -> str:
    """Returns the size of a file in its largest unit, such as "1.2 MB".

    Args:
        size: Its bytes.
        catalogue: The messages of the interface.
    """
    return _size(size, catalogue.language)


@lru_cache
def _number(number: str, language: str) -> str:
    return format_decimal(number, locale=locale_of(language))


@lru_cache
def _percent(share: float, language: str) -> str:
    return format_percent(share, locale=locale_of(language))


@lru_cache
def _size(size: int, language: str) -> str:
    unit, name = next((one for one in _UNITS if size >= one[0]), _UNITS[-1])
    number = round(size / unit, 1 if unit > 1000 else None)
    return format_unit(number, name, length="short", locale=locale_of(language))
