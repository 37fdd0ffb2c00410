"""What stands side by side in texts is found and written as the browser reads it."""

from __future__ import annotations

import gzip
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.adjacency import ALONE, BASE, BETWEEN, FIRST, LONGEST, SECOND, find_adjacent
from archive.search.find import LAST_PLACE, TITLE, find_neighbours
from archive.search.neighbours import FILES, PAGE_BITS, neighbours_files
from archive.search.words import CONTENT, SIGN, code_of, marks_of, read_texts

TOKENS = "the of in and & – treaty Treaties rule law EU-funded non-EU São a U.S. x".split()
TEXTS = st.lists(st.lists(st.sampled_from(TOKENS), max_size=25).map(" ".join), max_size=5)


def hash_of(first: int, run: Sequence[int], second: int) -> int:
    """The hash of what stands side by side, by marks and codes."""
    number = sum((code + 1) * int(BASE) ** at for at, code in enumerate(run)) % 2**32
    parts = ((first, FIRST), (number, BETWEEN), (second, SECOND))
    one, two, three = (value * int(by) % 2**32 for value, by in parts)
    return one ^ two ^ three


def expected(text: str) -> Iterator[tuple[int, int]]:
    """Yields the hashes and places of adjacent words in a text, word by word."""
    tokens = re.split(" +", text)
    codes = [code_of(token) for token in tokens]
    words = [at for at, code in enumerate(codes) if code == CONTENT]
    for at, to in itertools.pairwise(words):
        for one, other in itertools.product(marks_of(tokens[at]), marks_of(tokens[to])):
            yield hash_of(one, codes[at + 1 : to], other), at
    for at in words:
        for mark in marks_of(tokens[at]):
            for length in range(1, LONGEST + 1):
                for run in runs(codes, at - length, length):
                    yield hash_of(0, run, mark), at
                for run in runs(codes, at + 1, length):
                    yield hash_of(mark, run, 0), at
    for at, length in itertools.product(range(len(codes)), ALONE):
        for run in runs(codes, at, length):
            yield hash_of(0, run, 0), at


def runs(codes: list[int], start: int, length: int) -> Iterator[list[int]]:
    """Yields the given number of codes, if all of them exist and are of stop words."""
    run = codes[start : start + length] if start >= 0 else []
    if len(run) == length and max(run) < SIGN:
        yield run


@given(TEXTS)
def test_all_adjacent_words_are_found(texts: list[str]) -> None:
    found = find_adjacent(read_texts(texts))
    columns = (found.texts.tolist(), found.hashes.tolist(), found.places.tolist())
    assert Counter(zip(*columns, strict=True)) == Counter(
        (number, *one) for number, text in enumerate(texts) for one in expected(text)
    )


def read_file(number: int, files: Sequence[tuple[bytes, bytes]]) -> Iterator[tuple[int, ...]]:
    """Yields hash, page, field and place of what a file and that of its places have."""
    data, places = (gzip.decompress(part) for part in files[number])
    count = int.from_bytes(data[:4], "little")
    head = np.frombuffer(data, "<u4", 2 * count, 4).tolist()
    total = sum(head[1::2])
    columns = (np.frombuffer(data, "<u2", total, 4 + 8 * count + 2 * total * at) for at in range(3))
    lower, upper, pages = (column.tolist() for column in columns)
    low = np.frombuffer(places, "<u2")
    assert len(low) == total
    assert len(data) == 4 + 8 * count + 6 * total
    firsts = np.repeat(head[::2], head[1::2])
    columns_ = zip(lower, upper, firsts.tolist(), pages, low.tolist(), strict=True)
    for lower_, upper_, first, page, place in columns_:
        yield upper_ << 16 | lower_, first + (page >> 5), page >> 2 & 7, place | (page & 3) << 16


@given(st.lists(TEXTS.filter(bool).map(" ".join), min_size=1, max_size=4), st.sampled_from([1, 70]))
def test_files_have_all_that_was_found(texts: list[str], pages: int) -> None:
    shard = find_neighbours([(text, "", text) for text in texts], 1)
    files = list(neighbours_files([(0, shard), (1000, shard)], pages))
    assert len(files) == (1 if pages == 1 else 16)
    read = Counter(one for number in range(len(files)) for one in read_file(number, files))
    assert read == Counter(
        (hash_, first + page, field, place)
        for first in (0, 1000)
        for page, text in enumerate(texts)
        for field in (0, 2)
        for hash_, place in expected(text)
    )
    for number in range(len(files)):
        assert {one[0] * len(files) >> 32 for one in read_file(number, files)} <= {number}


def test_a_title_counts_more() -> None:
    shard = find_neighbours([("no", "rule of law", "rule of law")], 1)
    files = list(neighbours_files([(0, shard)], 1))
    number = hash_of(marks_of("rule")[0], [code_of("of")], marks_of("laws")[0])
    fields = Counter(field for hash_, _, field, _ in read_file(0, files) if hash_ == number)
    assert fields == {1: TITLE, 2: 1}


def test_what_is_too_much_for_an_entry() -> None:
    words = ["a"] * (LAST_PLACE + 5)
    words[2] = words[-1] = words[-2] = "word"
    shard = find_neighbours([(" ".join(words),)], 1)
    files = list(neighbours_files([(0, shard)], 10**6))
    assert len(files) == FILES
    number = hash_of(marks_of("word")[0], [], marks_of("word")[0])
    places = [one[3] for one in read_file(number * FILES >> 32, files) if one[0] == number]
    assert places == [LAST_PLACE]
    with pytest.raises(ValueError, match="more pages"):
        find_neighbours([("",)] * ((1 << PAGE_BITS) + 1), 1)
