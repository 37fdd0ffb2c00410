"""Regions that list countries or regions: which briefs they show, and which regions are implied."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.core.details import Country, Region
from archive.core.model import Brief, Entity, Named
from archive.core.urls import entity_url
from archive.resolve.graph import Graph
from archive.resolve.registry import load_registry, make_registry
from archive.resolve.resolver import build_graph

COUNTRIES = "abcdef"
REGIONS = "UVWXYZ"


def region(id_: str, details: Region) -> Entity:
    return Entity(f"r-{id_.lower()}", id_, "region", entity_url("regions", id_), details)


def country(id_: str, inside: str = "") -> Entity:
    return Entity(id_, id_, "country", entity_url("countries", id_), Country(region=inside))


def graph_of(entities: list[Entity], *briefs: tuple[str, str]) -> Graph:
    """Returns the graph of briefs, each given by the letters of its actors and its regions."""
    registry, _ = make_registry(entities)
    made = [
        Brief(
            f"briefs/{at}.md",
            f"briefs/{at}/",
            "A brief",
            dt.date(2022, 1, 1) + dt.timedelta(at),
            actors=tuple(Named(letter) for letter in actors),
            body="",
            regions=tuple(Named(letter) for letter in regions),
        )
        for at, (actors, regions) in enumerate(briefs)
    ]
    graph, _ = build_graph(made, registry)
    return graph


def paths(graph: Graph, id_: str) -> list[str]:
    return sorted(Path(graph.briefs[at].brief.path).stem for at in graph.positions(id_))


def test_a_region_shows_the_briefs_of_its_countries_without_their_being_assigned() -> None:
    entities = [
        region("U", Region(code="1")),
        region("V", Region(countries=("a",))),
        country("a", "r-u"),
    ]
    graph = graph_of(entities, ("a", ""), ("", "V"))
    assert paths(graph, "r-v") == ["0", "1"]
    assert graph.count("r-v") == 2
    assert [one.regions for one in graph.briefs] == [("r-v",), ("r-u",)]


def test_a_country_implies_only_a_region_of_the_geoscheme() -> None:
    entities = [region("U", Region(countries=("a",))), country("a", "r-u")]
    graph = graph_of(entities, ("a", ""))
    assert graph.briefs[0].regions == ()
    assert paths(graph, "r-u") == ["0"]


def test_a_brief_that_names_a_region_inside_another_is_on_both_pages() -> None:
    entities = [
        region("U", Region(countries=("a",))),
        region("V", Region(regions=("r-u",))),
        region("W", Region(regions=("r-v",))),
        country("a"),
    ]
    graph = graph_of(entities, ("", "U"), ("a", ""), ("", "W"))
    assert paths(graph, "r-u") == ["0", "1"]
    assert paths(graph, "r-v") == ["0", "1"]
    assert paths(graph, "r-w") == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (Region(code="143"), True),
        (Region(parent="asia"), True),
        (Region(code="143", countries=("a",)), True),
        (Region(parent="asia", countries=("a",)), False),
        (Region(regions=("asia",)), False),
        (Region(), False),
        (Region(code="143", scheme="policy"), False),
        (Region(scheme="geoscheme"), True),
    ],
)
def test_a_region_belongs_to_the_geoscheme_by_its_code_or_its_parent(
    details: Region, expected: bool
) -> None:
    assert details.in_geoscheme is expected


letters = st.text(COUNTRIES, max_size=3)
ids = st.sets(st.sampled_from(REGIONS), max_size=2)


@given(
    st.lists(st.tuples(letters, ids), min_size=6, max_size=6),
    st.lists(st.tuples(letters, st.text(REGIONS, max_size=2)), max_size=6),
)
def test_each_brief_of_a_country_of_a_region_is_on_its_page_and_counted_once(
    lists: list[tuple[str, set[str]]], briefs: list[tuple[str, str]]
) -> None:
    """Holds for any lists, even those that contain each other, which are errors."""
    entities = [country(id_) for id_ in COUNTRIES]
    inside: dict[str, set[str]] = {}
    for name, (countries, regions) in zip(REGIONS, lists, strict=True):
        listed = tuple(f"r-{one.lower()}" for one in sorted(regions))
        entities.append(region(name, Region("", "", tuple(countries), listed)))
        inside[name] = {*regions}
    graph = graph_of(entities, *briefs)
    for name in REGIONS:
        whole, waiting = {name}, [name]
        while waiting:
            new = inside[waiting.pop()] - whole
            whole |= new
            waiting += new
        letters_in = {one for part in whole for one in lists[REGIONS.index(part)][0]}
        expected = {
            str(at)
            for at, (actors, named) in enumerate(briefs)
            if letters_in & set(actors) or whole & set(named)
        }
        id_ = f"r-{name.lower()}"
        assert set(paths(graph, id_)) == expected
        assert graph.count(id_) == len(expected)
        assert graph.has_page(id_) is bool(expected)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: {name: A, countries: [xx]}\n",
            '1:1: error: country "xx" of A is not an identifier of the registry',
        ),
        (
            "a: {name: A, countries: [b]}\nb: {name: B}\n",
            (
                '1:1: error: country "b" of A is not a country'
                " (hint: use the identifier of a country)"
            ),
        ),
        (
            "a: {name: A, regions: [b]}\nb: {name: B, regions: [a]}\n",
            (
                "1:1: error: region of A leads back to it: A → B → A"
                ' (hint: remove "b" here, or correct another of these entries)'
            ),
        ),
    ],
)
def test_a_list_that_cannot_be_right_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/regions.yml").write_text(text, "utf-8")
    _, problems = load_registry([tmp_path / "registry"], tmp_path)
    assert [str(problem) for problem in problems] == [f"registry/regions.yml:{message}"]
