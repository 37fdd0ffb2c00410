"""Stores a shard of the index as one file that is verified on reading.

The file is data only: a table as JSON, and bytes that the table points into. A file without the
right digest and the right key is made again, never repaired.
"""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from archive.lib.digest import digest_bytes
from archive.lib.storage import load_bytes, save_bytes
from archive.search import cbor
from archive.search.neighbours import Neighbours
from archive.search.postings import Word, read_words, store_words

LANGUAGE = "en"
SIGNATURE = b"pagefind_dcd"
"""Beginning of every file of Pagefind once decompressed."""
HEAD = 400
"""Number of bytes at the beginning of a stored shard that contain its key."""
NEIGHBOURS = len(astuple(Neighbours()))
STEM = 4
"""Letters by which words stay together: what is typed so far then finds all that it begins."""


@dataclass(frozen=True, slots=True)
class Stem:
    """The words of a shard that begin alike.

    Attributes:
        text: How they begin.
        digest: Of the words: says whether they are those of another build.
        words: The words, for ``load_words``.
    """

    text: str
    digest: str
    words: bytes


@dataclass(frozen=True, slots=True)
class Shard:
    """What Pagefind found in some of the pages.

    Attributes:
        key: What it was made from, in a digest.
        pages: For each page its fragment's name and its number of words.
        stems: Its words, in the order of their bytes. They are taken apart only where something
            that begins alike has changed.
        filters: For each filter its values, each with the numbers of its pages.
        fields: The names of the metadata, in the order by which words refer to them.
        fragments: For each page what a result shows, packed as Pagefind packed it.
        neighbours: Which words stand side by side on which pages.
    """

    key: str
    pages: tuple[tuple[str, int], ...]
    stems: tuple[Stem, ...]
    filters: tuple[tuple[str, tuple[tuple[str, tuple[int, ...]], ...]], ...]
    fields: tuple[str, ...]
    fragments: tuple[bytes, ...]
    neighbours: Neighbours = field(default_factory=Neighbours)


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
        file = folder / "index" / f"{name}.pf_index"
        words += read_words(_unpack(file.read_bytes(), file.name))
    filters = []
    for _, name in meta[3]:
        filter_: Any = _decode(folder / "filter" / f"{name}.pf_filter")
        values = tuple((str(value), tuple(numbers)) for value, numbers in filter_[1])
        filters.append((str(filter_[0]), tuple(sorted(values))))
    fragments = tuple(
        (folder / "fragment" / f"{name}.pf_fragment").read_bytes() for name, _ in meta[1]
    )
    fields = [str(name) for name in meta[5]]
    names = [name for name, _ in meta[1]]
    shown = [msgspec.json.decode(_unpack(*one)) for one in zip(fragments, names, strict=True)]
    texts = (
        (str(one["content"]), *(str(one["meta"].get(name, "")) for name in fields)) for one in shown
    )
    # numpy takes a while to load: not where no shard is made.
    from archive.search.find import find_neighbours

    return Shard(
        key,
        tuple((str(name), int(count)) for name, count in meta[1]),
        tuple(_by_stem(words)),
        tuple(sorted(filters)),
        tuple(fields),
        fragments,
        find_neighbours(texts, 1 + fields.index("title") if "title" in fields else -1),
    )


def save(file: Path, shard: Shard) -> None:
    """Writes a shard; a file of the same name is replaced at once, or not at all."""
    stems = (stem.words for stem in shard.stems)
    blobs = [*stems, *shard.fragments, *astuple(shard.neighbours)]
    table = {
        "key": shard.key,
        "pages": shard.pages,
        "stems": [(stem.text, stem.digest) for stem in shard.stems],
        "filters": shard.filters,
        "fields": shard.fields,
        "sizes": [len(blob) for blob in blobs],
    }
    text = json.dumps(table, separators=(",", ":")).encode()
    save_bytes(file, len(text).to_bytes(8, "big") + text + b"".join(blobs))


def claims(file: Path, key: str) -> bool:
    """Whether a file says that it is a shard of this key; all of it is not read."""
    try:
        with file.open("rb") as data:
            return b'{"key":"%b"' % key.encode() in data.read(HEAD)
    except OSError:
        return False


def load(file: Path, key: str) -> Shard | None:
    """Reads a saved shard; None if it is missing, not whole, or made from something else."""
    data = load_bytes(file)
    if data is None:
        return None
    at = 8 + int.from_bytes(data[:8], "big")
    table = json.loads(data[8:at])
    if table["key"] != key:
        return None
    blobs: list[bytes] = []
    for size in table["sizes"]:
        blobs.append(data[at : at + size])
        at += size
    stems = table["stems"]
    return Shard(
        key,
        tuple((name, count) for name, count in table["pages"]),
        tuple(
            Stem(text, digest, words) for (text, digest), words in zip(stems, blobs, strict=False)
        ),
        tuple(
            (name, tuple((value, tuple(numbers)) for value, numbers in values))
            for name, values in table["filters"]
        ),
        tuple(table["fields"]),
        tuple(blobs[len(stems) : -NEIGHBOURS]),
        Neighbours(*blobs[-NEIGHBOURS:]),
    )


def _by_stem(words: Iterable[Word]) -> Iterator[Stem]:
    ordered = sorted(words, key=lambda word: word.text.encode())
    for stem, group in itertools.groupby(ordered, lambda word: word.text[:STEM]):
        data = store_words(group)
        yield Stem(stem, digest_bytes(data), data)


def _unpack(packed: bytes, name: str) -> bytes:
    data = gzip.decompress(packed)
    if not data.startswith(SIGNATURE):
        raise ValueError(f"{name} does not begin as a file of Pagefind")
    return data[len(SIGNATURE) :]


def _decode(file: Path) -> cbor.Value:
    data = _unpack(file.read_bytes(), file.name)
    value, end = cbor.read(data)
    if end != len(data):
        raise ValueError(f"{file.name} is longer than what it holds")
    return value
