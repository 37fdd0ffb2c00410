"""One shard's part of the index as one file that says itself whether it is whole.

The file is data only: a digest, a table as JSON, and bytes that the table points into. What does
not carry the right digest and the right key is made anew, never mended.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.search import cbor
from archive.search.postings import Pages, Word, read_words

SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind begins with after unpacking."""
_DIGEST = 32


@dataclass(frozen=True, slots=True)
class Shard:
    """What Pagefind found in some of the pages.

    Attributes:
        key: What it was made from, in a digest.
        pages: For each page its fragment's name and its number of words.
        words: Its words.
        filters: For each filter its values, each with the numbers of its pages.
        fields: The names of the metadata, in the order by which words refer to them.
        fragments: For each page what a result shows, packed as Pagefind packed it.
    """

    key: str
    pages: tuple[tuple[str, int], ...]
    words: tuple[Word, ...]
    filters: tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]
    fields: tuple[str, ...]
    fragments: tuple[bytes, ...]


def read_output(folder: Path, key: str) -> Shard:
    """Reads what the Pagefind command has written.

    Raises:
        ValueError: If it is not built as known: another version of Pagefind wrote it.
    """
    metas = sorted(folder.glob("*.pf_meta"))
    if len(metas) != 1:
        raise ValueError("Pagefind wrote other than one index")
    meta: Any = _decode(metas[0])
    if len(meta) != 6 or meta[4]:
        raise ValueError("metadata of another kind")
    words: list[Word] = []
    for _, _, name in meta[2]:
        words += read_words(_unpack(folder / "index" / f"{name}.pf_index"))
    filters = []
    for _, name in meta[3]:
        filter_: Any = _decode(folder / "filter" / f"{name}.pf_filter")
        values = tuple((str(value), tuple(numbers)) for value, numbers in filter_[1])
        filters.append((str(filter_[0]), tuple(sorted(values))))
    return Shard(
        key,
        tuple((str(name), int(count)) for name, count in meta[1]),
        tuple(words),
        tuple(sorted(filters)),
        tuple(meta[5]),
        tuple((folder / "fragment" / f"{name}.pf_fragment").read_bytes() for name, _ in meta[1]),
    )


def save(file: Path, shard: Shard) -> None:
    """Writes a shard; a file of the same name is replaced at once, or not at all."""
    blob: list[bytes] = []
    at = 0

    def keep(data: bytes) -> tuple[int, int]:
        nonlocal at
        blob.append(data)
        at += len(data)
        return at - len(data), len(data)

    def pages(one: Pages) -> tuple[int, ...]:
        return one.count, one.first, one.last, *keep(one.body)

    table = {
        "key": shard.key,
        "pages": shard.pages,
        "words": [
            (word.text, pages(word.pages), [(form, pages(one)) for form, one in word.spellings])
            for word in shard.words
        ],
        "filters": shard.filters,
        "fields": shard.fields,
        "fragments": [keep(data) for data in shard.fragments],
    }
    text = json.dumps(table, separators=(",", ":")).encode()
    payload = len(text).to_bytes(8, "big") + text + b"".join(blob)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_bytes(hashlib.sha256(payload).digest() + payload)
    beside.replace(file)


def load(file: Path, key: str) -> Shard | None:
    """Reads a saved shard; None if it is missing, not whole, or made from something else."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST] or len(data) < _DIGEST + 8:
        return None
    length = int.from_bytes(data[_DIGEST : _DIGEST + 8], "big")
    start = _DIGEST + 8 + length
    table = json.loads(data[_DIGEST + 8 : start])
    if table["key"] != key:
        return None

    def cut(at: int, size: int) -> bytes:
        return data[start + at : start + at + size]

    def pages(one: list[int]) -> Pages:
        count, first, last, at, size = one
        return Pages(count, first, last, cut(at, size))

    return Shard(
        key,
        tuple((name, count) for name, count in table["pages"]),
        tuple(
            Word(text, pages(one), tuple((form, pages(found)) for form, found in spellings))
            for text, one, spellings in table["words"]
        ),
        tuple(
            (name, tuple((value, tuple(numbers)) for value, numbers in values))
            for name, values in table["filters"]
        ),
        tuple(table["fields"]),
        tuple(cut(at, size) for at, size in table["fragments"]),
    )


def _unpack(file: Path) -> bytes:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(SIGNATURE):
        raise ValueError(f"{file.name} does not begin as a file of Pagefind")
    return data[len(SIGNATURE) :]


def _decode(file: Path) -> cbor.Value:
    data = _unpack(file)
    value, end = cbor.read(data)
    if end != len(data):
        raise ValueError(f"{file.name} is longer than what it holds")
    return value
