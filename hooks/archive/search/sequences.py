"""On which pages function words stand one after the other, for phrases of nothing else ("of the").

Two or three at a time are kept, each with its pages; ``sequences.js`` reads the files. A file is a
list of sequences: their words as in ``runs``, how many shards have them, and for each shard the
number of its first page, a length, and the distances of their pages from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from archive.search.runs import RUN, end_run, write_number

LENGTHS = (2, 3)
"""How many words are kept together. A longer phrase has some of these."""
FILES = 512
"""How many files there are at the most; a power of two."""
PAGES_A_FILE = 20
STEP = 31
WORD = 0x7F
"""The greatest byte that is not the last one of a sequence or a number."""


def find_sequences(texts: Iterable[bytes]) -> bytes:
    """Finds the sequences in the texts of the pages of a shard, which are coded as for runs.

    Returns:
        Sequences, each with a length and the distances of its pages.
    """
    found: dict[bytes, list[bytes]] = {}
    last: dict[bytes, int] = {}
    for page, coded in enumerate(texts):
        for part in set().union(*map(_parts, RUN.findall(coded))):
            found.setdefault(part, []).append(write_number(page - last.get(part, 0)))
            last[part] = page
    return b"".join(
        end_run(part) + write_number(len(distances)) + distances
        for part, distances in sorted((part, b"".join(all_)) for part, all_ in found.items())
    )


def sequences_files(shards: Sequence[tuple[int, bytes]], pages: int) -> tuple[bytes, ...]:
    """Puts the sequences of shards into files; the number of files is a power of two.

    Args:
        shards: The number of the first page of each, and what ``find_sequences`` returned of it.
        pages: How many pages they have together.

    Returns:
        The content of each file; which one has a sequence, the places of its words say.
    """
    number = 1
    while number < FILES and number * PAGES_A_FILE < pages:
        number *= 2
    joined: dict[bytes, list[bytes]] = {}
    for first, sequences in shards:
        begun = write_number(first)
        for part, distances in _read(sequences):
            joined.setdefault(part, []).append(begun + distances)
    files: list[list[bytes]] = [[] for _ in range(number)]
    for part in sorted(joined):
        sections = joined[part]
        place = 0
        for word in part:
            place = place * STEP + (word & WORD)
        files[place % number] += (part, write_number(len(sections)), *sections)
    return tuple(map(b"".join, files))


def _read(sequences: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yields each sequence as it is written, and its length with its distances."""
    at = 0
    while at < len(sequences):
        start = at
        while sequences[at] <= WORD:
            at += 1
        middle = at = at + 1
        size = shift = 0
        while True:
            byte = sequences[at]
            at += 1
            size |= (byte & WORD) << shift
            shift += 7
            if byte <= WORD:
                break
        at += size
        yield sequences[start:middle], sequences[middle:at]


@lru_cache(maxsize=1 << 14)
def _parts(run: bytes) -> frozenset[bytes]:
    return frozenset(
        run[at : at + length] for length in LENGTHS for at in range(len(run) - length + 1)
    )
