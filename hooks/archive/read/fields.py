"""Reads a mapping by its declared keys and reports each wrong value at its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping as Dict
from dataclasses import replace

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.foreign_keys import advice, own_key, plain_key
from archive.core.keys import REFUSED_KEYS, Key
from archive.core.model import Level, Named, Place, Problem
from archive.core.names import nearest
from archive.read import identifiers, scalars
from archive.read.date_order import check_order
from archive.read.text import clip
from archive.read.yamlerrors import quoted
from archive.read.yamltree import Mapping, Node, Scalar, Sequence

_UNKNOWN_KEY = "declare it under extra.archive.metadata, or delete it"


class Fields:
    """Reads one mapping by its declared keys and collects the problems."""

    def __init__(self, node: Mapping, keys: Dict[str, Key], problems: list[Problem]) -> None:
        self._node = node
        self._keys = keys
        self._problems = problems

    def check_keys(self) -> None:
        """Reports keys that are not declared, and required keys that are missing or empty."""
        missing = {name for name, key in self._keys.items() if key.required} - set(self._node)
        for key, _ in self._node.entries:
            if key.text in REFUSED_KEYS:
                message = f'key "{key.text}" is not allowed'
                self._report(key.place, message, "", REFUSED_KEYS[key.text], code="key")
            elif key.text not in self._keys:
                known, hint = self._advise(clip(key.text))
                # A required key under another name is one mistake, not two.
                level = Level.ERROR if known in missing else Level.WARNING
                missing.discard(known)
                self._report(
                    key.place, f'unknown key "{clip(key.text)}"', known, hint, level, "key"
                )
        for name, key_ in self._keys.items():
            if name in missing:
                message = f'required key "{name}" is missing'
                self._report(self._node.place, message, "", key_.about, code="key")
            elif name in self._node and self._value(name) is None:
                self._report_empty(name, self._node[name], key_)
        self._check_replaced()

    def _check_replaced(self) -> None:
        """Reports keys next to one that replaces them."""
        for name, key in self._keys.items():
            if self._value(name) is None:
                continue
            for other, _ in self._node.entries:
                if other.text in key.replaces:
                    message = f'"{other.text}" cannot be used together with "{name}"'
                    hint = f'delete "{other.text}"; "{name}" includes it'
                    self._report(other.place, message, "", hint, code="key")

    def _advise(self, name: str) -> tuple[str, str]:
        """Returns the key that an unknown one means, and a hint: by meaning, then by spelling."""
        if known := own_key(name, self._keys):
            if known in self._node:
                return known, f'merge it into "{known}", or delete it'
            is_same = plain_key(name) == plain_key(known)
            return known, f"write the key as {known}" if is_same else ""
        is_brief = self._keys.keys() >= BRIEF_KEYS.keys()
        if is_brief and (hint := advice(name)):
            return "", hint
        known = nearest(name, self._keys, cutoff=0.6)
        if known:
            return known, ""
        return "", _UNKNOWN_KEY if is_brief else "known keys: " + ", ".join(self._keys)

    def _report_empty(self, name: str, value: Node, key: Key) -> None:
        comment = value.comment if isinstance(value, Scalar) else ""
        if comment and (key.required or not comment.startswith("# ")):
            level = Level.ERROR if key.required else Level.WARNING
            message = f'"{name}" is empty: YAML reads "{clip(comment)}" as a comment'
            hint = f"put the string in quotes: {name}: {quoted(comment)}"
            self._report(value.place, message, "", hint, level, "key")
        elif key.required:
            message = f'required key "{name}" is empty'
            self._report(value.place, message, "", key.about, code="key")

    def place(self, name: str) -> Place:
        """Returns the place of a key's value, or of the mapping if the key has no value."""
        value = self._node.get(name)
        return value.place if value else self._node.place

    def text(self, name: str) -> str:
        """Returns the string of a key on one line, without invisible characters; or ""."""
        value = self._scalar(name)
        longest = self._keys[name].longest
        return scalars.string(value, name, longest, self._report) if value else ""

    def choice(self, name: str, default: str = "") -> str:
        """Returns one of the declared choices, or the default."""
        value = self._scalar(name)
        choices = self._keys[name].choices
        return (scalars.choice(value, name, choices, self._report) if value else "") or default

    def flag(self, name: str) -> bool:
        """Returns true or false; false if the key is left out."""
        value = self._scalar(name)
        return scalars.flag(value, self._report) if value else False

    def date(self, name: str) -> dt.date | None:
        """Returns an ISO date, or None if it is missing or wrong."""
        value = self._scalar(name)
        return scalars.day(value, self._report) if value else None

    def time(self, name: str) -> dt.datetime | None:
        """Returns a time in UTC, midnight if only a day is given; None if missing or wrong."""
        value = self._scalar(name)
        return scalars.time(value, self._report) if value else None

    def partial(self, name: str) -> str:
        """Returns a date that may be just a year or month: 2017, 2017-06, 2017-06-09; or ""."""
        value = self._scalar(name)
        return scalars.partial_date(value, self._report) if value else ""

    def address(self, name: str) -> str:
        """Returns an http(s) address, or ""."""
        value = self._scalar(name)
        return scalars.web_address(value, self._report) if value else ""

    def identifier(self, name: str) -> str:
        """Returns an identifier of the system that the key's shape names, or ""."""
        value = self._scalar(name)
        check = identifiers.BY_SHAPE[self._keys[name].shape]
        return check(value, self._report) if value else ""

    def names(self, name: str) -> tuple[Named, ...]:
        """Returns a list of strings with their places; accepts one string if the key allows it."""
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
            hint = f"write {name}: [A, B]"
            self._report(value.place, f'"{name}" must be a list of names', "", hint)
            return ()
        found: list[Named] = []
        for item in value.items:
            if isinstance(item, Scalar):
                found += self._name(name, item)
            elif isinstance(item, Mapping) and item.entries:
                # "Title: more" without quotes is a mapping of one key.
                message = f'an item of "{name}" must be a string, not a mapping'
                hint = "put a string that contains a colon in quotes"
                self._report(item.place, message, "", hint)
            else:
                message = f'an item of "{name}" must be a string, not a list'
                self._report(item.place, message, "", "write all names in one list")
        return tuple(found)

    def dated_names(self, name: str) -> tuple[tuple[str, str], ...]:
        """Returns a list of strings such as ``kg 1998-12-20``, each as a name and a date or ""."""
        found: list[tuple[str, str]] = []
        for item in self.names(name):
            text, _, date = item.text.partition(" ")
            if date:
                place = item.at(self._node.place.path)
                date = scalars.partial_date(Scalar(date, place), self._report)
            found.append((text, date))
        return tuple(found)

    def _name(self, name: str, item: Scalar) -> tuple[Named, ...]:
        text = scalars.list_item(item, name, self._report)
        return (Named(text, item.place.line, item.place.column),) if text else ()

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """Returns a mapping of strings to strings or lists of strings as pairs, in its order."""
        value = self._value(name)
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            self._report(value.place, f'"{name}" must be a mapping', "", f"write {name}: {{fr: …}}")
            return ()
        found: list[tuple[str, str]] = []
        for key, item in value.entries:
            for one in item.items if isinstance(item, Sequence) else (item,):
                if not isinstance(one, Scalar):
                    self._report(one.place, f'"{clip(key.text)}" of "{name}" must be a string')
                elif text := scalars.list_item(one, f"{name}.{clip(key.text)}", self._report):
                    found.append((key.text, text))
        return tuple(found)

    def record(self, name: str) -> Fields | None:
        """Returns the fields of a nested mapping, or None."""
        value = self._value(name)
        keys = self._keys[name].keys or {}
        if isinstance(value, Scalar) and self._keys[name].short:
            value = next(iter(self._short(name, value)), None)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            hint = f"write {name}: {{{', '.join(f'{key}: …' for key in keys)}}}"
            message = f'"{name}" must be a mapping of {", ".join(keys)}'
            self._report(value.place, message, "", hint)
            return None
        inner = Fields(value, keys, self._problems)
        inner.check_keys()
        return inner

    def records(self, name: str) -> tuple[Fields, ...]:
        """Returns the fields of each mapping in a list."""
        value = self._value(name)
        key = self._keys[name]
        keys = key.keys or {}
        if value is None:
            return ()
        example = f"- {{{', '.join(f'{key}: …' for key in keys)}}}"
        is_list_of_names = isinstance(value, Scalar) and ";" in value.text
        if not isinstance(value, Sequence) and (not key.short or is_list_of_names):
            hint = f"write each item as {example}"
            self._report(value.place, f'"{name}" must be a list', "", hint)
            return ()
        items = value.items if isinstance(value, Sequence) else (value,)
        mappings: list[Mapping] = []
        for item in items:
            if isinstance(item, Mapping):
                mappings.append(item)
            elif isinstance(item, Scalar) and key.short:
                mappings += self._short(name, item)
            else:
                message = f'an item of "{name}" must be a mapping'
                self._report(item.place, message, "", f"write {example}")
        found = tuple(Fields(item, keys, self._problems) for item in mappings)
        for one in found:
            one.check_keys()
        if dated_by := key.dated_by:
            check_order((item.get(dated_by) for item in mappings), dated_by, self._report)
        return found

    def _short(self, name: str, item: Scalar) -> tuple[Mapping, ...]:
        """Returns the mapping that a plain string is short for."""
        key = Scalar(self._keys[name].short, item.place)
        text = scalars.list_item(item, name, self._report)
        return (Mapping(((key, replace(item, text=text)),), item.place),) if text else ()

    def has(self, name: str) -> bool:
        """Returns whether a key exists, with or without a value."""
        return name in self._node

    def is_mapping(self, name: str) -> bool:
        """Returns whether the value of a key is a mapping."""
        return isinstance(self._node.get(name), Mapping)

    def _value(self, name: str) -> Node | None:
        """Returns the value of a key; None if it is missing, empty or null."""
        value = self._node.get(name)
        return None if scalars.is_nothing(value) else value

    def _scalar(self, name: str) -> Scalar | None:
        value = self._value(name)
        if value is None or isinstance(value, Scalar):
            return value
        is_list = isinstance(value, Sequence)
        what = "a list" if is_list else "a mapping"
        hint = "put it in quotes, or delete the brackets" if is_list else "put it in quotes"
        self._report(value.place, f'"{name}" must be a string, not {what}', "", hint)
        return None

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
