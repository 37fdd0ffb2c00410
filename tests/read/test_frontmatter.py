"""The front matter handler of python-frontmatter: exported values are read back, with places."""

from __future__ import annotations

import datetime as dt

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.commands.new import template
from archive.core.model import Place
from archive.read.frontmatter import FrontMatterError, StrictYAMLHandler
from archive.read.yamltree import Mapping, Node, Scalar

BRIEF = """\
---
title: Georgia leaves the CIS
date: 2009-08-18
actors: [CIS, "Georgia"]
sources:
  - {title: A, url: "https://a.example/"}
...

Text.

---
More.
"""


def plain(node: Node) -> object:
    """Returns a node as strings, lists and dictionaries."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    return node.text if isinstance(node, Scalar) else [plain(item) for item in node.items]


def test_front_matter_and_body_are_split_at_the_fences() -> None:
    handler = StrictYAMLHandler("a.md")
    assert handler.detect(BRIEF)
    matter, body = handler.split(BRIEF)
    assert matter.startswith("title: ")
    assert matter.endswith('example/"}\n')
    assert body == "\nText.\n\n---\nMore.\n"


def test_every_value_has_its_place_in_the_file() -> None:
    handler = StrictYAMLHandler("a.md")
    loaded = handler.load(handler.split(BRIEF)[0])
    assert plain(loaded) == {
        "title": "Georgia leaves the CIS",
        "date": "2009-08-18",
        "actors": ["CIS", "Georgia"],
        "sources": [{"title": "A", "url": "https://a.example/"}],
    }
    assert loaded["actors"].place == Place("a.md", 4, 9)
    assert [key.place.line for key, _ in loaded.entries] == [2, 3, 4, 5]
    assert handler.problems == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n---\ntitle: A\n---\n", "does not begin with front matter"),
        ("---\ntitle: A\n", "is not closed"),
        ("---\n---\n", "contains no keys"),
        ("---\n- A\n---\n", "the front matter is not a mapping"),
        ("---\na: [A\n---\n", "a list in brackets is not closed"),
    ],
)
def test_invalid_front_matter_raises_an_error_and_is_a_problem(text: str, message: str) -> None:
    handler = StrictYAMLHandler("a.md")
    with pytest.raises(FrontMatterError, match=message):
        handler.load(handler.split(text)[0])
    assert [message in str(problem) for problem in handler.problems] == [True]


def test_the_library_loads_and_dumps_with_the_handler() -> None:
    post = frontmatter.loads(BRIEF, handler=StrictYAMLHandler("a.md"))
    assert frontmatter.dumps(post) == (
        "---\n"
        "title: Georgia leaves the CIS\n"
        "date: 2009-08-18\n"
        "actors: [CIS, Georgia]\n"
        "sources:\n"
        "- title: A\n"
        '  url: "https://a.example/"\n'
        "---\n"
        "Text.\n\n---\nMore.\n"
    )


def test_a_new_brief_has_its_keys_in_the_order_of_the_reference() -> None:
    text = template("Georgia leaves", dt.date(2009, 8, 18), ["CIS", "Georgia"], ["Asia"], "It left")
    assert text.startswith(
        "---\n"
        "title: Georgia leaves\n"
        "date: 2009-08-18\n"
        "actors: [CIS, Georgia]\n"
        "region: [Asia]\n"
        "summary: It left\n"
        "---\n"
        "The first paragraph says"
    )
    shuffled: dict[str, object] = {"x": "1", "summary": "S", "actors": ["A"], "title": "T"}
    assert list(plain_export(shuffled)) == ["title", "actors", "summary", "x"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Georgia leaves the CIS", "Georgia leaves the CIS"),
        ("Neutrality: what it allows", '"Neutrality: what it allows"'),
        ('The "Union"', "'The \"Union\"'"),
        ("Côte d'Ivoire", '"Côte d\'Ivoire"'),
        ("yes", '"yes"'),
        ("2022-02-01", '"2022-02-01"'),
        ("A, B", '"A, B"'),
        ("Hello 😀", "'Hello 😀'"),
        ("word " * 100 + "end", "word " * 100 + "end"),
        ("a, " * 100 + "end", '"' + "a, " * 100 + 'end"'),
    ],
)
def test_strings_are_quoted_if_they_could_be_misread(text: str, written: str) -> None:
    assert StrictYAMLHandler().export({"title": text}) == f"title: {written}"
    assert StrictYAMLHandler().export({"actors": [text]}) == f"actors: [{written}]"


def plain_export(metadata: dict[str, object]) -> dict[str, object]:
    """Returns exported metadata as it is read back."""
    handler = StrictYAMLHandler("a.md")
    loaded = handler.load(handler.split(f"---\n{handler.export(metadata)}\n---\n")[0])
    assert handler.problems == []
    return {key: plain(value) for key, value in loaded.items()}


STRINGS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cn"],
        exclude_characters="\u202d\u202e",
        include_characters="\t\n",
    ),
    max_size=9,
)
"""Strings without characters that are not allowed, not even as escape sequences."""
KEYS = st.sampled_from(["title", "url", "a: b", "no"])


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["title", "summary", "actors", "sources", "x"]),
        STRINGS
        | st.lists(STRINGS, max_size=3)
        | st.lists(st.dictionaries(KEYS, STRINGS, min_size=1), max_size=2),
        min_size=1,
    )
)
def test_exported_values_are_read_back(metadata: dict[str, object]) -> None:
    assert plain_export(metadata) == metadata


def test_a_value_shared_by_two_keys_is_exported_without_an_anchor() -> None:
    day = dt.date(2022, 2, 1)
    shared: dict[str, object] = {"date": day, "corrections": [{"date": day, "note": "A"}]}
    assert "&" not in StrictYAMLHandler().export(shared)
