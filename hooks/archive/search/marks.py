"""Replaces the places of a word in Pagefind's index with its weight on each page.

The places of words are most of an index: at 10,000 briefs, "security" would add a hundred kilobytes
to each query that contains it. Finding and ranking need only the sum of its weights. So the index
has one place for each page: the word's mark, which is a hash of the word. It tells which words a
result was found by (``marks.js`` finds them in the text), and two words do not share it. Phrases
are found by their neighbours (``neighbours.py``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from archive.search import cbor

PLAIN = 24
"""The weight of a word in a text, beyond headings."""
MOST = 240
"""The greatest weight of one place, a multiple of ``PLAIN``; it must be below 256."""
PLACES = 16
"""Number of places for one mark: a greater weight is reduced to what these can express."""
BITS = 24


def mark_of(word: str) -> int:
    """The mark of a word of the index: FNV-1a over its code points, folded to ``BITS`` bits."""
    total = 0x811C9DC5
    for letter in word:
        total = (total ^ ord(letter)) * 0x01000193 & 0xFFFFFFFF
    return (total >> BITS) ^ (total & (1 << BITS) - 1)


@lru_cache(maxsize=1 << 14)
def write_weight(weight: int, mark: int) -> bytes:
    """Writes a weight as the places of a word on a page, in Pagefind's format.

    A negative number says the weight of the places that follow, less one; the first place after
    it is given from the text's beginning, the others from the one before.
    """
    whole, rest = divmod(min(weight, MOST * PLACES), MOST)
    places: list[cbor.Value] = []
    if whole:
        places += [-MOST - 1, mark * PLACES, *[1] * (whole - 1)]
    if rest:
        places += [-rest - 1, mark * PLACES + whole]
    return cbor.write(places)


@lru_cache(maxsize=1 << 16)
def weight_of(places: bytes) -> int:
    """The weight of all places of a word on a page, as Pagefind has written them."""
    numbers: Any = cbor.read(places)[0]
    total = weight = 0
    for number in numbers:
        if number < 0:
            weight = -number - 1
        else:
            total += weight
    return total


@lru_cache(maxsize=1 << 16)
def without_places(fields: bytes) -> bytes:
    """In which fields of a page a word stands, and how often, without its places there."""
    numbers: Any = cbor.read(fields)[0]
    return cbor.write([min(number, 0) for number in numbers])
