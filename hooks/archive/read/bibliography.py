"""Reads what describes a brief as a publication. A wrong value is left out, with a warning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import Any

from archive.core.bibliography import Withdrawal
from archive.core.brief_keys import BIBLIOGRAPHIC_KEYS
from archive.core.keys import Key
from archive.core.model import Brief, Level, Problem
from archive.read.fields import Fields
from archive.read.from_keys import read_values
from archive.read.yamltree import Mapping


def read_bibliography(
    matter: Mapping, day: dt.date | None, problems: list[Problem]
) -> dict[str, Any]:
    """Reads the values of the bibliographic keys.

    A catalogue that is taken over from elsewhere has mistakes, and none of them makes a brief
    wrong. So all problems of these keys are warnings.

    Args:
        matter: The front matter.
        day: The day of the brief, or None.
        problems: Receives the problems.

    Returns:
        Name of a field of ``Brief`` → its value.
    """
    found: list[Problem] = []
    fields = Fields(matter, BIBLIOGRAPHIC_KEYS, found)
    values = read_values(Brief, fields, BIBLIOGRAPHIC_KEYS)
    if values["image"] and not values["image"].file.text:
        values["image"] = None
    if values["issue"] and not values["series"]:
        message = '"issue" says nothing without "series"'
        hint = 'add the series, or write the number as "number"'
        found.append(Problem(fields.place("issue"), Level.WARNING, message, "", hint))
    reviewed = values["reviewed"]
    if reviewed and day and reviewed < day:
        message = f'{reviewed} in "reviewed" is before the date of the brief, {day}'
        hint = "correct one of the two dates"
        found.append(Problem(fields.place("reviewed"), Level.WARNING, message, "", hint))
    for one in values["attachments"]:
        if one.pages and not one.pages.isdecimal():
            message = f'"{one.pages}" is not a number of pages'
            place = one.file.at(fields.place("attachments").path)
            found.append(Problem(place, Level.WARNING, message, "", "write a whole number"))
    problems += _warnings(found)
    return values


def check_withdrawal(
    withdrawn: Withdrawal | None, day: dt.date | None, fields: Fields
) -> Iterator[Problem]:
    """Yields a warning if a brief was withdrawn before its day."""
    if withdrawn and day and withdrawn.date < day:
        message = f'{withdrawn.date} in "withdrawn" is before the date of the brief, {day}'
        hint = "correct one of the two dates"
        yield Problem(fields.place("withdrawn"), Level.WARNING, message, "", hint)


def read_own_values(
    matter: Mapping, keys: Dict[str, Key], problems: list[Problem]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Reads the values of the keys that a site declares; likewise with warnings only.

    Args:
        matter: The front matter.
        keys: The keys.
        problems: Receives the problems.

    Returns:
        Each key that has a value, in the order of the settings, and its values.
    """
    found: list[Problem] = []
    fields = Fields(matter, keys, found)
    values = tuple((name, strings_of(name, key, fields)) for name, key in keys.items())
    problems += _warnings(found)
    return tuple((name, texts) for name, texts in values if texts)


def strings_of(name: str, key: Key, fields: Fields) -> tuple[str, ...]:
    """Returns the values of a key that a site declares, as strings."""
    match key.shape:
        case "names":
            return tuple(one.text for one in fields.names(name))
        case "date":
            day = fields.date(name)
            return (day.isoformat(),) if day else ()
        case "partial date":
            text = fields.partial(name)
        case "address":
            text = fields.address(name)
        case "number":
            text = fields.identifier(name)
        case _:
            text = fields.text(name)
    return (text,) if text else ()


def _warnings(problems: list[Problem]) -> Iterator[Problem]:
    for one in problems:
        yield replace(one, level=Level.WARNING) if one.level is Level.ERROR else one
