"""Merges shards into one index that Pagefind's script reads as if it had been made at once.

Merging in the browser (``mergeIndex``) would cost each query one file for every shard, and rank
each shard by its own frequencies. One index costs one small file for each word, and ranks as if
all pages had been indexed together. Files are smaller than those of Pagefind, because a query
downloads the whole file that contains its word.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from archive.lib.digest import digest
from archive.search import cbor
from archive.search.facets import pack_facets
from archive.search.fragments import DIGITS, name_fragments
from archive.search.neighbours import neighbours_files
from archive.search.pack import LANGUAGE, SIGNATURE, Shard, Stem
from archive.search.packing import FAST, pack, packed_by
from archive.search.postings import Word, join_word, load_words, write_words
from archive.search.ranges import shorten

LEAST_CUT = 7_000
MOST_STORED = 36_000
"""Bytes that the words of a file take in the shards: between these, a cut is made where another
stem begins and that stem's hash says so, so that a change in one file does not move all cuts that
follow."""
MOST_CUT = 30_000
"""Bytes of a file before it is packed, but for a single word that has more."""
CUT_ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of words.

    Attributes:
        first: The first word.
        last: The last word.
        digest: Of the content.
        data: How much the words weigh on which pages, packed: what Pagefind reads.
    """

    first: str
    last: str
    digest: str
    data: bytes


Pieces: TypeAlias = tuple[Piece, ...]
Maker: TypeAlias = Callable[[], Pieces]
Keeper: TypeAlias = Callable[[Sequence[tuple[str, Maker]]], Iterable[Pieces]]
"""Takes keys and functions; returns the cached value of each key, or else the function's."""


@dataclass(frozen=True, slots=True)
class Index:
    """An index as files.

    Attributes:
        files: Name → content, packed: the metadata and the words.
        fragments: Name → content, packed: what a result shows.
        facets: By what results are narrowed, packed; the entry says the file's name.
        entry: The file that a browser asks for first, as plain data.
    """

    files: Mapping[str, bytes]
    fragments: Mapping[str, bytes]
    facets: bytes
    entry: Mapping[str, object]


def merge(
    shards: Sequence[Shard],
    version: str,
    characters: Sequence[str],
    keep: Keeper,
) -> Index:
    """Makes one index of several.

    Names of files have few digits: those of all results and words are downloaded with the first
    query. Pagefind gets no filters; ``facets`` says why.

    Args:
        shards: The shards, in the order in which their pages are to be numbered.
        version: Of Pagefind; its script warns if another one wrote the index.
        characters: The marks that count as letters, as Pagefind wrote them.
        keep: Keeps files of words between builds, and makes those that are not kept.

    Raises:
        ValueError: If the shards do not have the same metadata.
    """
    fields = {shard.fields for shard in shards}
    if len(fields) > 1:
        raise ValueError(f"shards with different metadata: {sorted(fields)}")
    offsets = [0]
    for shard in shards:
        offsets.append(offsets[-1] + len(shard.pages))
    own = [[name.removeprefix(f"{LANGUAGE}_") for name, _ in shard.pages] for shard in shards]
    names = name_fragments(own)
    counts = (count for shard in shards for _, count in shard.pages)
    pages: list[cbor.Value] = [list(page) for page in zip(names, counts, strict=True)]
    contents = (data for shard in shards for data in shard.fragments)
    fragments = dict(zip(names, contents, strict=True))
    files: dict[str, bytes] = {}
    words: list[cbor.Value] = []
    pieces = tuple(_join(shards, offsets, keep))
    ranges = shorten([(piece.first, piece.last) for piece in pieces])
    for piece, (first, last) in zip(pieces, ranges, strict=True):
        named = piece.digest[:DIGITS]
        while files.get(f"index/{named}.pf_index", piece.data) != piece.data:
            named += "x"
        files[f"index/{named}.pf_index"] = piece.data
        words.append([first, last, named])
    meta = cbor.write([version, pages, words, [], [], list(next(iter(fields), ()))])
    name = f"{LANGUAGE}_{hashlib.sha256(meta).hexdigest()[:10]}"
    files[f"pagefind.{name}.pf_meta"] = pack(SIGNATURE + meta)
    numbered = [(first, shard.neighbours) for first, shard in zip(offsets, shards, strict=False)]
    neighbours = list(neighbours_files(numbered, offsets[-1]))
    for number, (entries, places) in enumerate(neighbours):
        files[f"neighbours/{number}.dat"] = entries
        files[f"neighbours/places-{number}.dat"] = places
    facets = pack_facets(shards)
    language = {"hash": name, "wasm": LANGUAGE, "page_count": offsets[-1]}
    return Index(
        files,
        fragments,
        facets,
        {
            "version": version,
            "languages": {LANGUAGE: language},
            "facets": f"facets.{hashlib.sha256(facets).hexdigest()[:10]}.dat",
            "neighbours": len(neighbours),
            "include_characters": [*characters],
        },
    )


def _join(shards: Sequence[Shard], offsets: Sequence[int], keep: Keeper) -> Iterator[Piece]:
    """Yields the words of all shards in files; those of which nothing changed are not made."""
    found: dict[str, list[tuple[int, Stem]]] = {}
    for shard, offset in zip(shards, offsets, strict=False):
        for stem in shard.stems:
            found.setdefault(stem.text, []).append((offset, stem))
    wanted: list[tuple[str, Maker]] = []
    made_by = packed_by()
    for unit in _units(found):
        parts = [part for text in unit for part in found[text]]
        key = digest([made_by, [(offset, stem.digest) for offset, stem in parts]])
        wanted.append((key, partial(_pieces, parts)))
    for pieces in keep(wanted):
        yield from pieces


def _units(found: Mapping[str, Sequence[tuple[int, Stem]]]) -> Iterator[list[str]]:
    """Puts stems together that are to share files, by their sizes before they are joined."""
    unit: list[str] = []
    size = 0
    for text in sorted(found, key=str.encode):
        more = sum(len(stem.words) for _, stem in found[text])
        can_cut = size >= LEAST_CUT and zlib.crc32(text.encode()) % CUT_ONE_IN == 0
        if unit and (can_cut or size + more > MOST_STORED):
            yield unit
            unit, size = [], 0
        unit.append(text)
        size += more
    if unit:
        yield unit


def _pieces(parts: Sequence[tuple[int, Stem]]) -> Pieces:
    found: dict[str, list[tuple[int, Word]]] = {}
    for offset, stem in parts:
        for word in load_words(stem.words):
            found.setdefault(word.text, []).append((offset, word))
    pieces: list[Piece] = []
    waiting: list[tuple[str, bytes]] = []

    def cut() -> None:
        data = write_words([word for _, word in waiting])
        named = hashlib.sha256(data).hexdigest()
        pieces.append(Piece(waiting[0][0], waiting[-1][0], named, pack(SIGNATURE + data, FAST)))
        waiting.clear()

    for text in sorted(found, key=str.encode):
        data = join_word(found[text])
        if waiting and sum(len(word) for _, word in waiting) + len(data) > MOST_CUT:
            cut()
        waiting.append((text, data))
    cut()
    return tuple(pieces)
