"""Which words stand side by side on which pages, for phrases in quotes.

The places of two words that are on most pages weigh a hundred kilobytes in a large archive. Here
two words that stand one after the other, with nothing or function words and signs between them,
are kept by a hash of both and of what is between. ``neighbours.js`` reads the files, which are
packed numbers of 32 bits, the lowest byte first: in how many shards there is something; for each of
them the number of its first page and how many entries follow; then all entries. An entry has the
hash, but for the bits that say in which file it is, and the page. Another file has for each of
them where in the text the first of the words stands.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

import Stemmer

from archive.search.marks import mark_of
from archive.search.packing import FAST, pack
from archive.search.runs import WORD_CODE, CodedText

FILES = 1024
"""How many files of a kind a large archive has; a power of two."""
PAGES_A_FILE = 10
PAGE_BITS, REST_BITS = 11, 21
"""What an entry has of the page, as its shard counts, and of the hash."""
FIRST, BETWEEN, SECOND = 0x9E3779B1, 0xC2B2AE3D, 0x85EBCA77
"""By what a hash depends on the order of words."""
BESIDE = 1 << 24
"""No text has so many words: from so many times this on stand the words of a title and the like."""
TITLE = 5
"""What stands in a title counts as often as so many in a text."""

_PART = re.compile(r"[^\W_]+")
_NUMBER = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours in the pages of a shard, in the order of their hashes.

    Attributes:
        sizes: How many entries there are for each of ``FILES`` files.
        entries: The entries.
        places: Where the first word of each stands.
    """

    sizes: bytes = b""
    entries: bytes = b""
    places: bytes = b""


def find_neighbours(pages: Iterable[Sequence[CodedText]], title: int) -> Neighbours:
    """Finds the neighbours in the pages of a shard.

    Args:
        pages: The text of each page, and what it has beside that.
        title: Which of these is the title.

    Raises:
        ValueError: If there are more pages than an entry can tell apart.
    """
    known = _Marks()
    found: list[int] = []
    for number, page in enumerate(pages):
        if number >> PAGE_BITS:
            raise ValueError("a shard of more pages than can be told apart")
        for field, text in enumerate(page):
            low = number << 32 | field * BESIDE
            times = TITLE if field == title else 1
            found += [hash_ << 32 + PAGE_BITS | low + at for hash_, at in known.read(text)] * times
    found.sort()
    sizes = [0] * FILES
    for one in found:
        sizes[one >> 32 + PAGE_BITS + REST_BITS] += 1
    return Neighbours(
        _write(sizes),
        _write([one >> 32 & _NUMBER for one in found]),
        _write([one & _NUMBER for one in found]),
    )


def neighbours_files(
    shards: Sequence[tuple[int, Neighbours]], pages: int
) -> Iterator[tuple[bytes, bytes]]:
    """Puts the neighbours of shards into files; the number of files is a power of two.

    Args:
        shards: The number of the first page of each, and its neighbours.
        pages: How many pages they have together.

    Yields:
        The content of a file of entries and of the file of their places.
    """
    number = 1
    while number < FILES and number * PAGES_A_FILE < pages:
        number *= 2
    sizes = [_read(shard.sizes) for _, shard in shards]
    starts = [_starts(one) for one in sizes]
    for file in range(number):
        head: list[int] = []
        entries: list[bytes] = []
        places: list[bytes] = []
        for (first, shard), size, start in zip(shards, sizes, starts, strict=True):
            count = 0
            for bucket in range(file, FILES, number):
                part = slice(4 * start[bucket], 4 * (start[bucket] + size[bucket]))
                entries.append(shard.entries[part])
                places.append(shard.places[part])
                count += size[bucket]
            if count:
                head += (first, count)
        data = _write([len(head) // 2, *head]) + b"".join(entries)
        yield pack(data, FAST), pack(b"".join(places), FAST)


@lru_cache(maxsize=1 << 17)
def marks_of(token: str) -> tuple[int, ...]:
    """The marks of a word of a text, as it stands between spaces: whole, and of its parts."""
    plain = token.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", token)
        plain = "".join(one for one in plain if unicodedata.category(one)[0] != "M").lower()
    parts = _PART.findall(plain)
    forms = ["".join(parts), *parts] if len(parts) > 1 else parts
    return tuple(map(mark_of, dict.fromkeys(_stemmer().stemWords(forms or [plain]))))


def hash_of(first: int, between: int, second: int) -> int:
    """The hash of two words and what is between them, by their marks; it has 31 bits."""
    return (first * FIRST + between * BETWEEN + second * SECOND & _NUMBER) >> 1


class _Marks(dict[str, int]):
    """The mark of each word; of those with several parts the marks of all, in ``parts``."""

    def __init__(self) -> None:
        """Knows nothing yet."""
        self.parts: dict[str, tuple[int, ...]] = {}
        self.between: dict[bytes, int] = {}

    def __missing__(self, token: str) -> int:
        whole, *parts = marks_of(token)
        if parts:
            self.parts[token] = (whole, *parts)
        self[token] = whole
        return whole

    def read(self, text: CodedText) -> Iterator[tuple[int, int]]:
        """Yields the hash of each two neighbours of a text, and where the first stands."""
        tokens, coded = text
        places = [at for at, code in enumerate(coded) if code == WORD_CODE]
        marks = [self[tokens[at]] for at in places]
        parts = self.parts
        for (at, to), (first, second) in zip(pairwise(places), pairwise(marks), strict=True):
            between = self._between(coded[at + 1 : to])
            yield hash_of(first, between, second), at
            if tokens[at] in parts or tokens[to] in parts:
                of = (parts.get(tokens[at], (first,)), parts.get(tokens[to], (second,)))
                for one, other in list(product(*of))[1:]:
                    yield hash_of(one, between, other), at

    def _between(self, codes: bytes) -> int:
        if codes not in self.between:
            self.between[codes] = mark_of(codes.decode("latin-1"))
        return self.between[codes]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    """Makes the forms of a word one exactly as Pagefind does."""
    return Stemmer.Stemmer("english")


def _write(numbers: Sequence[int]) -> bytes:
    written = array("I", numbers)
    if sys.byteorder == "big":
        written.byteswap()
    return written.tobytes()


def _read(data: bytes) -> array[int]:
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _starts(sizes: Iterable[int]) -> list[int]:
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size)
    return starts
