"""Writes the names of actors, for queries with a name that briefs do not use."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from archive.core.names import fold
from archive.pages.context import SiteContext
from archive.search.packing import pack

LATIN = "names.dat"
"""File of the names in Latin letters, relative to the index folder. Every query needs it."""
ALL = "names-all.dat"
"""The same with names in other scripts, for a query in one of these."""

NameRow = tuple[str, str, str, int, str, list[str]]
"""An actor with a page: name, address, label of its type, number of briefs, acronym, aliases."""


def names_table(context: SiteContext) -> list[NameRow]:
    """Returns a row for each actor with a page.

    Args:
        context: The archive.
    """
    graph = context.graph
    rows: list[NameRow] = []
    for entity in graph.entities.values():
        chip = context.chips[entity.id]
        if not chip.url:
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
        count = context.graph.count(chip.id)
        rows.append((chip.name, chip.url, chip.type_label, count, chip.acronym, aliases))
    rows.sort(key=lambda row: row[1])
    return rows


def names_files(rows: Sequence[NameRow]) -> dict[str, bytes]:
    """Returns the table as files: name → JSON compressed with gzip; equal rows give equal bytes.

    Args:
        rows: The result of ``names_table``.
    """
    latin = [[*row, [name for name in aliases if is_latin(name)]] for *row, aliases in rows]
    return {
        file: pack(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode())
        for file, table in ((LATIN, latin), (ALL, rows))
    }


def is_latin(name: str) -> bool:
    """Returns whether all letters of a name are Latin, or modify letters of any script.

    ``isForeign`` in ``text.js`` decides the same for a query.
    """
    return all(
        unicodedata.name(char, "").startswith("LATIN ")
        for char in fold(name)
        if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")
    )
