"""Records which words are adjacent on which pages, for phrases in quotes.

The places of a word like "the" take half a megabyte in a large archive, and those of any word that
is on most pages fifty kilobytes. So places of words are not kept, but adjacent words are: two
content words, with what is between them ("rule of law": nothing, or stop words and punctuation);
each content word with the stop words right before it ("of the", "the"), and with those right after
it; and two or three stop words. Each is kept by a hash (``adjacency.py``), which also selects its
file. In a large archive, one hash in some hundreds is shared with other words: if few pages are
found, the browser reads them to check.

A file contains 32-bit numbers: the number of shards with entries, and for each of these the number
of its first page and its number of entries. Then come columns of 16 bits for each entry: the lower
half of its hash, the upper half, and its page. Another file contains the places. ``neighbours.js``
reads both. Numbers are little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from archive.search.packing import FAST, pack

FILE_BITS = 11
FILES = 1 << FILE_BITS
"""Number of files of a kind in a large archive; the highest bits of a hash select the file."""
PAGES_A_FILE = 5
PAGE_BITS, FIELD_BITS, PLACE_BITS = 11, 3, 18
"""What an entry has besides its hash, together 32 bits: the page of its shard, the field, and the
place. A field is 0 for the text of a page, and otherwise one more than the number of the field."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours in the pages of a shard, in the order of their hashes.

    Attributes:
        starts: Where those of each of ``FILES`` files begin, and where the last ones end.
        lower: The lower half of the hash of each.
        upper: The upper half.
        pages: The page of each, its field, and the highest bits of its place.
        places: The other bits of its place.
    """

    starts: bytes = b""
    lower: bytes = b""
    upper: bytes = b""
    pages: bytes = b""
    places: bytes = b""


def neighbours_files(
    shards: Sequence[tuple[int, Neighbours]], pages: int
) -> Iterator[tuple[bytes, bytes]]:
    """Puts the neighbours of shards into files; the number of files is a power of two.

    Args:
        shards: The number of the first page of each, and its neighbours.
        pages: How many pages they have together.

    Yields:
        The content of a file of hashes and pages, and that of the file of their places.
    """
    number = 1
    while number < FILES and number * PAGES_A_FILE < pages:
        number *= 2
    all_starts = [_unpack(shard.starts) for _, shard in shards]
    for file in range(number):
        head: list[int] = []
        columns: tuple[list[bytes], ...] = ([], [], [])
        places: list[bytes] = []
        for (first, shard), starts in zip(shards, all_starts, strict=True):
            start, end = (starts[at * FILES // number] for at in (file, file + 1))
            if start < end:
                head += (first, end - start)
                part = slice(2 * start, 2 * end)
                for column, data in zip(
                    columns, (shard.lower, shard.upper, shard.pages), strict=True
                ):
                    column.append(data[part])
                places.append(shard.places[part])
        numbers = struct.pack(f"<{1 + len(head)}I", len(places), *head)
        yield pack(b"".join((numbers, *chain(*columns))), FAST), pack(b"".join(places), FAST)


def _unpack(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data)
