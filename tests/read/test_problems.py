"""Each mistake in the file of a brief has a message with its place and a hint."""

from __future__ import annotations

from pathlib import Path
from typing import TypedDict

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.read.briefs import parse_brief, read_brief


class Case(TypedDict):
    """A row of problems.yml."""

    case: str
    text: str
    problems: list[str]


PATH = "briefs/2022/x.md"
CASES: list[Case] = yaml.safe_load(Path(__file__).with_name("problems.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_each_case_has_exactly_its_problems(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(case["text"].encode())
    brief, problems = read_brief(file, PATH, "briefs")
    assert [str(problem).removeprefix(f"{PATH}:") for problem in problems] == case["problems"]
    has_error = any(": error: " in problem for problem in case["problems"])
    assert brief is not None or has_error


def test_a_file_that_is_not_utf_8_is_reported_at_its_byte(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes("---\ntitle: Türkiye\n---\n".encode("latin-1"))
    _, problems = read_brief(file, PATH, "briefs")
    message = "2:9: error: not UTF-8 text (byte 12); it looks like Latin-1"
    assert [str(problem) for problem in problems] == [
        f"{PATH}:{message} (hint: save the file as UTF-8)"
    ]


def test_every_key_of_a_brief_is_read() -> None:
    text = """---
title: A title
date: 2022-02-01
actors: [CSTO, India]
region: Southern Asia
people: [Denis Alipov]
relations:
  - {subject: India, relation: Observer, object: CSTO, status: proposed, from: 2022-02}
sources:
  - {title: A source, publisher: Somebody, url: "https://a.example/b", date: 2022}
source: https://c.example/
tags: [one]
corrections: [{date: 2022-03-01, note: A date.}]
draft: yes
---

The *text*.
"""
    brief, problems = parse_brief(text, PATH, "briefs")
    assert problems == ()
    assert brief is not None
    assert brief.url == "briefs/2022/x/"
    assert [actor.text for actor in brief.actors] == ["CSTO", "India"]
    assert str(brief.actors[1].at("x.md")) == "x.md:4:16"
    assert (brief.claims[0].relation, brief.claims[0].status) == ("observer", "proposed")
    assert brief.claims[0].since == "2022-02"
    assert [source.url for source in brief.sources] == ["https://a.example/b", "https://c.example/"]
    assert (brief.draft, brief.tags, brief.corrections[0].note) == (True, ("one",), "A date.")
    assert brief.body.splitlines()[brief.body_line - brief.body_line + 1] == "The *text*."


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_front_matter_gives_a_brief_or_problems(matter: str) -> None:
    brief, problems = parse_brief(f"---\n{matter}\n---\nText", PATH, "briefs")
    assert brief is not None or problems
    for problem in problems:
        assert str(problem).startswith(f"{PATH}:")


@given(
    st.recursive(
        st.one_of(st.text(max_size=8), st.integers(), st.none(), st.booleans(), st.dates()),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=6,
    ),
    st.sampled_from(["title", "date", "actors", "relations", "sources", "corrections", "slug"]),
)
def test_any_value_under_any_key_is_checked(value: object, key: str) -> None:
    text = yaml.safe_dump({key: value}, allow_unicode=True)
    brief, problems = parse_brief(f"---\n{text}---\nText", PATH, "briefs")
    assert brief is None
    assert problems
