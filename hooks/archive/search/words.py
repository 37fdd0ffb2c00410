"""Splits texts into words, and tells stop words, content words and forms of the same word apart.

``text.js``, ``words.js`` and ``stem.js`` read the words of a query in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import Stemmer
from numpy.typing import NDArray

from archive.search.marks import mark_of

STOP_WORDS = tuple(
    "a also an and any are as at be been being but by for from had has have in into is it its not"
    " of on or such than that the their these they this to was were what when where which who will"
    " with would".split()
)
"""Very frequent English words that say little; files refer to them by their index."""
CONTENT, SIGN = 0xFF, 0xFE
"""Codes of a content word and of punctuation."""

_SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]+")
"""What Pagefind treats as space between words: ``White_Space`` of Unicode, and U+200B, with which
it separates words in scripts without spaces. (It excludes the four separators of ASCII.)"""
_PART = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBER = {word: at for at, word in enumerate(STOP_WORDS)}


@dataclass(frozen=True, slots=True)
class Texts:
    """The words of several texts, one after the other, as columns.

    Attributes:
        codes: Index of each word in ``STOP_WORDS``, or ``CONTENT`` or ``SIGN``.
        marks: Mark of each content word.
        numbers: Number of the text of each word.
        places: Position of each word in its text.
        parts: For each part of a compound word: the index of the word, and the mark of the part.
    """

    codes: NDArray[np.uint8]
    marks: NDArray[np.uint32]
    numbers: NDArray[np.int64]
    places: NDArray[np.int64]
    parts: tuple[NDArray[np.int64], NDArray[np.uint32]]


def read_texts(texts: Iterable[str]) -> Texts:
    """Splits texts into words."""
    known = _Known()
    split = [_SPACES.split(text) for text in texts]
    sizes = np.array([len(tokens) for tokens in split], np.int64)
    count = int(sizes.sum())
    ids = np.fromiter(map(known.__getitem__, chain.from_iterable(split)), np.int64, count)
    starts = np.cumsum(sizes) - sizes
    parted = np.flatnonzero(np.array([len(marks) > 1 for marks in known.marks], np.bool_)[ids])
    parts = [(at, mark) for at in parted.tolist() for mark in known.marks[ids[at]][1:]]
    return Texts(
        np.array(known.codes, np.uint8)[ids],
        np.array([marks[0] for marks in known.marks], np.uint32)[ids],
        np.repeat(np.arange(len(split)), sizes),
        np.arange(count) - np.repeat(starts, sizes),
        (
            np.array([at for at, _ in parts], np.int64),
            np.array([mark for _, mark in parts], np.uint32),
        ),
    )


class _Known(dict[str, int]):
    """Word → number; the codes and marks of words are listed in the order of the numbers."""

    def __init__(self) -> None:
        """Creates an empty table."""
        self.codes: list[int] = []
        self.marks: list[tuple[int, ...]] = []

    def __missing__(self, token: str) -> int:
        code = code_of(token)
        self.codes.append(code)
        self.marks.append(marks_of(token) if code == CONTENT else (0,))
        number = len(self)
        self[token] = number
        return number


@lru_cache(maxsize=1 << 17)
def code_of(token: str) -> int:
    """Returns the code of a word, a number below 256."""
    plain = _fold(token)
    whole = plain if plain.isalnum() else _EDGES.sub("", plain)
    return _NUMBER.get(whole, CONTENT if _PART.search(whole) else SIGN)


@lru_cache(maxsize=1 << 17)
def marks_of(token: str) -> tuple[int, ...]:
    """Returns the marks of a word: of the whole, then of each of its parts ("EU-funded").

    All forms of a word have the same mark: that of their stem by Porter2, as in Pagefind.
    """
    parts = _PART.findall(_fold(token))
    forms = ["".join(parts), *parts] if len(parts) > 1 else parts
    stem = _stemmer().stemWord
    stems = (stem(form) if form.isascii() else form for form in forms or ("",))
    return tuple(map(mark_of, dict.fromkeys(stems)))


def _fold(token: str) -> str:
    """Returns a word in lower case without accents."""
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFD", token)
    return "".join(one for one in decomposed if unicodedata.category(one)[0] != "M").lower()


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
