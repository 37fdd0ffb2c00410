"""Judging a mapping's values by its declared keys: each wrong one is a problem at its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Dict
from urllib.parse import urlsplit

from archive.core.model import Level, Named, Place, Problem
from archive.core.names import nearest
from archive.core.vocabulary import REFUSED_KEYS, Key
from archive.read.loose_dates import in_words, iso_of, why_no_day
from archive.read.text import INVISIBLE, clip, seen
from archive.read.yamltree import Mapping, Node, Scalar, Sequence

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_NULLS = frozenset({"~", "null"})
_BOOLEANS = frozenset({"true", "false"})
"""Words that can hardly be meant as texts; yes, no, on and off may be."""

EARLIEST = 1000
"""The earliest year of a brief; an earlier one is a typing error."""
MAX_NAME = 300
"""Longest name of an actor, tag or address, in characters."""


class Fields:
    """Reads one mapping by its declared keys and keeps the problems that it meets."""

    def __init__(self, node: Mapping, keys: Dict[str, Key], problems: list[Problem]) -> None:
        self._node = node
        self._keys = keys
        self._problems = problems

    def check_keys(self) -> None:
        """Reports keys that are not declared, and required ones that are missing or empty."""
        for key, _ in self._node.entries:
            if key.text in REFUSED_KEYS:
                message = f'key "{key.text}" is not allowed'
                self._report(key.place, message, "", REFUSED_KEYS[key.text], code="key")
            elif key.text not in self._keys:
                known = nearest(clip(key.text), self._keys, cutoff=0.6)
                hint = "" if known else "known keys: " + ", ".join(self._keys)
                self._report(
                    key.place, f'unknown key "{clip(key.text)}"', known, hint, Level.WARNING, "key"
                )
        for name, key_ in self._keys.items():
            if key_.required and self._value(name) is None:
                written = self._node.get(name)
                place = written.place if written else self._node.place
                what = "is empty" if written else "is missing"
                self._report(place, f'required key "{name}" {what}', "", key_.about, code="key")

    def place(self, name: str) -> Place:
        """Where the value of a key stands, or the mapping where it has none."""
        value = self._node.get(name)
        return value.place if value else self._node.place

    def text(self, name: str) -> str:
        """The text of a key in one line, without what cannot be seen; or ""."""
        value = self._scalar(name)
        if value is None:
            return ""
        if value.plain and value.text.casefold() in _BOOLEANS:
            message = f'"{name}" must be a text, not {value.text}'
            self._report(value.place, message, "", "put it in quotes if the word is meant")
        self._warn_of_comment(name, value)
        longest = self._keys[name].longest
        if longest and len(value.text) > longest:
            message = f'"{name}" has {len(value.text):,} characters, where {longest:,} are allowed'
            self._report(value.place, message, "", "shorten it")
        found = sorted(set(INVISIBLE.findall(value.text)))
        if found:
            spoken = ", ".join(f"U+{ord(char):04X}" for char in found)
            message = f'"{name}" holds invisible characters: {spoken}'
            self._report(value.place, message, "", "delete them", Level.WARNING, "text")
        return seen(value.text)

    def choice(self, name: str, default: str = "") -> str:
        """One of the declared words, or the default."""
        value = self._scalar(name)
        if value is None:
            return default
        choices = self._keys[name].choices
        word = " ".join(value.text.casefold().split())
        if word in choices:
            return word
        hint = "one of: " + ", ".join(choices)
        self._report(
            value.place,
            f'"{clip(value.text)}" is not a known {name}',
            nearest(word, choices, cutoff=0.6),
            hint,
        )
        return default

    def flag(self, name: str) -> bool:
        """True or false; false where it is left out."""
        value = self._scalar(name)
        if value is None:
            return False
        word = value.text.casefold()
        if word not in _TRUE | _FALSE:
            self._report(
                value.place,
                f'"{clip(value.text)}" is neither yes nor no',
                "",
                "write yes or no",
            )
        return word in _TRUE

    def date(self, name: str) -> dt.date | None:
        """An ISO date, or None where it is missing or wrong."""
        value = self._scalar(name)
        if value is None:
            return None
        text = value.text.strip()
        match = _ISO.fullmatch(text)
        if match:
            try:
                day = dt.date(*map(int, match.groups()))
            except ValueError:
                self._report(
                    value.place, f'"{text}" is not a day of the calendar', "", why_no_day(text)
                )
                return None
            if day.year < EARLIEST:
                hint = f"briefs are of {EARLIEST} at the earliest"
                self._report(value.place, f'"{text}" cannot be the date', "", hint)
                return None
            return day
        hint = "write the date as YYYY-MM-DD"
        if _ISO.match(text) and text[10:11] in ("T", "t", " "):
            hint = "a date has no time of day"
        elif meanings := in_words(text):
            hint += f"; this may be {meanings}"
        self._report(value.place, f'"{clip(text)}" is not a date', iso_of(text), hint)
        return None

    def partial(self, name: str) -> str:
        """A date that may be only a year or a month: 2017, 2017-06, 2017-06-09; or ""."""
        value = self._scalar(name)
        if value is None:
            return ""
        text = value.text.strip()
        match = _PARTIAL.fullmatch(text)
        if match:
            year, month, day = match.groups()
            try:
                dt.date(int(year), int(month or 1), int(day or 1))
                return text
            except ValueError:
                self._report(
                    value.place, f'"{text}" is not a day of the calendar', "", why_no_day(text)
                )
                return ""
        hint = "write a year, a month or a day: 2017, 2017-06 or 2017-06-09"
        self._report(value.place, f'"{clip(text)}" is not a date', iso_of(text), hint)
        return ""

    def address(self, name: str) -> str:
        """An http(s) address, or ""."""
        value = self._scalar(name)
        if value is None:
            return ""
        text = value.text.strip()
        try:
            parts = urlsplit(text)
            good = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            good = False
        if good and not re.search(r'[\s<>"]', text):
            return text
        self._report(value.place, f'"{clip(text)}" is not a web address', "", "begin with https://")
        return ""

    def names(self, name: str) -> tuple[Named, ...]:
        """A list of texts, each with its place; one text alone where the key allows it."""
        value = self._value(name)
        if value is None:
            return ()
        if isinstance(value, Scalar):
            if self._keys[name].single and ";" not in value.text:
                return self._name(name, value)
            split = ", ".join(part.strip() for part in re.split(r"[;,]", clip(value.text)))
            self._report(value.place, f'"{name}" must be a list', "", f"write {name}: [{split}]")
            return ()
        if isinstance(value, Mapping):
            self._report(value.place, f'"{name}" must be a list of names', "", f"{name}: [A, B]")
            return ()
        found: list[Named] = []
        for item in value.items:
            if isinstance(item, Scalar):
                found += self._name(name, item)
            elif isinstance(item, Mapping) and item.entries:
                # "Title: more" without quotes is a mapping of one key.
                message = f'an item of "{name}" must be a text, not a key and a value'
                self._report(item.place, message, "", "put a text that holds a colon in quotes")
            else:
                message = f'an item of "{name}" must be a text, not a list'
                self._report(item.place, message, "", "write all names in one list")
        return tuple(found)

    def _name(self, name: str, item: Scalar) -> tuple[Named, ...]:
        """One name of a list, in one line and without what cannot be seen."""
        self._warn_of_comment(name, item)
        text = seen(item.text)
        if not text or (item.plain and text.casefold() in _NULLS):
            self._report(item.place, f'an item of "{name}" is empty', "", "fill or delete it")
        elif item.plain and text.casefold() in _BOOLEANS:
            message = f'an item of "{name}" must be a text, not {text}'
            self._report(item.place, message, "", "put it in quotes if the word is meant")
        elif len(text) > MAX_NAME:
            message = (
                f'an item of "{name}" has {len(text)} characters, where {MAX_NAME} are allowed'
            )
            self._report(item.place, message, "", "shorten it")
        else:
            return (Named(text, item.place.line, item.place.column),)
        return ()

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A mapping of text to text, in the order written."""
        value = self._value(name)
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            self._report(value.place, f'"{name}" must be a mapping', "", f"{name}: {{fr: …}}")
            return ()
        for key, item in value.entries:
            if not isinstance(item, Scalar):
                self._report(item.place, f'"{clip(key.text)}" of "{name}" must be a text')
        return tuple(
            (key.text, seen(item.text)) for key, item in value.entries if isinstance(item, Scalar)
        )

    def record(self, name: str) -> Fields | None:
        """The fields of a mapping inside, or None."""
        value = self._value(name)
        keys = self._keys[name].keys or {}
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self._report(value.place, f'"{name}" must be a mapping of {", ".join(keys)}')
            return None
        inner = Fields(value, keys, self._problems)
        inner.check_keys()
        return inner

    def records(self, name: str) -> tuple[Fields, ...]:
        """The fields of each mapping in a list."""
        value = self._value(name)
        keys = self._keys[name].keys or {}
        if value is None:
            return ()
        example = f"- {{{', '.join(f'{key}: …' for key in keys)}}}"
        if not isinstance(value, Sequence):
            self._report(
                value.place,
                f'"{name}" must be a list',
                "",
                f"begin each with {example}",
            )
            return ()
        found: list[Fields] = []
        for item in value.items:
            if isinstance(item, Mapping):
                found.append(Fields(item, keys, self._problems))
                found[-1].check_keys()
            else:
                self._report(item.place, f'an item of "{name}" must be a mapping', "", example)
        return tuple(found)

    def is_mapping(self, name: str) -> bool:
        """Whether the value of a key is a mapping."""
        return isinstance(self._node.get(name), Mapping)

    def _value(self, name: str) -> Node | None:
        """The value of a key; None where it is missing or written as nothing."""
        value = self._node.get(name)
        empty = isinstance(value, Scalar) and not seen(value.text)
        null = isinstance(value, Scalar) and value.plain and value.text.casefold() in _NULLS
        return None if empty or null else value

    def _scalar(self, name: str) -> Scalar | None:
        value = self._value(name)
        if value is None or isinstance(value, Scalar):
            return value
        is_list = isinstance(value, Sequence)
        what = "a list" if is_list else "a mapping"
        hint = "put it in quotes, or delete the brackets" if is_list else "put it in quotes"
        self._report(value.place, f'"{name}" must be one text, not {what}', "", hint)
        return None

    def _warn_of_comment(self, name: str, value: Scalar) -> None:
        if value.comment:
            message = f'"{name}" ends before "{clip(value.comment)}", a comment in YAML'
            hint = "put the text in quotes, or the comment on a line of its own"
            self._report(value.place, message, "", hint, Level.WARNING, "text")

    def _report(
        self,
        place: Place,
        message: str,
        suggestion: str = "",
        hint: str = "",
        level: Level = Level.ERROR,
        code: str = "value",
    ) -> None:
        self._problems.append(Problem(place, level, message, suggestion, hint, code))
