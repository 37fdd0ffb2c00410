"""Maps the keys of other systems to those of a brief, by their meaning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.core.bibliography import BRIEF_TYPES, type_word
from archive.core.brief_keys import BRIEF_KEYS
from archive.core.earlier import alias_url
from archive.core.foreign_keys import own_key, plain_key
from archive.core.now import today
from archive.core.urls import slugify
from archive.importing.kinds import DRAFTS
from archive.importing.sources import Foreign
from archive.read.held_back import concerns_publishing, is_held_back, waits_until
from archive.read.loose_dates import iso_of
from archive.read.scalars import is_nothing
from archive.read.text import one_line
from archive.read.yamltree import Mapping as Tree
from archive.read.yamltree import Node, Scalar

_MEANINGS: Mapping[str, str] = {
    **dict.fromkeys(("permalink", "url", "old url"), "aliases"),
    **dict.fromkeys(("subtitle", "dek"), "summary"),
    **dict.fromkeys(("published", "published time", "pubdate"), "date"),
}
"""Key of another system → key of a brief, where lint gives other advice to those who write."""
_SILENT = frozenset({"layout", "weight", "toc", "nav"})
"""Keys that say nothing of the text itself."""
_STRINGS = frozenset({"text", "names", "date", "address", "doi", "licence", "language"})
"""Shapes of the keys whose values are carried over."""
_FILES = frozenset({"replaces", "translation_of"})
"""Keys whose values are files of briefs; the files of another system have other names."""
_NAME_DAY = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?=\D|$)")
_HEADINGS = tuple(
    re.compile(rf"^{mark}[ \t]+(.+?)[ \t#]*$", re.MULTILINE) for mark in ("#", "#{2,3}")
)
_LONGEST_CODE = 3
_FIRST = 4
"""Lines of a text in which its day may be."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """Front matter by the keys of a brief.

    Attributes:
        values: Key → string, list of strings, day or flag.
        names: All strings of the front matter that may name an actor, in their order.
        actors: Those that are said to name one.
        lost: The keys whose values are not carried over.
    """

    values: Mapping[str, Any]
    names: tuple[str, ...]
    actors: tuple[str, ...]
    lost: tuple[str, ...]


def map_keys(foreign: Foreign) -> Mapped:
    """Returns the front matter of a text by the keys of a brief.

    A title is taken from the first heading if there is none, and a date from the path or from the
    first lines. What another system would not publish becomes a draft, or waits for its day.
    """
    found: dict[str, list[str]] = {}
    lost: list[str] = []
    names: list[str] = []
    for key, value in foreign.matter.entries:
        texts = [text for text in map(one_line, _strings(value)) if text]
        target = _target(key.text, texts)
        if target in ("tags", "actors", "people"):
            names += texts
        elif not target:
            # "SR" may be a committee as well as a country.
            names += [text for text in texts if len(text) > _LONGEST_CODE]
        if target and not isinstance(value, Tree):
            found.setdefault(target, []).extend(texts)
        elif texts and key.text not in _SILENT and not concerns_publishing(key.text):
            lost.append(key.text)
    actors = tuple(_split(found.pop("actors", ())))
    values = {**dict(_values(found, foreign)), **dict(_held(foreign))}
    return Mapped(values, tuple(dict.fromkeys(_split(names))), actors, tuple(lost))


def _target(key: str, texts: list[str]) -> str:
    """Returns the key of a brief to which values are carried over, or ""."""
    target = _MEANINGS.get(plain_key(key)) or own_key(key, BRIEF_KEYS)
    if not texts or not target or (concerns_publishing(key) and not iso_of(texts[0])):
        return ""
    if target == "type" and not type_word(texts[0], tuple(BRIEF_TYPES)):
        return ""
    is_string = BRIEF_KEYS[target].shape in _STRINGS or target == "authors"
    return target if is_string and target not in _FILES else ""


def _held(foreign: Foreign) -> Iterator[tuple[str, Any]]:
    """Yields the key that keeps a text out of what is published, if another system does."""
    held = [
        (key.text, value)
        for key, value in foreign.matter.entries
        if is_held_back(key.text, value, today())
    ]
    days = [waits_until(key, value) for key, value in held]
    is_draft = foreign.document is not None or foreign.path.partition("/")[0] == DRAFTS
    if is_draft or None in days:
        yield "draft", True
    elif waiting := list(filter(None, days)):
        yield "publish", max(waiting)


def _values(found: Mapping[str, list[str]], foreign: Foreign) -> Iterator[tuple[str, Any]]:
    headings = (match[1] for one in _HEADINGS if (match := one.search(foreign.body)))
    if title := next(iter(found.get("title", [])), "") or next(headings, ""):
        yield "title", title
    days = (*map(iso_of, found.get("date", [])), _day_of(foreign))
    if day := next(filter(None, days), ""):
        yield "date", dt.date.fromisoformat(day)
    for key, texts in found.items():
        if key not in ("title", "date") and (value := _value(key, texts)):
            yield key, value


def _value(key: str, texts: list[str]) -> str | list[str] | dt.date:
    if key == "slug":
        return slugify(texts[0])
    if key == "language":
        return texts[0].partition(".")[0].replace("_", "-")  # "fr_FR.UTF-8" is fr-FR
    if key == "aliases":
        return [text for text in dict.fromkeys(texts) if alias_url(text)]
    if BRIEF_KEYS[key].shape == "date" and (day := iso_of(texts[0])):
        return dt.date.fromisoformat(day)
    is_list = BRIEF_KEYS[key].shape in ("names", "records")
    return list(dict.fromkeys(_split(texts))) if is_list else texts[0]


def _day_of(foreign: Foreign) -> str:
    """Returns the day in the path of a text, or in its first lines; or ""."""
    first = "\n".join(foreign.body.split("\n", _FIRST)[:_FIRST])
    match = _NAME_DAY.search(foreign.path) or _NAME_DAY.search(first)
    return iso_of("-".join(match.groups())) if match else ""


def _strings(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield "" if is_nothing(node) else node.text
        return
    for one in node.values() if isinstance(node, Tree) else node.items:
        yield from _strings(one)


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, (part.strip() for part in re.split(r"[,;]", text)))
