"""The addresses of entities: by slug, by acronym, by name; nothing unrelated changes them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from archive.core.details import Organization
from archive.core.model import Entity
from archive.core.urls import entity_url
from archive.read.registry import SHIPPED, read_entities
from archive.resolve.entity_addresses import with_addresses
from archive.resolve.registry import load_registry, make_registry

FOLDER = Path("registry")


def addresses(text: str) -> dict[str, str]:
    """Returns identifier → end of the address, of organizations written as in the registry."""
    entities, problems = read_entities(text, "registry/organizations.yml", "organization")
    assert problems == ()
    registry, _ = make_registry(entities)
    return {one.id: one.url.split("/")[1] for one in registry.entities.values()}


def problems(text: str) -> list[str]:
    entities, _ = read_entities(text, "registry/organizations.yml", "organization")
    return [str(one) for one in make_registry(entities)[1]]


CLUB = "club: {name: Garden Club, acronym: GC, kind: forum}\n"


def test_an_organization_has_its_slug_acronym_or_name() -> None:
    assert addresses(CLUB) == {"club": "gc"}
    assert addresses("a: {name: Garden Club, kind: forum}\n") == {"a": "garden-club"}
    assert addresses(CLUB.replace("acronym", "slug: my-club, acronym")) == {"club": "my-club"}
    for acronym, end in (
        ("C5+1", "c5-1"),
        ("ÖGC", "ogc"),
        ("ОДКБ", "garden-club"),
        ("+", "garden-club"),
        ("AUX", "garden-club"),
    ):
        assert addresses(CLUB.replace("GC", f"'{acronym}'")) == {"club": end}, acronym


def test_a_shared_acronym_is_the_address_of_neither_unless_a_slug_says_so() -> None:
    other = "clan: {name: Green Clan, acronym: 'GC+', kind: forum}\n"
    for text in (CLUB + other, other + CLUB):
        assert addresses(text) == {"club": "garden-club", "clan": "green-clan"}
        assert any(
            "(hint: give one of the two slug: gc; until then, " in one for one in problems(text)
        )
    settled = CLUB.replace("acronym", "slug: gc, acronym") + other
    assert addresses(settled) == {"club": "gc", "clan": "green-clan"}
    assert problems(settled) == []


def test_an_entry_with_the_address_of_another_moves_neither() -> None:
    for other in ("x: {name: 'GC+', kind: forum}\n", "x: {name: X, slug: gc, kind: forum}\n"):
        assert addresses(CLUB + other) == {"club": "gc", "x": "gc"}
        (problem,) = problems(CLUB + other)
        assert (
            "has the same address as registry/organizations.yml:1:1: /organizations/gc/" in problem
        )


ENTRIES = st.lists(
    st.builds(
        lambda name, acronym, slug: Entity(
            name,
            name,
            "organization",
            entity_url("o", slug or name),
            Organization(acronym=acronym),
            slug=slug,
        ),
        st.sampled_from(["Alpha", "Beta", "Gamma", "AB", "CD"]),
        st.sampled_from(["", "AB", "CD", "EF", "A+B"]),
        st.sampled_from(["", "ab", "x"]),
    ),
    unique_by=lambda one: one.id,
)


@given(ENTRIES)
def test_no_entry_without_the_acronym_of_another_changes_its_address(entries: list[Entity]) -> None:
    whole = {one.id: one.url for one in with_addresses(entries)}
    assert whole == {one.id: one.url for one in with_addresses(reversed(entries))}
    for left_out in entries:
        rest = with_addresses(one for one in entries if one is not left_out)
        for one in rest:
            if one.acronym != left_out.acronym:
                assert one.url == whole[one.id]


def test_the_shipped_organizations_have_the_addresses_that_readers_guess() -> None:
    registry, found = load_registry([SHIPPED])
    assert found == ()
    for id_, end in (
        ("csto", "csto"),
        ("african-union", "au"),
        ("opec", "opec"),
        ("opec-plus", "opec-plus"),
        ("c5-1", "c5-1"),
        ("arab-league", "league-of-arab-states"),
    ):
        if id_ in registry.entities:
            assert registry.entities[id_].url == f"organizations/{end}/"
    assert {"csto", "opec", "opec-plus"} <= registry.entities.keys()
