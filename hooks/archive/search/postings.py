"""Reads and writes the weights of words on pages, in the format of Pagefind's index files.

An index file is an array of words. A word has the pages on which it occurs and the spellings with
accents that fold to it, each with its own pages. A page is given by its distance from the previous
page, then the places of the word in its text and in its metadata. So a list of pages that begins at
another number differs only in its first distance: the lists of several shards are joined by writing
them one after the other. Stored shards have weights instead of places (see ``marks``).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from archive.search import cbor
from archive.search.marks import PLAIN, mark_of, weight_of, without_places, write_weight

_INT = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_HEAD = rb"(?:[\x80-\x97]|\x98.|\x99..)"
_PLAIN = re.escape(cbor.write(-PLAIN - 1))
_PLACE = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a....)"
_PAGE = re.compile(
    rb"\x83(%(int)b)(?:(%(head)b)%(plain)b%(place)b*+(?=[\x80-\x99])|(%(head)b%(int)b*+))"
    rb"(%(head)b%(int)b*+)" % {b"int": _INT, b"head": _HEAD, b"plain": _PLAIN, b"place": _PLACE},
    re.DOTALL,
)
"""A page of a word: distance, places in the text, places in the metadata. Where all places in the
text have the plain weight, as most have, only their head is captured."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one word in one shard.

    Attributes:
        count: Number of pages.
        first: The number of the first.
        last: The number of the last.
        weights: The list after the first distance, with the word's mark instead of places.
    """

    count: int
    first: int
    last: int
    weights: bytes


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one shard: its pages, and those of its spellings with accents."""

    text: str
    pages: Pages
    spellings: tuple[tuple[str, Pages], ...] = ()


def read_words(data: bytes) -> Iterator[Word]:
    """Yields the words of an index file, as it is after unpacking and its signature.

    Raises:
        ValueError: If it is not built as known.
    """
    count, at = _enter(data, 0)
    if count != 1:
        raise ValueError("an index file of more than one part")
    count, at = _enter(data, at)
    for _ in range(count):
        parts, at = _enter(data, at)
        if parts != 3:
            raise ValueError("a word of other than three parts")
        text, at = cbor.read(data, at)
        pages, at = _read_pages(data, at, str(text))
        spellings: list[tuple[str, Pages]] = []
        forms, at = _enter(data, at)
        for _ in range(forms):
            parts, at = _enter(data, at)
            form, at = cbor.read(data, at)
            found, at = _read_pages(data, at, str(form))
            if parts != 2 or not isinstance(form, str):
                raise ValueError("a spelling of other than two parts")
            spellings.append((form, found))
        if not isinstance(text, str):
            raise ValueError("a word that is not a string")  # noqa: TRY004  # it is the data
        yield Word(text, pages, tuple(spellings))
    if at != len(data):
        raise ValueError("something stands after the words")


def store_words(words: Iterable[Word]) -> bytes:
    """Writes words so that they can be read again without looking at each page."""
    rows: list[object] = []
    bodies: list[bytes] = []

    def row(text: str, pages: Pages, *more: object) -> list[object]:
        bodies.append(pages.weights)
        return [text, pages.count, pages.first, pages.last, len(pages.weights), *more]

    for word in words:
        spellings: list[object] = []
        rows.append(row(word.text, word.pages, spellings))
        spellings += [row(form, pages) for form, pages in word.spellings]
    return b"\n".join((msgspec.json.encode(rows), b"".join(bodies)))


def load_words(data: bytes) -> Iterator[Word]:
    """Yields what ``store_words`` wrote."""
    head, _, bodies = data.partition(b"\n")
    at = 0

    def pages(count: int, first: int, last: int, size: int) -> Pages:
        nonlocal at
        start, at = at, at + size
        return Pages(count, first, last, bodies[start:at])

    for text, *numbers, spellings in msgspec.json.decode(head):
        plain = pages(*numbers)
        yield Word(text, plain, tuple((form, pages(*others)) for form, *others in spellings))


def write_words(words: Sequence[bytes]) -> bytes:
    """Writes an index file of words that ``join_word`` has written."""
    return cbor.array(1) + cbor.array(len(words)) + b"".join(words)


def join_word(parts: Sequence[tuple[int, Word]]) -> bytes:
    """Writes one word as several shards have it.

    Args:
        parts: The shards that have it, in order: the number of the shard's first page, the word.
    """
    spellings: dict[str, list[tuple[int, Pages]]] = {}
    for offset, word in parts:
        for form, pages in word.spellings:
            spellings.setdefault(form, []).append((offset, pages))
    return b"".join(
        (
            cbor.array(3),
            cbor.write(parts[0][1].text),
            join_pages((offset, word.pages) for offset, word in parts),
            cbor.array(len(spellings)),
            *(
                cbor.array(2) + cbor.write(form) + join_pages(pages)
                for form, pages in sorted(spellings.items())
            ),
        )
    )


def join_pages(parts: Iterable[tuple[int, Pages]]) -> bytes:
    """Writes the pages of several shards as one list."""
    total, last = 0, 0
    written: list[bytes] = []
    for offset, pages in parts:
        if not pages.count:
            continue
        total += pages.count
        written += (b"\x83", cbor.write(offset + pages.first - last), pages.weights)
        last = offset + pages.last
    return cbor.array(total) + b"".join(written)


def _enter(data: bytes, at: int) -> tuple[int, int]:
    major, number, at = cbor.read_head(data, at)
    if major != 4:
        raise ValueError("no array where one should be")
    return number, at


def _read_pages(data: bytes, at: int, word: str) -> tuple[Pages, int]:
    count, at = _enter(data, at)
    if not count:
        return Pages(0, 0, 0, b""), at
    found = list(itertools.islice(_PAGE.finditer(data, at), count))
    end = found[-1].end() if found else at
    if len(found) != count or sum(len(page[0]) for page in found) != end - at:
        raise ValueError("a page that is not built as known")
    distances = [page[1] for page in found]
    first = _number(distances[0])
    weights = _weigh(found, mark_of(word))[1 + len(distances[0]) :]
    return Pages(count, first, sum(map(_number, distances)), weights), end


def _weigh(pages: Iterable[re.Match[bytes]], mark: int) -> bytes:
    """Returns the same list with weights instead of places."""
    plain: dict[bytes, bytes] = {}
    written: list[bytes] = []
    for page in pages:
        distance, head, places, fields = page.groups()
        if head is None:
            weight = write_weight(weight_of(places), mark)
        elif head in plain:
            weight = plain[head]
        else:
            times = cbor.read_head(head, 0)[1] - 1
            weight = plain[head] = write_weight(PLAIN * times, mark)
        written += (b"\x83", distance, weight, without_places(fields))
    return b"".join(written)


@lru_cache(maxsize=1 << 12)
def _number(data: bytes) -> int:
    return cbor.read_head(data, 0)[1]
