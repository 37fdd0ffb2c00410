"""``archive rename`` and ``archive merge``: all files follow, and earlier addresses redirect."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.cli import main
from archive.core.address_list import ADDRESSES
from archive.lint.check import check_project
from archive.lint.project import read_project
from archive.pages.context import find_pairs
from archive.pages.redirects import find_redirects
from archive.read.statics import read_own_rules
from archive.resolve.resolver import build_graph
from tests.support.builds import tree
from tests.support.lint import lint
from tests.support.sites import make_project

ALMA = """\
---
title: A pact
date: 2022-02-01
actors: [Garden Club, India, 'Trial Union']  # all of them
relations:
  - {subject: India, relation: member, object: Garden Club}
tags: [seed banks]
attachments: [figures.csv]
---
See [the other](b.md#what), [it again](../2022/b.md "Title"), [its page](/briefs/2022/b/), the
[club](/organizations/garden-club/) and [the web](https://example.org/b.md). `[code](b.md)`

[ref]: b.md
"""
OTHER = """\
---
title: Another pact
date: 2022-03-01
actors:
  - India
  - GC  # the club
  - Trial Union
replaces: a.md
---
Text, and [the first](a.md).

## What

[Figures](figures.csv)
"""
CLUBS = """\
# Clubs.

club:
  name: Garden Club
  kind: forum
  aliases: [GC]
  members:
    - {actor: in, relation: member}
# The next one.
union: {name: Trial Union, kind: union, parent: club, redirects: [old/union.html]}
"""
FILES = {
    "briefs/2022/a.md": ALMA,
    "briefs/2022/b.md": OTHER,
    "briefs/2022/figures.csv": "a,b\n",
    "registry/organizations/clubs.yml": CLUBS,
    "docs/more.md": "# More\n\n[A pact](../briefs/2022/b.md)\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "p", FILES)
    assert main(["addresses", "--root", str(made)]) == 0
    return made


def run(project: Path, *arguments: str) -> int:
    return main([*arguments, "--root", str(project)])


def read(project: Path, path: str) -> str:
    return (project / path).read_text("utf-8")


def redirects(project: Path) -> dict[str, str]:
    """Returns the redirects that a build would publish, except those by name."""
    read = read_project(project)
    checked = check_project(read)
    graph, _ = build_graph(checked.every, checked.registry)
    entities = {one.url for kind in graph.paged.values() for one in kind}
    urls = {*entities, *(one.url for one in graph.addressed), "topics/"}
    rules = read_own_rules(project / "docs", "")
    return find_redirects(graph, find_pairs(graph, 3, 8), rules, (), urls)


def test_a_brief_is_renamed_with_all_that_names_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(project / "briefs")
    assert run(project, "rename", "briefs/2022/b.md", "briefs/2023/b new", "--dry-run") == 0
    assert tree(project / "briefs") == before
    shown = capsys.readouterr()
    assert "--- briefs/2022/b.md\n+++ briefs/2023/b new.md\n" in shown.out
    assert "nothing was written" in shown.err
    assert run(project, "rename", "briefs/2022/b.md", "briefs/2023/b new") == 0
    assert "/briefs/2022/b/ redirects to /briefs/2023/b-new/; next: " in capsys.readouterr().err
    assert read(project, "briefs/2022/a.md") == (
        ALMA.replace("(b.md#what)", "(../2023/b%20new.md#what)")
        .replace('(../2022/b.md "', '(../2023/b%20new.md "')
        .replace("(/briefs/2022/b/)", "(/briefs/2023/b-new/)")
        .replace("[ref]: b.md", "[ref]: ../2023/b%20new.md")
    ), "code and other sites stay"
    assert read(project, "briefs/2023/b new.md") == (
        OTHER.replace("replaces: a.md\n", "replaces: ../2022/a.md\naliases: [briefs/2022/b/]\n")
        .replace("(a.md)", "(../2022/a.md)")
        .replace("(figures.csv)", "(../2022/figures.csv)")
    )
    assert "(../briefs/2023/b%20new.md)" in read(project, "docs/more.md")
    assert not (project / "briefs/2022/b.md").exists()
    assert redirects(project)["briefs/2022/b/"] == "briefs/2023/b-new/"
    # There and back again: no circle, and what was its address is none of its aliases.
    assert run(project, "rename", "/briefs/2023/b-new/", "briefs/2022/b.md") == 0
    assert read(project, "briefs/2022/a.md") == ALMA.replace("(../2022/b.md ", "(b.md ")
    assert "aliases: [briefs/2023/b-new/]\n" in read(project, "briefs/2022/b.md")
    assert not (project / "briefs/2023").exists()


def test_an_entity_is_renamed_where_its_name_is_written(project: Path) -> None:
    assert run(project, "rename", "GC", "Gardeners' Club") == 0
    assert read(project, "registry/organizations/clubs.yml") == CLUBS.replace(
        "name: Garden Club", "name: 'Gardeners'' Club'"
    ).replace("aliases: [GC]", "aliases: [GC, Garden Club]").replace(
        "    - {actor: in, relation: member}\n",
        "    - {actor: in, relation: member}\n  redirects: [organizations/garden-club/]\n",
    )
    assert read(project, "briefs/2022/a.md") == (
        ALMA.replace("[Garden Club,", "['Gardeners'' Club',")
        .replace("object: Garden Club", "object: 'Gardeners'' Club'")
        .replace("(/organizations/garden-club/)", "(/organizations/gardeners-club/)")
    )
    assert read(project, "briefs/2022/b.md") == OTHER, "an alias still means it"
    assert redirects(project)["organizations/garden-club/"] == "organizations/gardeners-club/"


def test_what_is_not_in_the_registry_is_renamed_too(project: Path) -> None:
    assert run(project, "rename", "Seed banks", "Seed vaults") == 0
    assert "tags: [seed vaults]\n" in read(project, "briefs/2022/a.md")
    assert read(project, "docs/_redirects") == "/topics/seed-banks/ /topics/seed-vaults/ 301\n"
    assert redirects(project)["topics/seed-banks/"] == "topics/seed-vaults/"
    assert [one for one in lint(project) if "gone" in one] == []


def test_a_built_in_entity_gets_an_entry_of_its_own(project: Path) -> None:
    assert run(project, "rename", "in", "Bharat") == 0
    assert read(project, "registry/countries.yml") == (
        "in: {name: Bharat, aliases: [India], redirects: [countries/india/]}\n"
    )
    assert redirects(project)["countries/india/"] == "countries/bharat/"


def test_two_entities_become_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = CLUBS.replace("parent: club, ", "")
    (project / "registry/organizations/clubs.yml").write_text(text, "utf-8")
    assert run(project, "merge", "Garden Club", "Trial Union") == 0
    assert "Garden Club is now Trial Union: " in capsys.readouterr().err
    assert read(project, "registry/organizations/clubs.yml") == (
        "# Clubs.\n\n# The next one.\n"
        "union: {name: Trial Union, kind: union,"
        " redirects: [old/union.html, organizations/garden-club/],"
        " aliases: [Garden Club, GC]}\n"
    )
    assert "actors: [India, Trial Union]  # all of them\n" in read(project, "briefs/2022/a.md")
    assert "object: Trial Union}" in read(project, "briefs/2022/a.md")
    assert "actors: [India, Trial Union]\n" in read(project, "briefs/2022/b.md")
    found = redirects(project)
    assert found["organizations/garden-club/"] == "organizations/trial-union/"
    assert found["old/union.html"] == "organizations/trial-union/"


def test_references_follow_a_merge(project: Path) -> None:
    text = CLUBS + "alps: {name: Alpine Club, kind: forum}\n"
    (project / "registry/organizations/clubs.yml").write_text(text, "utf-8")
    brief = read(project, "briefs/2022/a.md").replace("India, ", "India, Alpine Club, ")
    (project / "briefs/2022/a.md").write_text(brief, "utf-8")
    assert run(project, "merge", "club", "alps") == 0
    assert "parent: alps," in read(project, "registry/organizations/clubs.yml")


REFUSED = {
    ("rename", "a", "b"): 'nothing is named "a"',
    ("rename", "", "b"): "two names are needed (hint: make rename FROM=… TO=…)",
    ("merge", "b", " "): "two names are needed (hint: make merge FROM=… INTO=…)",
    ("rename", "briefs/2022/a.md", "b"): "briefs/2022/b.md already exists",
    ("rename", "briefs/2022/a.md", "a"): "briefs/2022/a.md has that name already",
    ("rename", "briefs/2022/a.md", "docs/x.md"): "docs/x.md is not in briefs/"
    " (hint: write briefs/2022/new-name.md)",
    ("rename", "briefs/2022/a.md", "b-"): "nothing was changed, because there would be errors:\n"
    "  briefs/2022/b.md:1:1: error: has the same address as briefs/2022/b-.md:"
    " /briefs/2022/b/ (hint: rename one of the files, or give it a slug)",
    ("rename", "Garden Club", "India"): '"India" is a name of India'
    ' (hint: make merge FROM="Garden Club" INTO="India" makes one of the two)',
    ("rename", "Garden Club", "Garden Club"): '"Garden Club" is its name already',
    ("merge", "Garden Club", "GC"): "both names mean Garden Club",
    ("merge", "Garden Club", "India"): "Garden Club (organization) and India (country) are of"
    " different kinds",
    ("merge", "CSTO", "Garden Club"): "Collective Security Treaty Organization is built in, and"
    " cannot be removed (hint: merge into it instead)",
}


@pytest.mark.long
def test_what_collides_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def content() -> dict[str, bytes]:
        return {path: data for path, data in tree(project).items() if ".cache/" not in path}

    before = content()
    capsys.readouterr()
    for arguments, message in REFUSED.items():
        assert run(project, *arguments) == 2
        assert capsys.readouterr().err == f"{arguments[0]}: {message}\n"
    assert content() == before


@pytest.mark.long
def test_the_list_of_addresses_needs_no_change(project: Path) -> None:
    before = read(project, ADDRESSES)
    assert run(project, "rename", "briefs/2022/b.md", "c") == 0
    assert run(project, "rename", "Trial Union", "Union of Trials") == 0
    assert [one for one in lint(project) if "gone" in one] == []
    assert read(project, ADDRESSES) == before
