"""An entity's page lists office holders, participants and others whom briefs also name."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.build.archive import assemble, read_sources
from archive.core.settings import Settings
from archive.pages.entity import entity_page
from archive.pages.views import EntityPage
from archive.prose.markdown import Flavour

PEOPLE = """
president: {name: A President, posts: [{title: President, of: kz}]}
guest: {name: A Guest, posts: [{title: President, of: uz}]}
envoy: {name: An Envoy}
"""
EVENTS = "talks:\n  name: River Talks\n  date: 2022-01-27\n  people: [president]\n"
BRIEF = """---
title: Talks
date: 2022-01-28
actors: [Kazakhstan, Cuba]
people: [A President, A Guest, An Envoy]
events: [River Talks]
---
Text.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for path, text in (
        ("registry/people.yml", PEOPLE),
        ("registry/events.yml", EVENTS),
        ("briefs/2022/talks.md", BRIEF),
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def page_of(project: Path, id_: str) -> EntityPage:
    sources = read_sources(project, Settings())
    archive = assemble(sources, Settings(), Flavour(), {})
    return entity_page(archive.context, sources.graph.entities[id_], (2022,))


@pytest.mark.parametrize(
    ("id_", "holders", "took_part", "also_named"),
    [
        ("kz", ["A President"], [], ["An Envoy", "A Guest"]),
        ("cu", [], [], ["An Envoy", "A Guest", "A President"]),
        ("talks", [], ["A President"], ["An Envoy", "A Guest"]),
        ("envoy", [], [], ["A Guest", "A President"]),
    ],
)
def test_each_person_is_in_one_list(
    project: Path, id_: str, holders: list[str], took_part: list[str], also_named: list[str]
) -> None:
    page = page_of(project, id_)
    assert [row.actor.name for row in page.holders] == holders
    assert [chip.name for chip in page.took_part] == took_part
    assert [chip.name for chip in page.also_named] == also_named
