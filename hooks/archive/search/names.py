"""The names of actors, for queries that use another one than the briefs do."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from archive.core.names import fold
from archive.pages.context import SiteContext
from archive.search.packing import pack

LATIN = "names.dat"
"""The file of names in Latin letters, below the folder of the index. Every query needs it."""
ALL = "names-all.dat"
"""The same with the names in other letters, for a query that has such."""

NameRow = tuple[str, str, str, int, str, list[str]]
"""Of an actor with a page: name, address, kind in words, number of briefs, acronym, aliases."""


def names_table(context: SiteContext) -> list[NameRow]:
    """A row for each actor with a page.

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
    """Returns the table as files: name → JSON, packed by gzip, equal for equal archives.

    Args:
        rows: What ``names_table`` returns.
    """
    latin = [[*row, [name for name in aliases if is_latin(name)]] for *row, aliases in rows]
    return {
        file: pack(json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode())
        for file, table in ((LATIN, latin), (ALL, rows))
    }


def is_latin(name: str) -> bool:
    """Whether all letters of a name are Latin ones, or signs that modify letters of any script.

    ``isForeign`` in the search's ``text.js`` says the same of a query.
    """
    return all(
        unicodedata.name(char, "").startswith("LATIN ")
        for char in fold(name)
        if unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo")
    )
