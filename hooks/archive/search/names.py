"""The names of actors, for queries that use another one than the briefs do."""

from __future__ import annotations

import json

from archive.names import fold
from archive.pages.shelf import Shelf
from archive.search.packing import pack

FILE = "pagefind/names.dat"
"""Below the site's folder. Packed, so that it is small on hosts that do not compress."""


def names_table(shelf: Shelf) -> list[list[object]]:
    """A row for each actor with a page: name, address, kind in words, briefs, acronym, aliases.

    Args:
        shelf: The archive.
    """
    graph = shelf.graph
    rows: list[list[object]] = []
    for entity in graph.entities.values():
        chip = shelf.chips[entity.id]
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
        count = shelf.graph.count(chip.id)
        rows.append([chip.name, chip.url, chip.type_label, count, chip.acronym, aliases])
    rows.sort(key=lambda row: str(row[1]))
    return rows


def pack_names(shelf: Shelf) -> bytes:
    """The same as a file: JSON, packed by gzip, equal for equal archives."""
    text = json.dumps(names_table(shelf), ensure_ascii=False, separators=(",", ":"))
    return pack(text.encode())
