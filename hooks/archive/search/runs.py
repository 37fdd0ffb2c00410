"""Runs of function words ("of the"), kept by the words around them, for phrases in quotes.

The places of a word like "the" weigh half a megabyte in a large archive. Here each run is kept with
the word that follows it and, for phrases that end in it, with the word before. The mark of that
word says in which file: it has those of many words. ``runs.js`` reads the files.

A file is a list of sections, one for each shard: the number of its first page, its length, then
entries. An entry is the distance of its page from that of the entry before, the place of the word
in the text, two bytes of the word's mark, and the run: for each of its words its place in
``FUNCTION_WORDS``, the last with the highest bit set. Numbers are written in groups of seven bits,
the lowest first (LEB128).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

from archive.search.words import TELLING, CodedText, marks_of

BUCKET_BITS = 10
BUCKETS = 1 << BUCKET_BITS
"""How many files a large archive has; the lowest bits of a mark say which it is."""
PAGES_A_FILE = 20
"""Up to so many pages to a file, until there are ``BUCKETS``: at 10,000 pages most weigh 14 KB."""
MARK_BYTES = 2
"""What an entry has of the other bits of a mark."""

Runs: TypeAlias = tuple[bytes, ...]
"""The entries of a shard, for each bucket of words that follow a run, then of words before one."""

RUN = re.compile(rb"[\x00-\x7F]+")
"""Function words in a coded text."""
_LAST = 0x80


def find_runs(texts: Iterable[CodedText]) -> Runs:
    """Finds the runs in the texts of the pages of a shard."""
    found: list[list[bytes]] = [[] for _ in range(2 * BUCKETS)]
    last = [0] * (2 * BUCKETS)
    for page, (tokens, coded) in enumerate(texts):
        # There are a hundred of them on a page: what follows is written for speed.
        for run in RUN.finditer(coded):
            start, end = run.span()
            written = end_run(run[0])
            if end < len(coded) and coded[end] == TELLING:
                for bucket, mark in split_marks(tokens[end]):
                    found[bucket] += (
                        write_number(page - last[bucket]),
                        write_number(end),
                        mark,
                        written,
                    )
                    last[bucket] = page
            if start and coded[start - 1] == TELLING:
                for before, mark in split_marks(tokens[start - 1]):
                    bucket = before + BUCKETS
                    found[bucket] += (
                        write_number(page - last[bucket]),
                        write_number(start - 1),
                        mark,
                        written,
                    )
                    last[bucket] = page
    return tuple(map(b"".join, found))


def runs_files(shards: Sequence[tuple[int, Runs]], pages: int) -> tuple[tuple[bytes, ...], ...]:
    """Puts the runs of shards into files; the number of files of a kind is a power of two.

    They are not packed: that would make them smaller by an eighth, and each build slower.

    Args:
        shards: The number of the first page of each, and its runs.
        pages: How many pages they have together.

    Returns:
        The content of each file of runs by the word that follows, and of each by the word before;
        a bucket is in the file whose number is the bucket's remainder.
    """
    number = 1
    while number < BUCKETS and number * PAGES_A_FILE < pages:
        number *= 2
    return tuple(
        tuple(
            b"".join(
                write_number(first) + write_number(len(entries)) + entries
                for first, runs in shards
                for entries in runs[kind + file : kind + BUCKETS : number]
                if entries
            )
            for file in range(number)
        )
        for kind in (0, BUCKETS)
    )


@lru_cache(maxsize=1 << 17)
def split_marks(token: str) -> tuple[tuple[int, bytes], ...]:
    """For each mark of a word its bucket, and what an entry has of its other bits."""
    return tuple(
        (mark % BUCKETS, (mark >> BUCKET_BITS & 0xFFFF).to_bytes(MARK_BYTES, "little"))
        for mark in marks_of(token)
    )


@lru_cache(maxsize=1 << 14)
def end_run(run: bytes) -> bytes:
    """Writes a run: the last of its words has the highest bit set."""
    return run[:-1] + _SINGLE[run[-1] | _LAST]


@lru_cache(maxsize=1 << 14)
def write_number(number: int) -> bytes:
    """Writes a number in groups of seven bits, the lowest first (LEB128)."""
    written = bytearray()
    while number >= _LAST:
        written.append(number & 0x7F | _LAST)
        number >>= 7
    written.append(number)
    return bytes(written)


_SINGLE = tuple(bytes((number,)) for number in range(256))
