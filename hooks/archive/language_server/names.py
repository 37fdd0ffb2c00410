"""Finds the entities that a name, while it is being typed, may become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from archive.core.details import EntityKind
from archive.core.model import Brief, Entity
from archive.core.names import fold, sort_key
from archive.core.site_kinds import Kinds, role_of
from archive.pages.context import type_label
from archive.resolve.other_names import english_names
from archive.resolve.registry import Registry

MOST = 100
"""Number of names that are offered at once; a letter more gives others."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be meant.

    Attributes:
        name: The name to write.
        about: What it is, for a list: "Alliance", "3 briefs".
        rank: Its place among all that match; lower is better.
    """

    name: str
    about: str
    rank: tuple[int, str]


class Names:
    """The names of an archive, folded once."""

    def __init__(self, registry: Registry, kinds: Kinds, briefs: Iterable[Brief] = ()) -> None:
        """Takes the names of the registry, and those of topics and series that only briefs have."""
        self._kinds = kinds
        self._rows = [
            (folded, name, entity)
            for entity in registry.entities.values()
            for name in dict.fromkeys(_names(entity))
            if (folded := fold(name))
        ]
        known = {folded for folded, _, _ in self._rows}
        briefs = tuple(briefs)
        self._used: dict[str, Counter[str]] = {
            "topic": Counter(tag for brief in briefs for tag in brief.tags),
            "series": Counter(brief.series for brief in briefs if brief.series),
        }
        for kind, counts in self._used.items():
            registered = {f for f, _, one in self._rows if one.kind == kind} & known
            for name in [one for one in counts if fold(one) in registered]:
                del counts[name]

    def find(self, typed: str, offers: EntityKind) -> list[Suggestion]:
        """Returns the best names for what was typed, regardless of case and accents.

        Each word of a name may begin with it. An entity is offered by its canonical name, or by
        its acronym if that was typed.

        Args:
            typed: The beginning of a name, or "" for all.
            offers: A kind, or ``actor``.
        """
        begun = fold(typed)
        is_wanted = _wanted(offers)
        best: dict[str, Suggestion] = {}
        for folded, name, entity in self._rows:
            rank = _rank(begun, folded)
            if rank is None or not is_wanted(entity):
                continue
            is_acronym = bool(entity.acronym) and name == entity.acronym and bool(begun)
            shown = name if is_acronym else entity.name
            about = type_label(entity, self._kinds)
            if is_acronym:
                about = f"{about}: {entity.name}"
            elif name not in (entity.name, entity.acronym) and begun:
                about = f"{about}: {name}"
            found = Suggestion(shown, about, (rank, sort_key(entity.sort_name)))
            if entity.id not in best or found.rank < best[entity.id].rank:
                best[entity.id] = found
        for name, count in self._used.get(offers, Counter()).items():
            if (rank := _rank(begun, fold(name))) is not None:
                about = "1 brief" if count == 1 else f"{count} briefs"
                best[f"used {name}"] = Suggestion(name, about, (rank, sort_key(name)))
        return sorted(best.values(), key=lambda one: one.rank)[:MOST]


def _names(entity: Entity) -> Iterator[str]:
    yield from english_names(entity)
    yield from (name for _, name in entity.names)
    yield from entity.spellings


def _wanted(offers: EntityKind) -> Callable[[Entity], bool]:
    if offers == "actor":
        return lambda entity: role_of(entity.kind) not in ("region", "collection")
    return lambda entity: entity.kind == offers


def _rank(begun: str, folded: str) -> int | None:
    """Returns 0 if a name begins with what was typed, 1 if a word of it does, else None."""
    if folded.startswith(begun):
        return 0
    return 1 if f" {begun}" in folded else None
