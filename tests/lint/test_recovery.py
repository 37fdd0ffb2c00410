"""All problems of a brief are reported in one run: no mistake hides another."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.core.model import Problem
from archive.core.settings import Settings
from archive.lint.check import check_project
from archive.lint.project import Project

MANY = """---
date: 31 Jan 2022
actors: [Indai, CSTO, Collective Security Treaty Organization]
region: Atlantis
people: [Denis Alipof]
relations:
  - {subject: India, relation: observer of, object: CTSO}
aliases: [briefs/2021/good]
---
The text.
"""
GOOD = """---
title: A brief
date: 2022-02-01
actors: [CSTO, India]
---
The text.
"""
FOUND = [
    ("2022/many.md:2:1", 'required key "title" is missing'),
    ("2022/many.md:2:7", '"31 Jan 2022" is not a date'),
    ("2022/many.md:3:10", 'unknown actor "Indai"'),
    ("2022/many.md:3:23", '"Collective Security Treaty Organization"'),
    ("2022/many.md:4:9", 'unknown region "Atlantis"'),
    ("2022/many.md:5:10", 'unknown person "Denis Alipof"'),
    ("2022/many.md:7:32", '"observer of" is not a known relation'),
    ("2022/many.md:7:53", 'unknown actor "CTSO"'),
    ("2022/many.md:8:11", "is the address of briefs/2021/good.md"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in {"2021/good.md": GOOD, "2022/many.md": MANY}.items():
        file = tmp_path / "briefs" / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def assert_found(problems: tuple[Problem, ...]) -> None:
    messages = [str(problem) for problem in problems]
    for place, message in FOUND:
        assert any(f"{place}: " in one and message in one for one in messages), (place, messages)
    assert len(messages) == len(FOUND), messages


def test_lint_reports_every_mistake(project: Path) -> None:
    checked = check_project(Project(project, Settings(), ()), workers=1)
    assert_found(checked.problems)
    assert [brief.path for brief in checked.briefs] == ["briefs/2021/good.md"]


def test_a_build_reports_every_mistake_and_does_not_publish_the_brief(project: Path) -> None:
    sources = read_sources(project, Settings())
    assert_found(sources.problems)
    assert [one.brief.path for one in sources.graph.briefs] == ["briefs/2021/good.md"]


def test_a_brief_with_an_invalid_date_is_still_compared_by_address(project: Path) -> None:
    copy = project / "briefs" / "2021" / "other.md"
    copy.write_text(GOOD.replace("date: 2022-02-01", "date: soon\nslug: good"), encoding="utf-8")
    for problems in (
        check_project(Project(project, Settings(), ()), workers=1).problems,
        read_sources(project, Settings()).problems,
    ):
        messages = [str(one) for one in problems if one.place.path == "briefs/2021/other.md"]
        assert len(messages) == 2, messages
        assert "has the same address as briefs/2021/good.md" in messages[0]
        assert '"soon" is not a date' in messages[1]


def test_an_invalid_relation_hides_no_unknown_name(project: Path) -> None:
    claim = "relations:\n  - {subject: Indai, relation: friend, object: CSTO}\n---\n"
    file = project / "briefs" / "2022" / "many.md"
    file.write_text(GOOD.replace("---\nThe", claim + "The"), encoding="utf-8")
    problems = check_project(Project(project, Settings(), ()), workers=1).problems
    messages = [str(one) for one in problems]
    assert len(messages) == 2, messages
    assert 'unknown actor "Indai"' in messages[0]
    assert '"friend" is not a known relation' in messages[1]
