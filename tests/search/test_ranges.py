"""The ranges of files stay ranges of the same words, and get shorter."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.ranges import Range, shorten

WORDS = st.lists(
    st.text("abyz09éж政\U00020000", min_size=1, max_size=6), unique=True, min_size=2, max_size=40
)


def ranges_of(words: Sequence[str]) -> list[Range]:
    ordered = sorted(words, key=str.encode)
    return list(zip(ordered[::2], ordered[1::2], strict=False))


@given(WORDS)
def test_each_word_is_in_its_range_and_in_no_other(words: Sequence[str]) -> None:
    ranges = ranges_of(words)
    short = shorten(ranges)
    for (first, last), (begin, end) in zip(ranges, short, strict=True):
        assert begin.encode() <= first.encode()
        assert last.encode() <= end.encode()
        assert len(begin + end) <= len(first + last)
    for (_, end), (begin, _) in itertools.pairwise(short):
        assert end.encode() < begin.encode()


@pytest.mark.parametrize(
    ("ranges", "short"),
    [
        ([("bahamas", "bangkok"), ("bank", "beyond")], [("b", "banh"), ("bank", "c")]),
        ([("trade", "trade"), ("trader", "treaty")], [("t", "trade"), ("trader", "u")]),
        ([("état", "été"), ("я", "я")], [("é", "éu"), ("я", "я")]),
        ([("a", "a")], [("a", "a")]),
        ([], []),
    ],
)
def test_examples(ranges: list[Range], short: list[Range]) -> None:
    assert shorten(ranges) == short
