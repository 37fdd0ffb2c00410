"""A pattern made for one string finds the same names as the pattern of all names."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.prose.lexicon import Lexicon, make_lexicon
from archive.read.mention_words import read_mention_words
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry
from tests.support.sites import EXAMPLE


@dataclass(frozen=True)
class Lexicons:
    """Two lexicons of the same names: with the pattern of all names prepared, and without."""

    prepared: Lexicon
    fresh: Lexicon
    names: list[str]


@cache
def lexicons() -> Lexicons:
    prepared, fresh = lexicon(), lexicon()
    prepared.prepare()
    return Lexicons(prepared, fresh, sorted(prepared.spellings))


def lexicon() -> Lexicon:
    registry, _ = load_registry([SHIPPED, EXAMPLE / "registry"], EXAMPLE)
    return make_lexicon(registry.entities.values(), read_mention_words())


def found(lexicon: Lexicon, text: str) -> list[tuple[str, int]]:
    return [(match.group(), match.start()) for match in lexicon.pattern_for(text).finditer(text)]


def test_only_a_prepared_lexicon_uses_the_pattern_of_all_names() -> None:
    prepared, fresh = lexicons().prepared, lexicons().fresh
    assert prepared.pattern_for("India") is prepared.pattern
    assert len(fresh.pattern_for("India").pattern) < len(prepared.pattern.pattern) / 100
    assert found(fresh, "In India and Côte dʼIvoire") == [("India", 3), ("Côte dʼIvoire", 13)]


VARIED = st.builds(
    lambda name, apostrophe, hyphen, space: (
        html.escape(name, quote=False)
        .replace("'", apostrophe)
        .replace("’", apostrophe)
        .replace("-", hyphen)
        .replace(" ", space)
    ),
    st.deferred(lambda: st.sampled_from(lexicons().names)),
    st.sampled_from("'’ʼ"),
    st.sampled_from("-‐‑"),
    st.sampled_from([" ", "\n", "&nbsp;", "\u00a0"]),
)
BETWEEN = st.sampled_from([" ", ", ", "", "-", "’s ", "s ", ".", "<b>", "</b> ", "/", " the "])


@given(st.lists(st.tuples(BETWEEN, VARIED), max_size=8))
def test_names_are_found_next_to_any_characters(parts: list[tuple[str, str]]) -> None:
    text = "".join(between + name for between, name in parts)
    assert found(lexicons().fresh, text) == found(lexicons().prepared, text)


@pytest.mark.parametrize(
    "file", sorted((EXAMPLE / "briefs").rglob("*.md")), ids=lambda file: file.stem
)
def test_the_same_names_are_found_in_briefs(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert found(lexicons().fresh, text) == found(lexicons().prepared, text)
    assert found(lexicons().fresh, text)
