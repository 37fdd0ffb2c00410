"""The plain text of prose, which cards, descriptions, JSON-LD and searches show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.prose.html import Tag, tokens
from archive.prose.plain_text import BLOCKS, plain_blocks, plain_text
from archive.prose.sanitize import TAGS, sanitize
from tests.prose.support import render

CASES = yaml.safe_load(Path(__file__).with_name("plain_text.yml").read_text("utf-8"))

FRAGMENTS = st.lists(
    st.one_of(
        st.sampled_from(["14", "votes", " ", "\n", "&amp;", "&nbsp;", "<", "é", "2−"]),
        st.sampled_from(sorted(TAGS)).map(lambda name: f"<{name}>"),
        st.sampled_from(sorted(TAGS)).map(lambda name: f"</{name}>"),
        st.sampled_from(['<a href="#fn:1">', '<td class="linenos">', '<h2 id="x">']),
    ),
    max_size=12,
).map(lambda pieces: sanitize("".join(pieces)))


@pytest.mark.parametrize(("markdown", "text"), CASES, ids=[case[0][:40] for case in CASES])
def test_each_case_has_its_plain_text(markdown: str, text: str) -> None:
    assert plain_text(render(markdown)[0].html) == text


def test_a_permalink_is_not_in_the_text() -> None:
    html = '<h2 id="a">Votes<a class="headerlink" href="#a" title="Permanent link">¶</a></h2>'
    assert plain_text(sanitize(html)) == "Votes"


@given(FRAGMENTS)
def test_blocks_have_the_same_text(html: str) -> None:
    assert plain_text(plain_blocks(html)) == plain_text(html)


@given(FRAGMENTS)
def test_only_blocks_and_their_ids_remain(html: str) -> None:
    tags = [one for one in tokens(plain_blocks(html)) if isinstance(one, Tag)]
    assert {tag.name for tag in tags} <= BLOCKS
    assert {name for tag in tags for name in re.findall(r"[\w-]+(?==)", tag.attributes)} <= {"id"}


@given(FRAGMENTS)
def test_the_fast_path_gives_the_same(html: str) -> None:
    """A footnote mark, which has no text, makes the function take the slow path."""
    mark = '<a href="#fn:1"></a>'
    assert plain_text(html) == plain_text(html + mark)
    assert plain_text(plain_blocks(html)) == plain_text(plain_blocks(html + mark))


@given(st.text())
def test_escaped_text_is_unescaped(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain_text(escaped) == " ".join(text.split())


def test_an_opening_has_no_footnote_mark() -> None:
    body, _ = render("Adopted by 14[^1] votes, 10<sup>6</sup> tonnes<br>in all.\n\n[^1]: Of 15.")
    assert body.opening == "Adopted by 14 votes, 10^6 tonnes in all."
    assert body.words == 10


def test_every_block_element_is_allowed_in_briefs() -> None:
    assert BLOCKS <= TAGS
