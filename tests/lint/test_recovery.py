"""One mistake hides no other: all problems of a brief are reported in one run."""

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


def judge(problems: tuple[Problem, ...]) -> None:
    said = [str(problem) for problem in problems]
    for place, message in FOUND:
        assert any(f"{place}: " in one and message in one for one in said), (place, said)
    assert len(said) == len(FOUND), said


def test_a_check_names_every_mistake(project: Path) -> None:
    checked = check_project(Project(project, Settings(), ()), workers=1)
    judge(checked.problems)
    assert [brief.path for brief in checked.briefs] == ["briefs/2021/good.md"]


def test_a_build_names_every_mistake_and_publishes_none_of_it(project: Path) -> None:
    sources = read_sources(project, Settings())
    judge(sources.problems)
    assert [one.brief.path for one in sources.graph.briefs] == ["briefs/2021/good.md"]


def test_a_brief_that_takes_an_address_is_named_though_it_has_a_wrong_date(project: Path) -> None:
    copy = project / "briefs" / "2021" / "other.md"
    copy.write_text(GOOD.replace("date: 2022-02-01", "date: soon\nslug: good"), encoding="utf-8")
    for problems in (
        check_project(Project(project, Settings(), ()), workers=1).problems,
        read_sources(project, Settings()).problems,
    ):
        said = [str(one) for one in problems if one.place.path == "briefs/2021/other.md"]
        assert len(said) == 2, said
        assert "has the same address as briefs/2021/good.md" in said[0]
        assert '"soon" is not a date' in said[1]


def test_a_wrong_relation_hides_no_name(project: Path) -> None:
    claim = "relations:\n  - {subject: Indai, relation: friend, object: CSTO}\n---\n"
    file = project / "briefs" / "2022" / "many.md"
    file.write_text(GOOD.replace("---\nThe", claim + "The"), encoding="utf-8")
    said = [str(one) for one in check_project(Project(project, Settings(), ()), workers=1).problems]
    assert len(said) == 2, said
    assert 'unknown actor "Indai"' in said[0]
    assert '"friend" is not a known relation' in said[1]
