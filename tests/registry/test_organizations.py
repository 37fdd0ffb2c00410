"""Lists of members are dated, have a source, and are compared with an independent source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.core.details import Membership, Organization
from archive.core.model import Entity
from archive.read.registry import read_entities
from archive.resolve.registry import Registry, make_registry

HERE = Path(__file__).parent


def golden(name: str) -> Any:
    return yaml.load((HERE / name).read_text("utf-8"), Loader=yaml.BaseLoader)


MEMBERS: dict[str, dict[str, Any]] = golden("members.yml")
FACTBOOK: dict[str, list[str]] = golden("factbook.yml")

NAMED_FIRST = """
    wto imf world-bank icc opec opec-plus igad oic oas celac commonwealth oif g77 nam cptpp rcep
    iora cica spc wassenaar fatf iea iaea opcw interpol adb afdb idb ebrd aiib ndb isdb edb epc
    unsc unhrc
""".split()
ADDED = """
    unido wmo upu un-tourism unaids un-habitat escap ece eca eclac escwa unfccc ctbto itlos ida miga
    ecb cjeu eeas euro-area schengen-area efta eea p5 e3 weimar-triangle bucharest-nine three-seas
    nordic-baltic-eight eurasian-economic-commission c5-plus-1 turksoy traceca east-asia-summit arf
    lmc ipef nsg mtcr australia-group gecf paris-club comesa eccas cemac uemoa maghreb-union oau
    alba unasur andean-community oecs palestinian-authority plo polisario-front rsf farc irgc hts
    sdf isis-k jnim aqap africa-corps
""".split()


def details(registry: Registry, id_: str) -> Organization:
    found = registry.entities[id_].details
    assert isinstance(found, Organization)
    return found


def members(organization: Organization) -> list[str]:
    """Returns the present members, including suspended ones."""
    return [
        one.actor
        for one in organization.standings
        if one.present.relation == "member" and one.present.status in ("in force", "suspended")
    ]


def suspended(organization: Organization) -> set[str]:
    return {one.actor for one in organization.standings if one.present.status == "suspended"}


@pytest.fixture(scope="module")
def organizations(registry: Registry) -> list[Entity]:
    return [one for one in registry.entities.values() if isinstance(one.details, Organization)]


@pytest.mark.parametrize("id_", NAMED_FIRST)
def test_organizations_that_analysts_name_most_have_members(registry: Registry, id_: str) -> None:
    assert members(details(registry, id_))


@pytest.mark.parametrize("id_", ADDED)
def test_organizations_of_the_second_list_are_in_the_registry(registry: Registry, id_: str) -> None:
    assert details(registry, id_).founded


def test_every_list_has_the_expected_length(
    registry: Registry, organizations: list[Entity]
) -> None:
    counts = {
        one.id: len(members(details(registry, one.id)))
        for one in organizations
        if details(registry, one.id).standings
    }
    assert counts == {id_: int(one["count"]) for id_, one in MEMBERS.items()}


@pytest.mark.parametrize("id_", FACTBOOK)
def test_differences_from_the_factbook_are_those_explained(registry: Registry, id_: str) -> None:
    here, there = set(members(details(registry, id_))), set(FACTBOOK[id_])
    assert here ^ there == set(MEMBERS[id_].get("differs", {}))


def test_every_list_has_a_source_and_a_date(organizations: list[Entity]) -> None:
    """``source: none`` is allowed only if the list is not complete."""
    text = "".join(
        file.read_text("utf-8") for file in sorted({Path(one.place.path) for one in organizations})
    )
    entries = yaml.load(text, Loader=yaml.BaseLoader)
    for id_, entry in entries.items():
        if "members" in entry or "joined" in entry:
            assert entry.get("source"), id_
            assert entry.get("as_of"), id_
            assert entry.get("complete") in ("yes", "no"), id_
            assert entry["source"] != "none" or entry["complete"] == "no", id_


def test_a_dissolved_organization_says_whether_its_dates_have_a_source(
    organizations: list[Entity],
) -> None:
    found = [one for one in organizations if getattr(one.details, "dissolved", "")]
    assert len(found) >= 7
    assert [one.id for one in found if not getattr(one.details, "sources", ())] == []


def test_a_short_list_has_the_known_dates() -> None:
    text = "club:\n  name: A Club\n  kind: forum\n  joined: [kg 1998-12-20, fr, 'no', tj 2013]\n"
    entities, problems = read_entities(text, "o.yml", "organization")
    assert problems == ()
    organization = entities[0].details
    assert isinstance(organization, Organization)
    present = [(one.actor, one.present) for one in organization.standings]
    assert [(actor, one.since, one.status) for actor, one in present] == [
        ("kg", "1998-12-20", "in force"),
        ("fr", "", "in force"),
        ("no", "", "in force"),
        ("tj", "2013", "in force"),
    ]


def test_a_short_list_is_checked_like_a_long_one() -> None:
    text = "club:\n  name: A Club\n  kind: forum\n  joined: [kg 1998-13, xx 2001]\n"
    entities, problems = read_entities(text, "o.yml", "organization")
    assert [(str(one.place), one.message) for one in problems] == [
        ("o.yml:4:12", '"1998-13" is not a calendar date')
    ]
    _, conflicts = make_registry(entities)
    assert [one.message for one in conflicts] == [
        f'member "{id_}" of A Club is not an identifier of the registry' for id_ in ("kg", "xx")
    ]


def test_nobody_is_a_member_twice(organizations: list[Entity]) -> None:
    for entity in organizations:
        assert isinstance(entity.details, Organization)
        standing = [
            one.actor
            for one in entity.details.standings
            if one.present.status in ("in force", "suspended")
        ]
        assert len(standing) == len(set(standing)), entity.id


def test_a_former_member_is_listed_once(organizations: list[Entity]) -> None:
    """Its earlier membership is in its history."""
    for entity in organizations:
        assert isinstance(entity.details, Organization)
        listed = [one.actor for one in entity.details.standings]
        assert len(listed) == len(set(listed)), entity.id


@pytest.mark.parametrize(
    ("id_", "actors"),
    [
        ("african-union", "bf gn ml ne sd"),
        ("ecowas", "gn"),
        ("mercosur", "ve"),
        ("fatf", "ru"),
        ("unasur", "pe"),
    ],
)
def test_the_suspended_members_are_those_known(registry: Registry, id_: str, actors: str) -> None:
    assert suspended(details(registry, id_)) == set(actors.split())


def test_no_other_organization_has_suspended_members(organizations: list[Entity]) -> None:
    found = {
        one.id
        for one in organizations
        if isinstance(one.details, Organization) and suspended(one.details)
    }
    assert found == {"african-union", "ecowas", "mercosur", "fatf", "unasur"}


@pytest.mark.parametrize(
    ("id_", "actor", "phases"),
    [
        ("mercosur", "ve", "member 2012, suspended 2016-12"),
        ("eu", "gb", "member 1973, ended 2020-01-31"),
        ("arab-league", "sy", "member 1945, suspended 2011-11-16, member 2023-05-07"),
        ("african-union", "ga", "member, suspended 2023-08-31, member 2025-04-30"),
        ("african-union", "cf", "member, suspended 2013-03, member 2016-04-06"),
        ("african-union", "eg", "member, suspended 2013-07, member 2014-06-17"),
        ("african-union", "gw", "member, suspended 2012-04, member 2014-06-17"),
        ("african-union", "mg", "member, suspended 2009-03, member 2014-01-27"),
        (
            "african-union",
            "sd",
            "member, suspended 2019-06-06, member 2019-09, suspended 2021-10-27",
        ),
        ("eccas", "ga", "member, suspended 2023-09-04, member 2024-03-09"),
        ("fatf", "ru", "member 2003-06-19, suspended 2023-02-24"),
        ("fatf", "za", "member 2003-06"),
        ("andean-community", "cl", "member 1969, ended 1976, associate member 2006-09-20"),
        ("rcep", "id", "member"),  # no source gives the day from which it is bound
        ("oas", "cu", "member 1948, suspended 1962-01-31, member 2009-06-03"),
        ("council-of-europe", "ru", "member 1996-02-28, suspended 2022-02-25, ended 2022-03-16"),
        ("ecowas", "ml", "member 1975, suspended 2021-05-30, ended 2025-01-29"),
        ("ecowas", "ne", "member 1975, suspended 2023-12-10, ended 2025-01-29"),
        ("oic", "eg", "member 1969, suspended 1979-05, member 1984"),
        ("oic", "af", "member 1969, suspended 1980-01, member 1989-03"),
        ("sadc", "sc", "member 1997-09-08, ended 2004-07-01, member 2008"),
        ("comesa", "ls", "member 1994, ended 1997"),
        ("comesa", "mz", "member 1994, ended 1997"),
        ("comesa", "tz", "member 1994, ended 2000-09-02"),
        ("comesa", "na", "member 1994, ended 2004-05-02"),
        ("comesa", "ao", "member 1994, ended 2007"),
        ("icc", "bi", "member 2004-12-01, ended 2017-10-27"),
        ("icc", "ph", "member 2011-11-01, ended 2019-03-17"),
        ("icc", "co", "member 2002-11-01"),  # deposited after the Statute was in force
        ("icc", "mx", "member 2006-01-01"),
        ("un", "by", "member 1945-10-24"),
        ("un", "in", "member 1945-10-30"),
        ("un", "de", "member 1973-09-18"),
        ("un", "rs", "member 2000-11-01"),
        ("un", "ss", "member 2011-07-14"),
        ("opcw", "us", "member 1997-05-25"),
        ("opcw", "sy", "member 2013-10-14"),
        ("eac", "so", "member 2024-03-04"),
        ("arab-league", "km", "member 1993"),
        (
            "commonwealth",
            "fj",
            (
                "member 1970-10-10, ended 1987, member 1997, suspended 2000-06-06, "
                "member 2001-12-20, suspended 2006-12-08, member 2014-09-26"
            ),
        ),
        ("commonwealth", "to", "member 1970-06-04"),
        ("g20", "african-union", "member 2023-09-09"),
        ("iea", "kr", "member 2002-03-28"),  # invited on 20 April 2001
        ("arab-league", "ly", "member 1953, suspended 2011-02-22, member 2011-08-27"),
        ("cis", "ge", "member 1993, ended 2009-08-18"),
        ("csto", "uz", "member 2006-08-16, ended 2012-12-19"),
        ("csto", "am", "member 2002"),
        ("sco", "in", "observer 2005-07-05, member 2017-06-09"),
        ("opec", "ec", "member 1973, ended 1992-12, member 2007-10, ended 2020-01-01"),
    ],
)
def test_each_membership_has_its_history(
    registry: Registry, id_: str, actor: str, phases: str
) -> None:
    (found,) = (one for one in details(registry, id_).standings if one.actor == actor)
    found_phases = [
        f"{one.relation if one.status == 'in force' else one.status} {one.since}".strip()
        for one in found.phases
    ]
    assert ", ".join(found_phases) == phases


def test_dates_are_in_order(organizations: list[Entity]) -> None:
    def in_order(one: Membership, founded: str) -> bool:
        for phase in one.phases:
            since, until = phase.since, phase.until
            if since and until and since[: len(until)] > until[: len(since)]:
                return False
            if since and founded and since[:4] < founded[:4]:
                return False
        return one.present.status != "ended" or bool(one.present.since)

    for entity in organizations:
        organization = entity.details
        assert isinstance(organization, Organization)
        founded = EARLIER.get(entity.id, organization.founded)
        wrong = [one for one in organization.standings if not in_order(one, founded)]
        assert wrong == [], entity.id
        if organization.dissolved:
            assert organization.founded < organization.dissolved, entity.id


EARLIER = {
    "eu": "1958",  # years of accession to the European Communities
    "commonwealth": "1931",
    "igad": "1986",
    "osce": "1973",  # the Conference on Security and Co-operation in Europe
}
"""Organizations whose members count their years from before its founding in the present form."""


def test_institutions_have_their_parents(registry: Registry) -> None:
    for id_ in ("itu", "imf", "world-bank", "unido", "wmo", "upu"):
        assert details(registry, id_).parent == "un", id_
    for id_ in ("ifc", "ida", "miga"):
        assert details(registry, id_).parent == "world-bank", id_
    for id_ in ("ecb", "cjeu", "eeas", "eib"):
        assert details(registry, id_).parent == "eu", id_


def test_organizations_have_their_subtypes(registry: Registry) -> None:
    kinds = {
        "imf": "intergovernmental",
        "icrc": "red cross",
        "ifrc": "red cross",
        "aukus": "partnership",
        "five-eyes": "partnership",
    }
    assert {id_: details(registry, id_).subtype for id_ in kinds} == kinds


def test_the_security_council_is_as_old_as_the_united_nations(registry: Registry) -> None:
    assert details(registry, "unsc").founded == "1945"


@pytest.mark.parametrize(
    ("organization", "actor", "relation"),
    [
        ("asean", "pg", "observer"),
        ("un", "eu", "observer"),
        ("eco", "northern-cyprus", "observer"),
        ("caricom", "bm", "associate member"),
        ("mercosur", "cl", "associate member"),
        ("saarc", "mm", "observer"),
        ("arctic-council", "ch", "observer"),
        ("council-of-europe", "va", "observer"),
        ("african-union", "sahrawi-republic", "member"),
    ],
)
def test_standings_that_lists_often_lack_are_in_the_registry(
    registry: Registry, organization: str, actor: str, relation: str
) -> None:
    found = {one.actor: one.present.relation for one in details(registry, organization).standings}
    assert found.get(actor) == relation


def test_western_sahara_is_not_the_member_of_the_african_union(registry: Registry) -> None:
    assert "eh" not in members(details(registry, "african-union"))


@pytest.mark.parametrize(
    ("id_", "about"),
    [
        ("igad", "Eritrea"),
        ("cis", "Moldova"),
        ("opec", "United Arab Emirates"),
        ("brics", "Saudi Arabia"),
        ("ecowas", "Guinea-Bissau"),
    ],
)
def test_what_happened_after_mid_2025_is_noted_and_not_guessed(
    registry: Registry, id_: str, about: str
) -> None:
    entity = registry.entities[id_]
    assert about in entity.note
    assert "not recorded here" in entity.note
    assert details(registry, id_).as_of


def test_every_member_of_the_united_nations_has_its_day_of_admission(registry: Registry) -> None:
    listed = [one for one in details(registry, "un").standings if one.relation == "member"]
    days = [one.since for one in listed]
    assert all(len(day) == 10 for day in days)
    assert min(days) == "1945-10-24"
    assert max(days) == "2011-07-14"
    assert sum(day.startswith("1945") for day in days) == 49  # 51 but for two states that are gone


def test_elected_members_have_their_terms(registry: Registry) -> None:
    council = details(registry, "unsc").standings
    terms = {one.actor: (one.since[:4], one.until[:4]) for one in council if one.until}
    assert terms["pk"] == ("2025", "2026")
    assert terms["co"] == ("2026", "2027")
    assert len(terms) == 15
    assert all(one.until for one in details(registry, "unhrc").standings)


def test_items_are_written_as_wikidata_does(registry: Registry) -> None:
    found: dict[str, str] = {}
    for entity in registry.entities.values():
        if entity.wikidata:
            assert entity.wikidata[0] == "Q"
            assert entity.wikidata[1:].isdigit(), entity.id
            assert found.setdefault(entity.wikidata, entity.id) == entity.id
