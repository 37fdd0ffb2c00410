"""Historic states, disputed territories, and territories with ties to a state."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.core.details import Country
from archive.read.registry import SHIPPED
from archive.resolve.registry import Registry, load_registry


def country(registry: Registry, id_: str) -> Country:
    found = registry.entities[id_].details
    assert isinstance(found, Country)
    return found


@pytest.mark.parametrize(
    ("name", "years", "successors"),
    [
        ("USSR", "1922–1991", 15),
        ("Yugoslavia", "1945–1992", 5),
        ("Kingdom of Yugoslavia", "1918–1945", 1),
        ("Federal Republic of Yugoslavia", "1992–2006", 2),
        ("Serbia and Montenegro", "1992–2006", 2),
        ("Czechoslovakia", "1918–1992", 2),
        ("German Democratic Republic", "1949–1990", 1),
        ("Ottoman Empire", "1299–1922", 1),
        ("Austria-Hungary", "1867–1918", 4),
        ("Republic of Vietnam", "1955–1975", 1),
        ("United Arab Republic", "1958–1961", 2),
    ],
)
def test_a_historic_state_has_its_years_and_successors(
    registry: Registry, name: str, years: str, successors: int
) -> None:
    entity = registry.find_actor(name)
    assert entity is not None
    state = country(registry, entity.id)
    assert state.subtype == "historic state"
    assert f"{state.since[:4]}–{state.until[:4]}" == years
    assert len(state.successors) == successors


def test_a_historic_successor_begins_when_its_predecessor_ends(registry: Registry) -> None:
    checked = 0
    for entity in registry.entities.values():
        if not isinstance(entity.details, Country):
            continue
        state = entity.details
        assert (state.subtype == "historic state") <= bool(state.since and state.until)
        assert not state.until or state.since < state.until, entity.id
        assert (state.subtype == "historic state") == bool(state.successors), entity.id
        for successor in map(registry.entities.get, state.successors):
            assert successor is not None
            assert isinstance(successor.details, Country)
            if successor.details.since:
                checked += 1
                months = [
                    int(date[:4]) * 12 + int(date[5:7])
                    for date in (state.until, successor.details.since)
                ]
                assert abs(months[0] - months[1]) <= 2, entity.id
                assert successor.details.until > state.until
            else:
                assert successor.details.subtype in ("state", "partly recognized")
    assert checked == 4


def test_zaire_is_a_name_of_the_congo(registry: Registry) -> None:
    found = registry.find_actor("Zaire")
    assert found is not None
    assert (found.id, "1971" in found.note) == ("cd", True)


@pytest.mark.parametrize(
    "name",
    [
        "Somaliland",
        "Northern Cyprus",
        "Abkhazia",
        "South Ossetia",
        "Transnistria",
        "Nagorno-Karabakh",
        "Western Sahara",
        "Gaza Strip",
        "West Bank",
        "Crimea",
    ],
)
def test_disputed_territories_have_a_note_and_belong_to_no_state(
    registry: Registry, name: str
) -> None:
    entity = registry.find_actor(name)
    assert entity is not None
    territory = country(registry, entity.id)
    assert territory.subtype == "disputed territory"
    assert entity.note
    assert territory.part_of == ""


def test_western_sahara_and_the_sahrawi_republic_are_two_entries(registry: Registry) -> None:
    both = [registry.find_actor(name) for name in ("Western Sahara", "SADR")]
    assert [one and (one.id, one.wikidata) for one in both] == [
        ("eh", "Q6250"),
        ("sahrawi-republic", "Q40362"),
    ]


def test_ties_to_a_state_have_their_own_subtypes(registry: Registry) -> None:
    for id_ in ("ck", "nu"):
        assert country(registry, id_).subtype == "associated state"
    for id_ in ("je", "gg", "im", "aw", "cw", "sx", "gl", "fo", "hk", "mo", "ax"):
        assert country(registry, id_).subtype == "self-governing territory"
    for id_ in ("gp", "mq", "gf", "re", "yt", "bq"):
        assert country(registry, id_).subtype == "overseas region"


def test_facts_that_sources_often_get_wrong_are_right(registry: Registry) -> None:
    entities = registry.entities
    assert entities["gy"].official == "Co-operative Republic of Guyana"
    assert entities["na"].wikidata == "Q1030"
    assert entities["va"].wikidata == "Q159583"
    assert "Q237" in entities["va"].note
    assert country(registry, "cw").capital == "Willemstad"
    assert country(registry, "xk").alpha3 == ""
    assert "user-assigned" in entities["xk"].note


def test_every_state_has_a_wikidata_item(registry: Registry) -> None:
    """The code "NA" is not read as a missing value."""
    missing = [
        entity.id
        for entity in registry.entities.values()
        if isinstance(entity.details, Country) and entity.details.alpha3 and not entity.wikidata
    ]
    assert missing == []


def test_no_value_begins_or_ends_with_a_space() -> None:
    for file in sorted(SHIPPED.rglob("*.yml")):
        found = re.findall(r"' [^']|[^\W']+ '(?=[,}\]]|$)", file.read_text("utf-8"), re.MULTILINE)
        assert [one for one in found if one.endswith(" '")] == [], file.name
        assert re.findall(r": ' ", file.read_text("utf-8")) == [], file.name


def test_references_resolve() -> None:
    """Members, parents, regions and successors are identifiers that exist."""
    registry, problems = load_registry([SHIPPED], Path(SHIPPED))
    assert problems == ()
    assert len(registry.entities) > 450
