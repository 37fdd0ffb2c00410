"""Maps the keys of other systems to those of a brief, by their meaning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.urls import alias_url, slugify
from archive.importing.sources import Foreign, Value
from archive.read.loose_dates import iso_of
from archive.read.text import one_line

MEANINGS: Mapping[str, str] = {
    **dict.fromkeys(("title", "headline", "titel", "titre"), "title"),
    **dict.fromkeys(
        ("date", "datum", "published", "publishedtime", "datepublished", "pubdate", "created"),
        "date",
    ),
    **dict.fromkeys(
        ("summary", "excerpt", "description", "abstract", "lead", "dek", "subtitle"), "summary"
    ),
    **dict.fromkeys(
        ("tags", "tag", "categories", "category", "keywords", "topics", "themes"), "tags"
    ),
    **dict.fromkeys(("actors", "countries", "country", "lander", "laender", "pays"), "actors"),
    **dict.fromkeys(("people", "persons"), "people"),
    **dict.fromkeys(("region", "regions"), "region"),
    **dict.fromkeys(("aliases", "redirectfrom", "permalink", "url", "oldurl"), "aliases"),
    **dict.fromkeys(("source", "sourceurl", "canonicalurl", "link", "originalurl"), "source"),
    **dict.fromkeys(("authors", "author", "byline"), "authors"),
    **dict.fromkeys(("language", "lang", "locale"), "language"),
    **dict.fromkeys(("license", "licence"), "licence"),
    **dict.fromkeys(("publisher", "number", "series", "doi", "edition", "slug", "draft"), ""),
}
"""Key of another system, folded → key of a brief; "" for one of the same name."""
_HOLD = {"draft": "true", "published": "false", "status": "draft", "hidden": "true"}
"""Key → the value with which it holds a text back."""
_WAIT = frozenset({"publishdate", "embargo", "embargountil", "publishon"})
_SILENT = frozenset({"layout", "published", "status", "draft", "hidden", "weight", "toc", "nav"})
"""Keys that say nothing of the text itself."""
_NAME_DAY = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})(?=\D|$)")
_HEADINGS = tuple(
    re.compile(rf"^{mark}[ \t]+(.+?)[ \t#]*$", re.MULTILINE) for mark in ("#", "#{2,3}")
)
_LONGEST_CODE = 3
_FIRST = 4
"""Lines of a text in which its day may be."""
_LISTS = frozenset({"tags", "actors", "people", "region", "aliases", "authors"})


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
    first lines.
    """
    found: dict[str, list[str]] = {}
    lost: list[str] = []
    names: list[str] = []
    for key, value in foreign.matter.items():
        plain = re.sub(r"[\s_-]+", "", key).casefold()
        texts = [one_line(text) for text in _strings(value)]
        texts = [text for text in texts if text]
        if not texts:
            continue
        if _HOLD.get(plain) == texts[0].casefold():
            found["draft"] = ["true"]
        wanted = MEANINGS.get(plain, None)
        target = plain if wanted == "" else wanted or ("publish" if plain in _WAIT else "")
        if target in ("tags", "actors", "people"):
            names += texts
        elif not target:
            # "SR" may be a committee as well as a country.
            names += [text for text in texts if len(text) > _LONGEST_CODE]
        if plain == "published" and not iso_of(texts[0]):
            continue
        if target in BRIEF_KEYS and not isinstance(value, dict) and target != "draft":
            found.setdefault(target, []).extend(texts)
        elif plain not in _SILENT:
            lost.append(key)
    values = dict(_values(found, foreign))
    actors = values.pop("actors", ())
    return Mapped(values, tuple(dict.fromkeys(_split(names))), tuple(actors), tuple(lost))


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


def _value(key: str, texts: list[str]) -> str | list[str] | bool | dt.date:
    match key:
        case "draft":
            return True
        case "publish":
            day = iso_of(texts[0])
            return dt.date.fromisoformat(day) if day else texts[0]
        case "slug":
            return slugify(texts[0])
        case "aliases":
            return [text for text in dict.fromkeys(texts) if alias_url(text)]
    return list(dict.fromkeys(_split(texts))) if key in _LISTS else texts[0]


def _day_of(foreign: Foreign) -> str:
    """Returns the day in the path of a text, or in its first lines; or ""."""
    first = "\n".join(foreign.body.split("\n", _FIRST)[:_FIRST])
    match = _NAME_DAY.search(foreign.path) or _NAME_DAY.search(first)
    return iso_of("-".join(match.groups())) if match else ""


def _strings(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


def _split(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, (part.strip() for part in re.split(r"[,;]", text)))
