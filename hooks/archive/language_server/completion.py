"""What an editor offers at a place in front matter: keys, names, words of choice, files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.keys import Key
from archive.core.model import Brief
from archive.core.names import fold
from archive.core.now import today
from archive.core.own_keys import key_table
from archive.core.settings import Settings
from archive.language_server.names import Names
from archive.language_server.spot import Spot
from archive.lint.saved import Saved
from archive.read.translations import languages
from archive.read.yamlwriter import flow_mapping

_LICENCES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0")
_BRIEFS = ("translation_of", "replaces")
_FILES = (("image",), ("image", "file"), ("attachments",), ("attachments", "file"))
MOST = 100
"""Number of briefs that are offered at once."""


class Sort(StrEnum):
    """What is offered, for the symbol that editors show."""

    KEY = "key"
    NAME = "name"
    WORD = "word"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that an editor offers to insert.

    Attributes:
        label: What the list shows.
        text: What is inserted in place of what was typed.
        sort: What it is.
        about: A short remark next to the label.
        details: A sentence that explains it.
    """

    label: str
    text: str
    sort: Sort
    about: str = ""
    details: str = ""


def front_matter_keys(settings: Settings) -> Mapping[str, Key]:
    """Returns the keys of front matter, those of the site included."""
    return {**BRIEF_KEYS, **key_table(settings.metadata)}


def key_of(spot: Spot, settings: Settings) -> Key | None:
    """Returns the key that a spot is inside of, or None at the top."""
    table: Mapping[str, Key] = front_matter_keys(settings)
    found: Key | None = None
    for name in spot.keys:
        found = table.get(name)
        table = (found.keys or {}) if found else {}
    return found


def offers_at(spot: Spot, path: str, saved: Saved, names: Names) -> list[Offer]:
    """Returns what to offer, the best first.

    Args:
        spot: The place.
        path: The brief.
        saved: The project.
        names: The names of its entities and topics.
    """
    settings = saved.project.settings
    key = key_of(spot, settings)
    if spot.keys and key is None:
        return []
    offers: list[Offer] = []
    if spot.is_key and (key is None or (key.keys and not (key.shape == "names" and spot.is_item))):
        table = front_matter_keys(settings) if key is None else key.keys or {}
        offers += _keys(spot, table)
    if key is None or (spot.is_key and not spot.is_item):
        return offers
    inner = (key.keys or {})[key.short] if key.short else key
    if inner.shape in ("text", "choice", "names", "flag", "date", "language", "licence"):
        offers += _values(spot, inner, path, saved, names)
    return offers


def _keys(spot: Spot, table: Mapping[str, Key]) -> Iterator[Offer]:
    begun = spot.typed.casefold()
    for name, key in table.items():
        if name.startswith(begun) and name not in spot.present:
            about = "required" if key.required else ""
            yield Offer(name, f"{name}: ", Sort.KEY, about, key.about)


def _values(spot: Spot, key: Key, path: str, saved: Saved, names: Names) -> Iterator[Offer]:
    if key.offers:
        for one in names.find(spot.typed, key.offers):
            yield Offer(one.name, _written(one.name, spot), Sort.NAME, one.about)
    elif spot.keys[-1:] and spot.keys[-1] in _BRIEFS:
        yield from _briefs(spot, path, saved.every.values())
    elif spot.keys in _FILES:
        yield from _files(spot, path, saved.attachments)
    else:
        for word in _words(spot, key, saved):
            if fold(word).startswith(fold(spot.typed)):
                yield Offer(word, _written(word, spot), Sort.WORD)


def _words(spot: Spot, key: Key, saved: Saved) -> Sequence[str]:
    briefs = saved.briefs.values()
    match key.shape:
        case "choice":
            return key.choices
        case "flag":
            return ("yes", "no")
        case "date":
            return (today().isoformat(),)
        case "language":
            return sorted({*languages(), *(one.language for one in briefs if one.language)})
        case "licence":
            used = {one.licence for one in briefs if one.licence}
            return sorted({*_LICENCES, *used})
    return saved.project.settings.types if spot.keys == ("type",) else ()


def _briefs(spot: Spot, path: str, briefs: Iterable[Brief]) -> Iterator[Offer]:
    """Yields other briefs by file, those whose file or title contains what was typed."""
    wanted, folder, count = fold(spot.typed), posixpath.dirname(path), 0
    for brief in briefs:
        file = posixpath.relpath(brief.path, folder)
        if brief.path != path and (wanted in fold(file) or wanted in fold(brief.title)):
            count += 1
            if count > MOST:
                return
            yield Offer(file, _written(file, spot), Sort.FILE, brief.title)


def _files(spot: Spot, path: str, attachments: Iterable[str]) -> Iterator[Offer]:
    folder = posixpath.dirname(path)
    for one in attachments:
        name = one.removeprefix(f"{folder}/")
        if one != name and name.casefold().startswith(spot.typed.casefold()):
            yield Offer(name, _written(name, spot), Sort.FILE)


def _written(text: str, spot: Spot) -> str:
    """Returns a string as YAML has it at a spot: in quotes where it needs them."""
    if spot.quote == "'":
        return text.replace("'", "''")
    if spot.quote:
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return flow_mapping({"a": text})[len("{a: ") : -1]
