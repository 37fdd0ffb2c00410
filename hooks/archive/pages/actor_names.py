"""The names of actors, by which queries and texts are understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.core.names import fold
from archive.core.site_kinds import role_of
from archive.pages.context import SiteContext


class NameRow(NamedTuple):
    """An actor with a page.

    Attributes:
        name: The name that lists show.
        url: Address of its page.
        type: Label of its type: "Alliance".
        kind: Its kind, which is also the name of its facet.
        briefs: Number of briefs that list it.
        acronym: Its acronym, or "".
        aliases: Its other names, in any language.
    """

    name: str
    url: str
    type: str
    kind: str
    briefs: int
    acronym: str
    aliases: list[str]

    @property
    def names(self) -> tuple[str, ...]:
        """All of its names."""
        return tuple(filter(None, (self.name, self.acronym, *self.aliases)))


def names_table(context: SiteContext) -> list[NameRow]:
    """Returns a row for each actor with a page, by address.

    Args:
        context: The archive.
    """
    graph = context.graph
    rows: list[NameRow] = []
    for entity in graph.entities.values():
        chip = context.chips[entity.id]
        if not chip.url or role_of(entity.kind) == "collection":
            continue
        others = (
            entity.name,
            entity.official,
            *entity.aliases,
            *(name for _, name in entity.names),
        )
        seen = {fold(chip.name), fold(chip.acronym)}
        aliases: list[str] = []
        for name in others:
            if name and fold(name) not in seen:
                seen.add(fold(name))
                aliases.append(name)
        count = graph.count(chip.id)
        rows.append(
            NameRow(chip.name, chip.url, chip.type_label, chip.kind, count, chip.acronym, aliases)
        )
    return sorted(rows, key=lambda row: row.url)


def named_pages(rows: Iterable[NameRow]) -> Iterator[tuple[str, str]]:
    """Yields each name of each actor after the address of the actor's page."""
    return ((row.url, name) for row in rows for name in row.names)


def split_by_script(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Returns the names in Latin letters, and all others."""
    latin: list[str] = []
    others: list[str] = []
    for name in names:
        (latin if is_latin(name) else others).append(name)
    return latin, others


def is_latin(name: str) -> bool:
    """Returns whether all letters of a name are Latin, or modify letters of any script.

    ``isForeign`` in ``letters.js`` decides the same for a query.
    """
    return all(
        unicodedata.name(char, "").startswith("LATIN ")
        for char in fold(name)
        if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")
    )
