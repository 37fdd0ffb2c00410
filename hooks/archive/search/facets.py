"""Writes the facets and dates of all pages to one small file, to narrow and sort results.

Pagefind has filters of its own, but each is a list of page numbers for every value: at 10,000
briefs they are three times the size of this table, and a range of days needs three of them.
``table.js`` reads the table and counts.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from archive.search.pack import Shard
from archive.search.packing import pack

DAY = "day"
"""The filter with the date of a brief."""
EPOCH = date(1970, 1, 1)
WIDTH = 3
"""Bytes per number; those that are always zero cost nothing once compressed."""


def pack_facets(shards: Sequence[Shard]) -> bytes:
    """Writes the table of all pages, in the order in which the index numbers them.

    The first line is JSON: the number of pages, the first day (since 1970) and, for each facet, its
    values, the most frequent first. Lists of three-byte numbers follow, each with all its lowest
    bytes before all middle bytes: the day of each page, where the first day is 1 and 0 means none;
    then, for each facet, the number of values of each page, and the values in ascending order. Of
    these, the first value of every page that has one comes first, then the differences between
    second and first values, and so on.

    Returns:
        The table, compressed with gzip; equal shards give equal bytes.
    """
    pages = sum(len(shard.pages) for shard in shards)
    given: dict[str, list[list[str]]] = {}
    offset = 0
    for shard in shards:
        for name, values in shard.filters:
            if name not in given:
                given[name] = [[] for _ in range(pages)]
            rows = given[name]
            for value, numbers in values:
                for number in numbers:
                    rows[offset + number].append(value)
        offset += len(shard.pages)
    days = [_day(values) for values in given.pop(DAY, [[] for _ in range(pages)])]
    first = min((day for day in days if day is not None), default=0)
    facets = {name: _by_frequency(rows) for name, rows in sorted(given.items())}
    head = {"pages": pages, "first": first, "values": facets}
    parts = [
        json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(),
        b"\n",
        _planes([0 if day is None else day - first + 1 for day in days]),
    ]
    for name, known in facets.items():
        place = {value: at for at, value in enumerate(known)}
        rows = given[name]
        parts.append(_planes([len(row) for row in rows]))
        parts.append(_planes(_columns([sorted(place[value] for value in row) for row in rows])))
    return pack(b"".join(parts))


def _day(values: Sequence[str]) -> int | None:
    return (date.fromisoformat(values[0]) - EPOCH).days if values else None


def _by_frequency(rows: Iterable[Sequence[str]]) -> list[str]:
    counts = Counter(value for row in rows for value in row)
    return sorted(counts, key=lambda value: (-counts[value], value))


def _columns(rows: Sequence[Sequence[int]]) -> list[int]:
    """Returns the first numbers of rows, then the differences to second numbers, and so on."""
    steps = [[number - before for before, number in pairwise((0, *row))] for row in rows]
    longest = max(map(len, steps), default=0)
    return [row[at] for at in range(longest) for row in steps if at < len(row)]


def _planes(numbers: Sequence[int]) -> bytes:
    wide = array("I", numbers)
    if sys.byteorder == "big":
        wide.byteswap()
    data = wide.tobytes()
    return b"".join(data[byte :: wide.itemsize] for byte in range(WIDTH))
