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
from datetime import date

from archive.search import cbor
from archive.search.pack import SIGNATURE, Shard
from archive.search.postings import Word, join_word

LANGUAGE = "en"
LEAST_CUT = 6_000
MOST_CUT = 30_000
"""Bytes of an index file before packing: between these, a cut is made where another stem begins
and that stem's hash says so, so that a change in one file does not move all cuts that follow."""
STEM = 4
"""Letters by which words stay together: what is typed so far then finds all that it begins."""
CUT_ONE_IN = 3


@dataclass(frozen=True, slots=True)
class Index:
    """An index as files.

    Attributes:
        files: Name → content, not yet packed: the metadata, the words, the filters.
        fragments: Name → content, packed: what a result shows.
        entry: The file that a browser asks for first, as plain data.
    """

    files: Mapping[str, bytes]
    fragments: Mapping[str, bytes]
    entry: Mapping[str, object]


def merge(shards: Sequence[Shard], version: str, characters: Sequence[str] = ()) -> Index:
    """Makes one index of several.

    A result's name begins with the day of its brief (five hexadecimal digits of
    ``date.toordinal``; zeros without a date), so that results are sorted by date without being
    downloaded. Few digits of Pagefind's own name follow: each page's name is downloaded with the
    first query.

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
        days = _days(shard)
        for number, (name, count) in enumerate(shard.pages):
            data = shard.fragments[number]
            named = f"{days.get(number, 0):05x}{name.removeprefix(f'{LANGUAGE}_')[:4]}"
            while fragments.get(named, data) != data:
                named += "x"  # Names are short: two pages may meet in one.
            fragments[named] = data
            pages.append([named, count])
    files: dict[str, bytes] = {}
    words: list[cbor.Value] = []
    for first, last, data in _cut(shards, offsets):
        words.append([first, last, _add(files, "index", "pf_index", data)])
    filters: list[cbor.Value] = [
        [name, _add(files, "filter", "pf_filter", cbor.write([name, values]))]
        for name, values in _filters(shards, offsets)
    ]
    meta = cbor.write([version, pages, words, filters, [], list(next(iter(fields), ()))])
    name = f"{LANGUAGE}_{hashlib.sha256(meta).hexdigest()[:10]}"
    files[f"pagefind.{name}.pf_meta"] = meta
    language = {"hash": name, "wasm": LANGUAGE, "page_count": offsets[-1]}
    return Index(
        files,
        fragments,
        {
            "version": version,
            "languages": {LANGUAGE: language},
            "include_characters": [*characters],
        },
    )


def pack(data: bytes) -> bytes:
    """Packs a file of an index as Pagefind's script expects it; equal data give equal bytes."""
    return gzip.compress(SIGNATURE + data, compresslevel=9, mtime=0)


def _add(files: dict[str, bytes], folder: str, ending: str, data: bytes) -> str:
    name = f"{LANGUAGE}_{hashlib.sha256(data).hexdigest()[:8]}"
    while files.get(f"{folder}/{name}.{ending}", data) != data:
        name += "x"
    files[f"{folder}/{name}.{ending}"] = data
    return name


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


def _filters(
    shards: Sequence[Shard], offsets: Sequence[int]
) -> Iterator[tuple[str, list[cbor.Value]]]:
    found: dict[str, dict[str, list[cbor.Value]]] = {}
    for shard, offset in zip(shards, offsets, strict=False):
        for name, values in shard.filters:
            by_value = found.setdefault(name, {})
            for value, numbers in values:
                by_value.setdefault(value, []).extend(offset + number for number in numbers)
    for name, by_value in sorted(found.items()):
        yield name, [[value, numbers] for value, numbers in sorted(by_value.items())]


def _days(shard: Shard) -> dict[int, int]:
    """Page number in the shard → ordinal of its brief's date."""
    return {
        number: date.fromisoformat(value).toordinal()
        for name, values in shard.filters
        if name == "day"
        for value, numbers in values
        for number in numbers
    }
