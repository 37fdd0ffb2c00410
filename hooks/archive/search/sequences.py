"""On which pages function words stand one after the other, for phrases of nothing else ("of the").

Two or three at a time are kept, each with its pages; ``sequences.js`` reads the files. A file is a
list of sequences: their words as in ``runs``, how many shards have them, and for each shard the
number of its first page, a length, and the distances of their pages from the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from archive.search.runs import RUN, CodedText, end_run, write_number

LENGTHS = (2, 3)
"""How many words are kept together. A longer phrase has some of these."""
FILES = 64
"""How many files there are at the most; a power of two."""
PAGES_A_FILE = 160

Sequences: TypeAlias = tuple[tuple[bytes, bytes], ...]
"""Of a shard: sequences and the distances of their pages, in the order of the sequences."""


def find_sequences(texts: Iterable[CodedText]) -> Sequences:
    """Finds the sequences in the texts of the pages of a shard."""
    found: dict[bytes, list[bytes]] = {}
    last: dict[bytes, int] = {}
    for page, (_, coded) in enumerate(texts):
        there = {part for run in RUN.findall(coded) for part in _parts(run)}
        for part in there:
            found.setdefault(part, []).append(write_number(page - last.get(part, 0)))
            last[part] = page
    return tuple((part, b"".join(found[part])) for part in sorted(found))


def sequences_files(shards: Sequence[tuple[int, Sequences]], pages: int) -> tuple[bytes, ...]:
    """Puts the sequences of shards into files; the number of files is a power of two.

    Args:
        shards: The number of the first page of each, and its sequences.
        pages: How many pages they have together.

    Returns:
        The content of each file; which one has a sequence, its first two words say.
    """
    number = 1
    while number < FILES and number * PAGES_A_FILE < pages:
        number *= 2
    joined: dict[bytes, list[bytes]] = {}
    for first, sequences in shards:
        for part, distances in sequences:
            section = write_number(first) + write_number(len(distances)) + distances
            joined.setdefault(part, []).append(section)
    files: list[list[bytes]] = [[] for _ in range(number)]
    for part in sorted(joined):
        sections = joined[part]
        file = files[(part[0] * 31 + part[1]) % number]
        file += (end_run(part), write_number(len(sections)), *sections)
    return tuple(map(b"".join, files))


def _parts(run: bytes) -> Iterator[bytes]:
    for length in LENGTHS:
        for at in range(len(run) - length + 1):
            yield run[at : at + length]
