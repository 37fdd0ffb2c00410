"""Finds adjacent words in texts, for all texts of a shard at once.

The hash of adjacent words combines the mark of the first word, the mark of the second, and the stop
words and punctuation before, between or after them; a missing part counts as zero.
``neighbours.js`` computes the hash of a query in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from archive.search.words import CONTENT, SIGN, Texts

Numbers: TypeAlias = NDArray[np.uint32]
Places: TypeAlias = NDArray[np.int64]

FIRST, BETWEEN, SECOND = (np.uint32(one) for one in (0x9E3779B1, 0xC2B2AE3D, 0x85EBCA77))
"""Factors that make a hash depend on the order of words."""
BASE = np.uint32(0x01000193)
"""Of the number that codes of words between others make together, by their order."""
LONGEST = 4
"""Number of stop words kept before or after a word."""
ALONE = (2, 3)
"""Numbers of stop words that are kept without another word."""


@dataclass(frozen=True, slots=True)
class Found:
    """Adjacent words.

    Attributes:
        hashes: The hash of each.
        texts: The number of its text.
        places: The place of its first content word, or of its first word if it has none.
    """

    hashes: Numbers
    texts: Places
    places: Places


def find_adjacent(texts: Texts) -> Found:
    """Finds adjacent words."""
    finder = _Finder(texts)
    hashes, places = (np.concatenate(column) for column in zip(*finder.all(), strict=True))
    return Found(hashes, texts.numbers[places], texts.places[places])


class _Finder:
    """Words of several texts one after the other: ``at`` is an index into all of them."""

    def __init__(self, texts: Texts) -> None:
        """Prepares to find what is between any two words."""
        self._texts = texts
        self._is_stop = texts.codes < SIGN
        powers = np.full(len(texts.codes) + 1, BASE)
        powers[0] = 1
        self._powers = np.cumprod(powers, dtype=np.uint32)
        inverse = np.full(len(powers), np.uint32(pow(int(BASE), -1, 1 << 32)))
        inverse[0] = 1
        self._inverse = np.cumprod(inverse, dtype=np.uint32)
        counted = (texts.codes.astype(np.uint32) + np.uint32(1)) * self._powers[:-1]
        self._sums = np.append(np.uint32(0), np.cumsum(counted, dtype=np.uint32))

    def all(self) -> Iterator[tuple[Numbers, Places]]:
        """Yields hashes and where they are, some at a time."""
        texts = self._texts
        words = np.flatnonzero(texts.codes == CONTENT)
        yield self._pairs(words[:-1], texts.marks[words[:-1]], words[1:], texts.marks[words[1:]])
        yield from self._with_runs(words, texts.marks[words])
        for length in ALONE:
            places = np.arange(max(0, len(texts.codes) - length + 1))
            are = self._are_stop_words(places, length)
            yield self._run(places[are], length) * BETWEEN, places[are]
        yield from self._parts(words)

    def _parts(self, words: Places) -> Iterator[tuple[Numbers, Places]]:
        """Yields the same for the parts of words ("EU-funded"), besides that of the whole words."""
        at, marks = self._texts.parts
        number = np.searchsorted(words, at)
        yield from self._with_runs(at, marks)
        whole = self._texts.marks
        has_next = number + 1 < len(words)
        after = words[number[has_next] + 1]
        yield self._pairs(at[has_next], marks[has_next], after, whole[after])
        has_last = number > 0
        before = words[number[has_last] - 1]
        yield self._pairs(before, whole[before], at[has_last], marks[has_last])
        # Parts of two words: of each, those of the next word.
        start = np.searchsorted(number, number + 1)
        end = np.searchsorted(number, number + 1, "right")
        first = np.repeat(np.arange(len(at)), end - start)
        steps = np.arange(len(first)) - np.repeat(
            np.cumsum(end - start) - (end - start), end - start
        )
        second = np.repeat(start, end - start) + steps
        yield self._pairs(at[first], marks[first], at[second], marks[second])

    def _pairs(
        self, first: Places, one: Numbers, second: Places, other: Numbers
    ) -> tuple[Numbers, Places]:
        between = self._run(first + 1, second - first - 1)
        hashes = one * FIRST ^ between * BETWEEN ^ other * SECOND
        is_one = self._texts.numbers[first] == self._texts.numbers[second]
        return hashes[is_one], first[is_one]

    def _with_runs(self, words: Places, marks: Numbers) -> Iterator[tuple[Numbers, Places]]:
        numbers = self._texts.numbers
        for length in range(1, LONGEST + 1):
            for start, by in ((words - length, SECOND), (words + 1, FIRST)):
                inside = (start >= 0) & (start + length <= len(numbers))
                at, there, mark = words[inside], start[inside], marks[inside]
                are = self._are_stop_words(there, length) & (numbers[there] == numbers[at])
                yield self._run(there[are], length) * BETWEEN ^ mark[are] * by, at[are]

    def _are_stop_words(self, start: Places, length: int) -> NDArray[np.bool_]:
        """Returns whether ``length`` places from ``start`` on are stop words of one text."""
        are = np.ones(len(start), np.bool_)
        for step in range(length):
            are &= self._is_stop[start + step]
        are &= self._texts.numbers[start] == self._texts.numbers[start + length - 1]
        return are

    def _run(self, start: Places, length: Places | int) -> Numbers:
        """Returns the number of the words in ``length`` places; 0 if there are none."""
        run: Numbers = (self._sums[start + length] - self._sums[start]) * self._inverse[start]
        return run
