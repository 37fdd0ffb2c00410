"""Writes the archive's own table: by what results are narrowed, and the names of actors.

Pagefind's index answers which pages have which words. Everything else that the search page knows
comes from this table: facets, dates, and which briefs name an actor. Rows are numbered shard by
shard, in each by the addresses of the documents: the order in which a search for the word
``documents.EVERY``, sorted by the key ``documents.ORDER``, returns them. ``table.js`` reads it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from archive.pages.actor_names import NameRow, split_by_script
from archive.pages.facets import DAY, LANG, WORK, Facets
from archive.prose.named import is_english

TABLE = "search/table.dat"
OTHER_NAMES = "search/names.dat"
"""The table, and the names in other scripts than Latin, which only a query in one needs: JSON
compressed with gzip."""
EPOCH = date(1970, 1, 1)


def table_files(
    names: Sequence[NameRow],
    engine: Mapping[str, str],
    shards: Iterable[tuple[str, Sequence[str]]] = (),
    rows: Mapping[str, tuple[Facets, Sequence[str]]] | None = None,
) -> dict[str, bytes]:
    """Returns the table as files: path below the site → content; equal data give equal bytes.

    Args:
        names: The actors with a page.
        engine: What answers queries: its name, and its address if it is a server.
        shards: Folder of each shard and the addresses of its documents, sorted.
        rows: Address of a document → its facets, and the actors that its text names.
    """
    shards = tuple(shards)
    urls = [url for _, of_shard in shards for url in of_shard]
    known = [(rows or {})[url] for url in urls]
    facets_of = [one for one, _ in known]
    facets = _facets(facets_of)
    dates = [dict(one).get(DAY) for one in facets_of]
    days = [(date.fromisoformat(day) - EPOCH).days if day else None for day in dates]
    first = min(filter(None, days), default=0)
    listed = {kind: dict(values) for kind, values in facets.items()}
    named: dict[str, list[int]] = {}
    for number, (_, addresses) in enumerate(known):
        for address in addresses:
            named.setdefault(address, []).append(number)
    page_of = {row.url: number for number, row in enumerate(names)}
    actors: list[object] = []
    other_names: list[object] = []
    for number, row in enumerate(names):
        latin, others = split_by_script(row.aliases)
        if others:
            other_names.append([number, others])
        written = [one for one in (row.acronym, *latin) if one.isupper() and is_english(one)]
        plain = [one for one in latin if not is_english(one)]
        extra = set(named.get(row.url, ())).difference(listed.get(row.kind, {}).get(row.name, ()))
        head = [row.name, row.url, row.type, row.kind, row.briefs, row.acronym]
        actors.append([*head, plain, written, _steps(sorted(extra))])
    versions = {
        "works": _works(urls, facets_of),
        "langs": [(tag, _steps(numbers)) for tag, numbers in facets.pop(LANG, ())],
    }
    table = {
        "engine": engine,
        "shards": [(folder, len(of_shard)) for folder, of_shard in shards],
        "first": first,
        "days": [0 if day is None else day - first + 1 for day in days],
        "facets": {
            name: [(value, _steps(numbers)) for value, numbers in values]
            for name, values in facets.items()
        },
        "pages": [(number, page_of[url]) for number, url in enumerate(urls) if url in page_of],
        "actors": actors,
        **{name: value for name, value in versions.items() if value},
    }
    return {TABLE: _pack(table), OTHER_NAMES: _pack(other_names)}


def _facets(known: Sequence[Facets]) -> dict[str, list[tuple[str, list[int]]]]:
    """Returns facets → values and the rows that have them, the most frequent value first."""
    found: dict[str, dict[str, list[int]]] = {}
    for number, facets in enumerate(known):
        for name, value in facets:
            if name not in (DAY, WORK):
                found.setdefault(name, {}).setdefault(value, []).append(number)
    return {
        name: sorted(values.items(), key=lambda one: (-len(one[1]), one[0]))
        for name, values in sorted(found.items())
    }


def _works(urls: Sequence[str], known: Sequence[Facets]) -> list[list[int]]:
    """Returns the rows of each work that has several, that of the listed version first."""
    works: dict[str, list[int]] = {}
    for number, facets in enumerate(known):
        if listed := dict(facets).get(WORK):
            works.setdefault(listed, []).append(number)
    return [
        sorted(rows, key=lambda number: (urls[number] != listed, number))
        for listed, rows in works.items()
    ]


def _steps(numbers: Sequence[int]) -> list[int]:
    """Returns ascending numbers as differences: the first as it is."""
    return [number - before for before, number in pairwise((0, *numbers))]


def _pack(value: object) -> bytes:
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(data, 9, mtime=0)
