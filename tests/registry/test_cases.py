"""Names as analysts write them: most resolve, and no suggestion misleads."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from archive.read.registry import read_entities
from archive.resolve.registry import Registry, make_registry

CASES: dict[str, str] = yaml.load(
    Path(__file__).with_name("cases.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)
NAMES = Path(__file__).with_name("names.tsv")


def outcome(registry: Registry, name: str, meant: str) -> str:
    """Returns right, suggested, none, wrong or misled; ``meant`` is "?" if no entity is meant."""
    if found := registry.find_actor(name):
        return "right" if found.id == meant else "wrong"
    near = registry.nearest_actor(name)
    offered = registry.find_actor(near) if near else None
    if offered is None:
        return "right" if meant == "?" else "none"
    return "suggested" if offered.id == meant else "misled"


def table(registry: Registry, cases: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(outcome(registry, name, meant) for name, meant in cases)


@pytest.mark.parametrize(("name", "meant"), CASES.items())
def test_each_name_resolves_or_is_suggested_correctly(
    registry: Registry, name: str, meant: str
) -> None:
    assert outcome(registry, name, meant) in ("right", "suggested")


def test_at_most_50_names_are_only_suggested(registry: Registry) -> None:
    counted = table(registry, CASES.items())
    assert set(counted) == {"right", "suggested"}
    assert counted["suggested"] <= 50


def test_90_percent_of_an_independent_list_resolve(registry: Registry) -> None:
    """Each row is a name and the canonical name of its entity."""
    actors = (one for one in registry.entities.values() if one.kind != "region")
    identifiers = {entity.name: entity.id for entity in actors}
    rows = csv.reader(NAMES.read_text("utf-8").splitlines()[1:], delimiter="\t")
    known = [(name, identifiers[meant]) for name, meant in rows if meant in identifiers]
    assert len(known) > 150
    counted = table(registry, known)
    assert (counted["wrong"], counted["misled"], counted["none"]) == (0, 0, 0)
    assert counted["right"] >= 0.9 * len(known)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("EU/NATO", ["eu", "nato"]),
        ("Kenya; Somalia", ["ke", "so"]),
        ("EU, NATO", ["eu", "nato"]),
        ("USA & EU", ["us", "eu"]),
        ("EU + NATO", ["eu", "nato"]),
        ("UN, AU and EU", ["un", "african-union", "eu"]),
        ("India–Pakistan", ["in", "pk"]),
        ("Armenia - Azerbaijan", ["am", "az"]),
        ("US-China", ["us", "cn"]),
        ("Israel vs. Palestine", ["il", "ps"]),
        ("Russia (CIS)", ["ru", "cis"]),
        ("Россия и Китай", ["ru", "cn"]),
        ("中国、日本", ["cn", "jp"]),
        ("Guinea-Bissau; Guinea", ["gw", "gn"]),
    ],
)
def test_several_names_in_one_string_are_recognised(
    registry: Registry, name: str, meant: list[str]
) -> None:
    assert registry.find_actor(name) is None
    assert [one.id for one in registry.find_several(name)] == meant


@pytest.mark.parametrize(
    "name",
    ["Bosnia and Herzegovina", "Trinidad & Tobago", "Guinea-Bissau", "Austria-Hungary", "OPEC+"],
)
def test_a_name_with_a_separator_is_one_name(registry: Registry, name: str) -> None:
    assert registry.find_actor(name) is not None


def test_two_names_of_one_actor_in_one_string_resolve(registry: Registry) -> None:
    found = registry.find_actor("Burma/Myanmar")
    assert found is not None
    assert found.id == "mm"
    for name, meant in (
        ("Czechia (Czech Republic)", "cz"),
        ("Organization of American States (OAS)", "oas"),
    ):
        found = registry.find_actor(name)
        assert found is not None
        assert found.id == meant
    assert registry.find_several("Bosnia/Atlantis") == ()


def test_the_acronym_of_an_own_entry_has_precedence(registry: Registry) -> None:
    assert (found := registry.find_actor("IWF"))
    assert found.id == "imf"
    text = "winds:\n  name: Islands Weather Forum\n  acronym: IWF\n  kind: forum\n"
    own, _ = read_entities(text, "o.yml", "organization")
    both, problems = make_registry([*registry.entities.values(), *own])
    assert problems == ()
    assert [one and one.id for one in map(both.find_actor, ("IWF", "iwf"))] == ["winds", "winds"]


def test_capitals_distinguish_guam_the_organization_from_the_island(registry: Registry) -> None:
    found = [registry.find_actor(name) for name in ("GUAM", "Guam", "guam")]
    assert [one and one.id for one in found] == ["guam", "gu", "guam"]
