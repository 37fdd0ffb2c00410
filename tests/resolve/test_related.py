"""Related briefs show all names that they share, not only those that ranked them."""

from __future__ import annotations

from pathlib import Path

from archive.build.archive import read_sources
from archive.core.catalogue import Catalogue
from archive.core.settings import Settings
from archive.resolve.graph import Graph
from archive.resolve.related import NEIGHBOURS, reason, related_briefs

NAMES = "India, CSTO, Kazakhstan, Tajikistan"
PERSON = "someone:\n  name: Someone Example\n"


def graph_of(project: Path, actors: list[str]) -> Graph:
    """Returns a graph of briefs, one a day."""
    (project / "registry").mkdir()
    (project / "registry/people.yml").write_text(PERSON, "utf-8")
    (project / "briefs").mkdir()
    for day, names in enumerate(actors, 1):
        text = f"---\ntitle: Day {day}\ndate: 2022-01-{day:02}\nactors: [{names}]\n---\nText.\n"
        (project / f"briefs/d{day:02}.md").write_text(text, "utf-8")
    return read_sources(project, Settings()).graph


def test_names_beyond_the_neighbours_are_shared_too(tmp_path: Path) -> None:
    """Too many briefs between the two name India for it to rank them."""
    between = ["India"] * (NEIGHBOURS + 4)
    graph = graph_of(tmp_path, [NAMES, *between, NAMES])
    (first,) = (
        one for one in related_briefs(graph, 0, 5) if graph.briefs[one.position].brief.date.day == 1
    )
    assert first.shared == ("csto", "kz", "tj", "in")
    assert reason(graph, first.shared, Catalogue()) == (
        "shares CSTO, Kazakhstan, Tajikistan and 1 more"
    )


def test_people_are_named_last(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, ["Someone Example, India, CSTO"] * 2 + ["India, CSTO"] * 3)
    nearest, *_ = related_briefs(graph, 4, 5)
    assert nearest.shared == ("csto", "in", "someone")


def test_every_shared_name_is_counted_once(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, [NAMES, "India, Georgia", f"{NAMES}, Georgia"] * 3)
    for position, own in enumerate(graph.briefs):
        for one in related_briefs(graph, position, 9):
            both = set(own.named) & set(graph.briefs[one.position].named)
            assert set(one.shared) == both
            assert len(one.shared) == len(both)
