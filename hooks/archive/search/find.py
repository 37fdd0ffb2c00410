"""Finds the neighbours in the pages of a shard: the only part of a build that needs numpy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from archive.search.adjacency import Found, find_adjacent
from archive.search.neighbours import (
    FIELD_BITS,
    FILE_BITS,
    FILES,
    PAGE_BITS,
    PLACE_BITS,
    Neighbours,
)
from archive.search.words import read_texts

LAST_PLACE = (1 << PLACE_BITS) - 1
"""Later words of a text are recorded here: long phrases are not found behind this place."""
TITLE = 5
"""Number of times that an occurrence in a title counts."""


def find_neighbours(pages: Iterable[Sequence[str]], title: int) -> Neighbours:
    """Finds the neighbours in the pages of a shard.

    Args:
        pages: The text of each page and its metadata fields, the same for all pages.
        title: Which of these is the title; -1 if none is.

    Raises:
        ValueError: If there are more pages than an entry can tell apart.
    """
    texts: list[str] = []
    owners: list[int] = []
    for number, page in enumerate(pages):
        if number >> PAGE_BITS:
            raise ValueError("a shard with more pages than an entry can tell apart")
        for field, text in enumerate(page[: 1 << FIELD_BITS]):
            for _ in range(TITLE if field == title else 1):
                texts.append(text)
                owners.append((number << FIELD_BITS | field) << PLACE_BITS)
    found = find_adjacent(read_texts(texts))
    entries = np.sort(_entries(found, np.array(owners, np.uint64)))
    starts = np.searchsorted(
        entries, np.arange(FILES, dtype=np.uint64) << np.uint64(64 - FILE_BITS)
    )
    return Neighbours(
        np.append(starts, len(entries)).astype("<u4").tobytes(),
        *((entries >> np.uint64(at)).astype("<u2").tobytes() for at in (32, 48, 16, 0)),
    )


def _entries(found: Found, owners: NDArray[np.uint64]) -> NDArray[np.uint64]:
    places = np.minimum(found.places, LAST_PLACE).astype(np.uint64)
    hashes = found.hashes.astype(np.uint64) << np.uint64(32)
    entries: NDArray[np.uint64] = hashes | owners[found.texts] | places
    return entries
