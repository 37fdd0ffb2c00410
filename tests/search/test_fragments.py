"""The names of pages' files: each its own, and another one where the content is another."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from archive.search.fragments import MOST, name_fragments

DIGESTS = st.lists(st.text("0123456789abcdef", min_size=7, max_size=8), max_size=40)


@given(st.lists(DIGESTS, max_size=5))
def test_each_page_has_a_name_of_its_own(shards: Sequence[Sequence[str]]) -> None:
    names = name_fragments(shards)
    assert len(set(names)) == len(names) == sum(map(len, shards))


@given(DIGESTS.filter(bool), st.data())
def test_another_content_has_another_name(digests: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(digests) - 1))
    edited = [*digests]
    edited[at] = hashlib.sha256(digests[at].encode()).hexdigest()[:7]
    before, after = (
        dict(zip(name_fragments([all_]), all_, strict=True)) for all_ in (digests, edited)
    )
    assert edited[at] != digests[at]
    assert all(before[name] == content for name, content in after.items() if name in before)


def test_most_names_stay_where_one_page_is_added() -> None:
    digests = [hashlib.sha256(str(number).encode()).hexdigest()[:7] for number in range(2000)]
    before = name_fragments([digests])
    after = name_fragments([[*digests[:700], "abcdef1", *digests[700:]]])
    assert len(set(after).difference(before)) <= MOST


def test_more_pages_than_two_digits_tell_apart_do_not_share_a_digest() -> None:
    names = name_fragments([["0000001"] * (MOST + 3)])
    assert len(set(names)) == MOST + 3
    assert len({name[:-2] for name in names}) == 2
