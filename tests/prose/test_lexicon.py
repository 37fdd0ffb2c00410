"""A pattern made for one text finds in it what the pattern of all names finds."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.prose.mentions import Lexicon, make_lexicon
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry
from tests.support.sites import EXAMPLE


def lexicon() -> Lexicon:
    registry, _ = load_registry([SHIPPED, EXAMPLE / "registry"], EXAMPLE)
    return make_lexicon(registry.entities.values())


ALL, FRESH = lexicon(), lexicon()
ALL.prepare()
NAMES = sorted(ALL.spellings)


def found(lexicon: Lexicon, text: str) -> list[tuple[str, int]]:
    return [(match.group(), match.start()) for match in lexicon.pattern_for(text).finditer(text)]


def test_one_is_prepared_and_one_is_not() -> None:
    assert ALL.pattern_for("India") is ALL.pattern
    assert len(FRESH.pattern_for("India").pattern) < len(ALL.pattern.pattern) / 100
    assert found(FRESH, "In India and Côte dʼIvoire") == [("India", 3), ("Côte dʼIvoire", 13)]


VARIED = st.builds(
    lambda name, apostrophe, hyphen, space: (
        html.escape(name, quote=False)
        .replace("'", apostrophe)
        .replace("’", apostrophe)
        .replace("-", hyphen)
        .replace(" ", space)
    ),
    st.sampled_from(NAMES),
    st.sampled_from("'’ʼ"),
    st.sampled_from("-‐‑"),
    st.sampled_from([" ", "\n", "&nbsp;", "\u00a0"]),
)
BETWEEN = st.sampled_from([" ", ", ", "", "-", "’s ", "s ", ".", "<b>", "</b> ", "/", " the "])


@given(st.lists(st.tuples(BETWEEN, VARIED), max_size=8))
def test_names_in_any_neighbourhood(parts: list[tuple[str, str]]) -> None:
    text = "".join(between + name for between, name in parts)
    assert found(FRESH, text) == found(ALL, text)


@pytest.mark.parametrize(
    "file", sorted((EXAMPLE / "briefs").rglob("*.md")), ids=lambda file: file.stem
)
def test_the_briefs_of_the_example(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert found(FRESH, text) == found(ALL, text)
    assert found(FRESH, text)
