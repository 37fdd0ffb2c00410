"""Several shards as one index that Pagefind's script reads as if it had been made at once.

Merging in the browser (``mergeIndex``) would cost each query one file for every shard, and rank
each shard by its own frequencies. One index costs one small file for each word, and ranks as if
all pages had been indexed together. Files are cut smaller than Pagefind cuts them, because a
query downloads all of the file that holds its word.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.search import cbor
from archive.search.facets import pack_facets
from archive.search.pack import SIGNATURE, Shard
from archive.search.postings import Word, join_word

LANGUAGE = "en"
LEAST_CUT = 6_000
MOST_CUT = 30_000
"""Bytes of an index file before packing: between these, a cut is made where another stem begins
and that stem's hash says so, so that a change in one file does not move all cuts that follow."""
DIGITS = 5
"""How many of a digest's digits are a file's name, unless that is taken."""
STEM = 4
"""Letters by which words stay together: what is typed so far then finds all that it begins."""
CUT_ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Index:
    """An index as files.

    Attributes:
        files: Name → content, not yet packed: the metadata and the words.
        fragments: Name → content, packed: what a result shows.
        facets: By what results are narrowed, packed; the entry says the file's name.
        entry: The file that a browser asks for first, as plain data.
    """

    files: Mapping[str, bytes]
    fragments: Mapping[str, bytes]
    facets: bytes
    entry: Mapping[str, object]


def merge(shards: Sequence[Shard], version: str, characters: Sequence[str] = ()) -> Index:
    """Makes one index of several.

    Names of files are cut to few digits: those of all results and words are downloaded with the
    first query. Pagefind gets no filters; ``facets`` says why.

    Args:
        shards: The shards, in the order in which their pages are to be numbered.
        version: Of Pagefind; its script warns if another one wrote the index.
        characters: The marks that count as letters, as Pagefind wrote them.

    Raises:
        ValueError: If the shards do not have the same metadata.
    """
    fields = {shard.fields for shard in shards}
    if len(fields) > 1:
        raise ValueError(f"shards with different metadata: {sorted(fields)}")
    offsets = [0]
    for shard in shards:
        offsets.append(offsets[-1] + len(shard.pages))
    fragments: dict[str, bytes] = {}
    pages: list[cbor.Value] = []
    for shard in shards:
        for number, (name, count) in enumerate(shard.pages):
            data = shard.fragments[number]
            named = name.removeprefix(f"{LANGUAGE}_")[:DIGITS]
            while fragments.get(named, data) != data:
                named += "x"  # Names are short: two pages may meet in one.
            fragments[named] = data
            pages.append([named, count])
    files: dict[str, bytes] = {}
    words: list[cbor.Value] = []
    for first, last, data in _cut(shards, offsets):
        named = hashlib.sha256(data).hexdigest()[:DIGITS]
        while files.get(f"index/{named}.pf_index", data) != data:
            named += "x"
        files[f"index/{named}.pf_index"] = data
        words.append([first, last, named])
    meta = cbor.write([version, pages, words, [], [], list(next(iter(fields), ()))])
    name = f"{LANGUAGE}_{hashlib.sha256(meta).hexdigest()[:10]}"
    files[f"pagefind.{name}.pf_meta"] = meta
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
            "include_characters": [*characters],
        },
    )


def pack(data: bytes) -> bytes:
    """Packs a file of an index as Pagefind's script expects it; equal data give equal bytes."""
    return gzip.compress(SIGNATURE + data, compresslevel=9, mtime=0)


def _cut(shards: Sequence[Shard], offsets: Sequence[int]) -> Iterator[tuple[str, str, bytes]]:
    """Yields the words of all shards in files: the first word, the last one, the content."""
    found: dict[str, list[tuple[int, Word]]] = {}
    for shard, offset in zip(shards, offsets, strict=False):
        for word in shard.words:
            found.setdefault(word.text, []).append((offset, word))
    waiting: list[bytes] = []
    size, first, last = 0, "", ""
    for text in sorted(found, key=str.encode):
        data = join_word(found[text])
        stem = text[:STEM]
        can_cut = stem != last[:STEM] and size >= LEAST_CUT
        if waiting and (
            (can_cut and zlib.crc32(stem.encode()) % CUT_ONE_IN == 0) or size + len(data) > MOST_CUT
        ):
            yield first, last, _file(waiting)
            waiting, size = [], 0
        first = first if waiting else text
        last = text
        waiting.append(data)
        size += len(data)
    if waiting:
        yield first, last, _file(waiting)


def _file(words: Sequence[bytes]) -> bytes:
    return cbor.array(1) + cbor.array(len(words)) + b"".join(words)
