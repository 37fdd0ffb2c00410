"""Where words stand, as Pagefind's index files hold it: taken apart, and put together again.

An index file is an array of words; a word has the pages on which it stands and the spellings with
accents that fold to it, each with its own pages. A page is given by its distance from the page
before, then the places of the word in its text and in its metadata. So a list of pages that
begins at another number differs only in its first distance: lists of several shards become one by
writing them one after the other.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import orjson

from archive.search import cbor

_INT = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
_HEAD = rb"(?:[\x80-\x97]|\x98.|\x99..)"
_PAGE = re.compile(
    rb"\x83(" + _INT + rb")" + _HEAD + _INT + rb"*+" + _HEAD + _INT + rb"*+", re.DOTALL
)
"""A page of a word: distance, places in the text, places in the metadata."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one word in one shard.

    Attributes:
        count: How many they are.
        first: The number of the first.
        last: The number of the last.
        body: The list as it stands in the file, after the first distance.
    """

    count: int
    first: int
    last: int
    body: bytes


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
        pages, at = _read_pages(data, at)
        spellings: list[tuple[str, Pages]] = []
        forms, at = _enter(data, at)
        for _ in range(forms):
            parts, at = _enter(data, at)
            form, at = cbor.read(data, at)
            found, at = _read_pages(data, at)
            if parts != 2 or not isinstance(form, str):
                raise ValueError("a spelling of other than two parts")
            spellings.append((form, found))
        if not isinstance(text, str):
            raise ValueError("a word that is no text")  # noqa: TRY004  # it is the data
        yield Word(text, pages, tuple(spellings))
    if at != len(data):
        raise ValueError("something stands after the words")


def store_words(words: Iterable[Word]) -> bytes:
    """Writes words so that they can be read again without looking at each page."""
    rows: list[object] = []
    bodies: list[bytes] = []

    def row(text: str, pages: Pages, *more: object) -> list[object]:
        bodies.append(pages.body)
        return [text, pages.count, pages.first, pages.last, len(pages.body), *more]

    for word in words:
        spellings: list[object] = []
        rows.append(row(word.text, word.pages, spellings))
        spellings += [row(form, pages) for form, pages in word.spellings]
    return b"\n".join((orjson.dumps(rows), b"".join(bodies)))


def load_words(data: bytes) -> Iterator[Word]:
    """Yields what ``store_words`` wrote."""
    head, _, bodies = data.partition(b"\n")
    at = 0

    def pages(count: int, first: int, last: int, size: int) -> Pages:
        nonlocal at
        at += size
        return Pages(count, first, last, bodies[at - size : at])

    for text, count, first, last, size, spellings in orjson.loads(head):
        plain = pages(count, first, last, size)
        yield Word(text, plain, tuple((form, pages(*numbers)) for form, *numbers in spellings))


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
        written += (b"\x83", cbor.write(offset + pages.first - last), pages.body)
        last = offset + pages.last
    return cbor.array(total) + b"".join(written)


def _enter(data: bytes, at: int) -> tuple[int, int]:
    major, number, at = cbor.read_head(data, at)
    if major != 4:
        raise ValueError("no array where one should be")
    return number, at


def _read_pages(data: bytes, at: int) -> tuple[Pages, int]:
    count, at = _enter(data, at)
    if not count:
        return Pages(0, 0, 0, b""), at
    found = list(itertools.islice(_PAGE.finditer(data, at), count))
    end = found[-1].end() if found else at
    if len(found) != count or sum(len(page[0]) for page in found) != end - at:
        raise ValueError("a page that is not built as known")
    distances = [page[1] for page in found]
    first = _number(distances[0])
    body = data[at + 1 + len(distances[0]) : end]
    return Pages(count, first, sum(map(_number, distances)), body), end


@lru_cache(maxsize=1 << 12)
def _number(data: bytes) -> int:
    return cbor.read_head(data, 0)[1]
