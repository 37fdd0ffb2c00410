"""Which words stand side by side on which pages, for phrases in quotes.

The places of two words that are on most pages weigh a hundred kilobytes in a large archive. Here
two words that stand one after the other, with nothing or function words and signs between them,
are kept by a hash of both and of what is between; the hash says in which file. A file has numbers
of 32 bits: in how many shards there is something; for each of them the number of its first page
and how many entries follow; then the hashes of all entries; and then, in 16 bits each, the pages.
Another file has the places, in 16 bits. ``neighbours.js`` reads both; the lowest byte is the first.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, product
from operator import add, xor

from archive.search.marks import mark_of
from archive.search.packing import FAST, pack
from archive.search.words import TELLING, CodedText, marks_of

FILE_BITS = 10
FILES = 1 << FILE_BITS
"""How many files of a kind a large archive has; the highest bits of a hash say which it is in."""
PAGES_A_FILE = 10
HASH_BITS, PAGE_BITS, FIELD_BITS, PLACE_BITS = 32, 11, 3, 18
"""What an entry has, 64 bits together: hash, page of its shard, field, and place of the first word.
A field is 0 for the text of a page, or one more than the number of what it has beside that."""
HASH_AT, PAGE_AT, FIELD_AT = (
    PAGE_BITS + FIELD_BITS + PLACE_BITS,
    FIELD_BITS + PLACE_BITS,
    PLACE_BITS,
)
LAST_PLACE = (1 << PLACE_BITS) - 1
"""All later words of a text are said to stand there: longer phrases are not found behind it."""
FIRST, BETWEEN, SECOND = 0x9E3779B1, 0xC2B2AE3D, 0x85EBCA77
"""By what a hash depends on the order of words."""
TITLE = 5
"""What stands in a title counts as often as so many in a text."""

_WORD = bytes((TELLING,))
_IS_WORD = bytes(int(code == TELLING) for code in range(256))
_PARTED = re.compile(b"\x01")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours in the pages of a shard, in the order of their hashes.

    Attributes:
        starts: Where those of each of ``FILES`` files begin, and where the last ones end.
        hashes: The hash of each.
        pages: The page of each, its field, and the highest bits of its place.
        places: The other bits of its place.
    """

    starts: bytes = b""
    hashes: bytes = b""
    pages: bytes = b""
    places: bytes = b""


def find_neighbours(pages: Iterable[Sequence[CodedText]], title: int) -> Neighbours:
    """Finds the neighbours in the pages of a shard.

    Args:
        pages: The text of each page, and what it has beside that.
        title: Which of these is the title.

    Raises:
        ValueError: If there are more pages than an entry can tell apart.
    """
    finder = _Finder()
    found: list[int] = []
    for number, page in enumerate(pages):
        if number >> PAGE_BITS:
            raise ValueError("a shard of more pages than can be told apart")
        for field, text in enumerate(page[: 1 << FIELD_BITS]):
            entries = finder.entries(text, number << PAGE_AT | field << FIELD_AT)
            found += entries * TITLE if field == title else entries
    found.sort()
    data = array("Q", found)
    if sys.byteorder == "big":
        data.reverse()
        data.byteswap()
    words, halves = memoryview(data).cast("B").cast("I"), memoryview(data).cast("B").cast("H")
    starts = [bisect_left(found, file << 64 - FILE_BITS) for file in range(FILES + 1)]
    return Neighbours(
        _write(starts),
        words[1::2].tobytes(),
        halves[1::4].tobytes(),
        halves[::4].tobytes(),
    )


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
    all_starts = [array("I", shard.starts) for _, shard in shards]
    for file in range(number):
        head: list[int] = []
        hashes: list[bytes] = []
        columns: list[bytes] = []
        places: list[bytes] = []
        for (first, shard), starts in zip(shards, all_starts, strict=True):
            start, end = (starts[at * FILES // number] for at in (file, file + 1))
            if start < end:
                head += (first, end - start)
                hashes.append(shard.hashes[4 * start : 4 * end])
                columns.append(shard.pages[2 * start : 2 * end])
                places.append(shard.places[2 * start : 2 * end])
        data = b"".join((_write([len(hashes), *head]), *hashes, *columns))
        yield pack(data, FAST), pack(b"".join(places), FAST)


class _Finder:
    """Finds the neighbours of texts. There are some four hundred on a page: written for speed."""

    def __init__(self) -> None:
        """Knows no word yet."""
        self._first = _Table(lambda token: _part(marks_of(token)[0], FIRST))
        self._second = _Table(lambda token: _part(marks_of(token)[0], SECOND))
        self._between = _Table(lambda codes: _part(mark_of(codes.decode("latin-1")), BETWEEN))
        self._parted = _Table(lambda token: len(marks_of(token)) > 1)

    def entries(self, text: CodedText, beside: int) -> list[int]:
        """The entries of a text, with the bits that say whose text it is."""
        tokens, coded = text
        is_word = coded.translate(_IS_WORD)
        words = list(compress(tokens, is_word))
        places = list(compress(range(len(tokens)), is_word))
        if len(tokens) > LAST_PLACE:
            places = [min(place, LAST_PLACE) for place in places]
        between = list(map(self._between.__getitem__, coded.split(_WORD)[1:-1]))
        firsts = map(self._first.__getitem__, words)
        seconds = map(self._second.__getitem__, words[1:])
        hashes = map(xor, map(xor, firsts, seconds), between)
        found = list(map(add, hashes, map(beside.__add__, places)))
        are_parted = bytes(map(self._parted.__getitem__, words))
        for at in {at for part in _PARTED.finditer(are_parted) for at in part.span()}:
            if 0 < at < len(words):
                for first, second in list(product(*map(marks_of, words[at - 1 : at + 1])))[1:]:
                    hash_ = _part(first, FIRST) ^ _part(second, SECOND) ^ between[at - 1]
                    found.append(hash_ + beside + places[at - 1])
        return found


class _Table(dict[object, int]):
    """What a function says of its argument, once it has been asked."""

    def __init__(self, of: Callable[..., int]) -> None:
        """Knows nothing yet."""
        self._of = of

    def __missing__(self, key: object) -> int:
        self[key] = value = self._of(key)
        return value


def _part(mark: int, by: int) -> int:
    return (mark * by & 0xFFFFFFFF) << HASH_AT


def _write(numbers: Sequence[int]) -> bytes:
    written = array("I", numbers)
    if sys.byteorder == "big":
        written.byteswap()
    return written.tobytes()
