"""Checks one scalar as a string, a choice, a flag, a date or a web address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Protocol

from archive.core.model import Level, Place
from archive.core.names import nearest
from archive.lib.web_address import is_web_address
from archive.read.loose_dates import explain_impossible_date, in_words, iso_of, without_time
from archive.read.text import INVISIBLE, clip, one_line
from archive.read.yamltree import Node, Scalar

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2})?)([Zz]|[+-]\d{2}:\d{2})?)?", re.ASCII
)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_NULLS = frozenset({"~", "null"})
_BOOLEANS = frozenset({"true", "false"})
"""Words that are hardly ever meant as strings; yes, no, on and off may be."""

EARLIEST = 1000
"""The earliest year of a brief; an earlier one is a typo."""
MAX_NAME = 300
"""Longest name of an actor, tag or address, in characters."""


class Report(Protocol):
    """Receives one problem; by default, an error with the code "value"."""

    def __call__(
        self,
        place: Place,
        message: str,
        suggestion: str = "",
        hint: str = "",
        level: Level = Level.ERROR,
        code: str = "value",
    ) -> None:
        """Records the problem."""


def is_nothing(node: Node | None) -> bool:
    """Returns whether a value is missing, empty or YAML's null."""
    if not isinstance(node, Scalar):
        return node is None
    text = one_line(node.text)
    return not text or (node.plain and text.casefold() in _NULLS)


def string(value: Scalar, name: str, longest: int, report: Report) -> str:
    """Returns a string on one line, without invisible characters.

    Args:
        value: The scalar, as written.
        name: Its key, for messages.
        longest: Number of characters above which to warn; 0 for no limit.
        report: Receives the problems.
    """
    if value.plain and value.text.casefold() in _BOOLEANS:
        message = f'"{name}" must be a string, not {value.text}'
        report(value.place, message, "", "put it in quotes if you mean the word")
    _warn_of_comment(value, name, report)
    if longest and len(value.text) > longest:
        message = f'"{name}" has {len(value.text):,} characters, more than {longest:,}'
        hint = "shorten it; lists show only its beginning"
        report(value.place, message, "", hint, Level.WARNING)
    found = sorted(set(INVISIBLE.findall(value.text)))
    if found:
        spoken = ", ".join(f"U+{ord(char):04X}" for char in found)
        message = f'"{name}" contains invisible characters: {spoken}'
        report(value.place, message, "", "delete them", Level.WARNING, "text")
    return one_line(value.text)


def list_item(value: Scalar, name: str, report: Report) -> str:
    """Returns one name of a list, on one line and without invisible characters, or ""."""
    _warn_of_comment(value, name, report)
    text = one_line(value.text)
    if is_nothing(value):
        report(value.place, f'an item of "{name}" is empty', "", "fill it in or delete it")
    elif value.plain and text.casefold() in _BOOLEANS:
        message = f'an item of "{name}" must be a string, not {text}'
        report(value.place, message, "", "put it in quotes if you mean the word")
    elif len(text) > MAX_NAME:
        length = f"has {len(text):,} characters, more than {MAX_NAME}"
        message = f'an item of "{name}" {length}; it is left out'
        report(value.place, message, "", "shorten it", Level.WARNING)
    else:
        return text
    return ""


def choice(value: Scalar, name: str, choices: Collection[str], report: Report) -> str:
    """Returns the choice that a value names, or ""."""
    word = " ".join(value.text.casefold().split())
    if word in choices:
        return word
    hint = "write one of: " + ", ".join(choices)
    message = f'"{clip(value.text)}" is not a known {name}'
    report(value.place, message, nearest(word, choices, cutoff=0.6), hint)
    return ""


def flag(value: Scalar, report: Report) -> bool:
    """Returns whether the value is yes, true or on."""
    word = value.text.casefold()
    if word not in _TRUE | _FALSE:
        message = f'"{clip(value.text)}" is neither yes nor no'
        report(value.place, message, "", "write yes or no")
    return word in _TRUE


def day(value: Scalar, report: Report) -> dt.date | None:
    """Returns an ISO date, or None for anything else."""
    text = value.text.strip()
    match = _ISO.fullmatch(text)
    if match:
        try:
            found = dt.date(*map(int, match.groups()))
        except ValueError:
            message = f'"{text}" is not a calendar date'
            report(value.place, message, "", explain_impossible_date(text))
            return None
        if found.year < EARLIEST:
            hint = f"the earliest year of a brief is {EARLIEST}"
            report(value.place, f'"{text}" is too early for a brief', "", hint)
            return None
        return found
    hint = "write the date as YYYY-MM-DD"
    bare = without_time(text)
    if bare != text:
        is_impossible = _ISO.fullmatch(bare) and not iso_of(bare)
        hint = explain_impossible_date(bare) if is_impossible else "leave out the time of day"
    elif meanings := in_words(text):
        hint += f"; this may be {meanings}"
    report(value.place, f'"{clip(text)}" is not a date', iso_of(text), hint)
    return None


def partial_date(value: Scalar, report: Report) -> str:
    """Returns a year, a month or a day as written (2017, 2017-06, 2017-06-09), or ""."""
    text = value.text.strip()
    match = _PARTIAL.fullmatch(text)
    if match:
        year, month, day_ = match.groups()
        try:
            dt.date(int(year), int(month or 1), int(day_ or 1))
        except ValueError:
            message = f'"{text}" is not a calendar date'
            report(value.place, message, "", explain_impossible_date(text))
            return ""
        return text
    hint = "write a year, a month or a day: 2017, 2017-06 or 2017-06-09"
    report(value.place, f'"{clip(text)}" is not a date', iso_of(text), hint)
    return ""


def time(value: Scalar, report: Report) -> dt.datetime | None:
    """Returns the time in UTC of a day or of a day and a time of day with its zone, or None.

    A day begins at midnight UTC. Source of the form: RFC 3339; a space may replace the T, and the
    seconds may be left out.
    """
    text = value.text.strip()
    word = text.casefold()
    if word in _TRUE:
        hint = "delete it: every brief is published unless it has draft: true"
        report(value.place, f'"{text}" is not a time', "", hint, Level.WARNING)
        return None
    match = _TIME.fullmatch(text)
    if match and not match[2]:
        found = day(value, report)
        return dt.datetime.combine(found, dt.time(), dt.UTC) if found else None
    try:
        if match and match[3]:
            return dt.datetime.fromisoformat(text.upper()).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        report(value.place, f'"{text}" is not a time', "", "check the day, the hour and the zone")
        return None
    if match:
        example = f"{match[1]} {match[2]}"
        hint = f"add the zone: {example}Z for UTC, {example}+03:00 for three hours ahead of it"
        report(value.place, f'"{text}" has no time zone', "", hint)
        return None
    hint = "write a day, or a day and a time: 2027-01-15, 2027-01-15 09:00Z, 2027-01-15 09:00+03:00"
    if word in _FALSE:
        hint = "write draft: true to keep the brief out of the published site"
    report(value.place, f'"{clip(text)}" is not a time', iso_of(text), hint)
    return None


def number(value: Scalar, report: Report) -> str:
    """Returns a whole or decimal number as written, or ""."""
    text = value.text.strip()
    if _NUMBER.fullmatch(text):
        return text
    report(value.place, f'"{clip(text)}" is not a number', "", "write digits: 12 or 2.5")
    return ""


def web_address(value: Scalar, report: Report) -> str:
    """Returns an http(s) address, or ""."""
    text = value.text.strip()
    if is_web_address(text) and not re.search(r'[\s<>"]', text):
        return text
    report(value.place, f'"{clip(text)}" is not a web address', "", "begin with https://")
    return ""


def _warn_of_comment(value: Scalar, name: str, report: Report) -> None:
    if value.comment:
        message = f'"{name}" ends before "{clip(value.comment)}", which YAML reads as a comment'
        hint = "put the string in quotes, or the comment on a line of its own"
        report(value.place, message, "", hint, Level.WARNING, "text")
