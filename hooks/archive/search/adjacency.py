"""Finding what stands side by side in texts, for all texts of a shard at once.

The hash of what stands side by side is of the mark of the first word, of the mark of the second,
and of the function words and signs before, between or after them; what is not there counts nothing.
``neighbours.js`` makes the hash of what is asked for in the same way.
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
"""By what a hash depends on the order of words."""
BASE = np.uint32(0x01000193)
"""Of the number that codes of words between others make together, by their order."""
LONGEST = 4
"""So many function words before or after a word are kept."""
ALONE = (2, 3)
"""So many function words are kept without another word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands side by side.

    Attributes:
        hashes: The hash of each.
        texts: The number of its text.
        places: Where its first word stands that is no function word; if there is none, its first.
    """

    hashes: Numbers
    texts: Places
    places: Places


def find_adjacent(texts: Texts) -> Found:
    """Finds what stands side by side."""
    finder = _Finder(texts)
    hashes, places = (np.concatenate(column) for column in zip(*finder.all(), strict=True))
    return Found(hashes, texts.numbers[places], texts.places[places])


class _Finder:
    """Words of several texts one after the other: ``at`` is an index into all of them."""

    def __init__(self, texts: Texts) -> None:
        """Prepares to tell what stands between any two words."""
        self._texts = texts
        self._is_function = texts.codes < SIGN
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
            are = self._are_functions(places, length)
            yield self._run(places[are], length) * BETWEEN, places[are]
        yield from self._parts(words)

    def _parts(self, words: Places) -> Iterator[tuple[Numbers, Places]]:
        """The same of the parts of words ("EU-funded"), beside what their whole has."""
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
                are = self._are_functions(there, length) & (numbers[there] == numbers[at])
                yield self._run(there[are], length) * BETWEEN ^ mark[are] * by, at[are]

    def _are_functions(self, start: Places, length: int) -> NDArray[np.bool_]:
        """Whether function words of one text stand in so many places."""
        are = np.ones(len(start), np.bool_)
        for step in range(length):
            are &= self._is_function[start + step]
        are &= self._texts.numbers[start] == self._texts.numbers[start + length - 1]
        return are

    def _run(self, start: Places, length: Places | int) -> Numbers:
        """The number of what stands in so many places; of nothing 0."""
        run: Numbers = (self._sums[start + length] - self._sums[start]) * self._inverse[start]
        return run
