"""The built-in countries, compared with independent sources."""

from __future__ import annotations

import csv
import re

import countrynames
import pycountry
import pytest
from babel import Locale

from archive.core.details import Country
from archive.core.model import Entity
from archive.core.names import fold
from archive.resolve.registry import Registry
from tests.support.sites import ROOT

NOT_IN_ISO = {"xk", "sahrawi-republic"}
WITHOUT_CODE = {"historic state", "disputed territory"}
"""Subtypes whose entries need no ISO code and no flag."""
CSV = ROOT.parent / "shared" / "data" / "country-codes.csv"

# Names on which the independent source differs → the reason.
COUNTRYNAMES_DIFFERS = {
    "Diego Garcia": "an island of io; given the exceptionally reserved code DG there",
    "Ascension Island": "a part of sh; given the exceptionally reserved code AC there",
    "Tristan da Cunha": "a part of sh; given the exceptionally reserved code TA there",
    "Zaire": "of withdrawn ISO 3166-3 code ZR there",
    "Saint Martin": "regarded as the island; the sources give different halves of it",
    "Sahrawi Arab Democratic Republic": "regarded as Western Sahara, which it claims",
    "SADR": "regarded as Western Sahara, which the Sahrawi Republic claims",
    "Gaza Strip": "regarded as Palestine",
    "West Bank": "regarded as Palestine",
    "Federal Republic of Yugoslavia": "regarded as the Yugoslavia of 1945",
}

CODES_ELSEWHERE = {
    "SUHH": "soviet-union",
    "YUCS": "yugoslavia",
    "CSXX": "serbia-and-montenegro",
    "CSHH": "czechoslovakia",
    "DD": "east-germany",
    "GE-AB": "abkhazia",
    "UA-CRI": "crimea",
    "AZ-NK": "nagorno-karabakh",
    "SO-SOM": "somaliland",
    "CY-TRNC": "northern-cyprus",
    "MD-PMR": "transnistria",
    "X-SO": "south-ossetia",
}
"""Code of the independent source for what ISO 3166-1 does not have → identifier."""

# Items on which the open data set differs → the reason.
OTHER_ITEMS = {
    "na": ("Q1030", "missing there: the code NA reads as no value"),
    "va": ("Q159583", "the Holy See, not its territory, is the observer at the United Nations"),
    "eh": ("Q6250", "the territory, not the Sahrawi Republic, which is an entry of its own"),
}


@pytest.fixture(scope="module")
def countries(registry: Registry) -> list[Entity]:
    found = [entity for entity in registry.entities.values() if entity.kind == "country"]
    assert len(found) > 240
    return found


def details(entity: Entity) -> Country:
    assert isinstance(entity.details, Country)
    return entity.details


def test_every_country_of_iso_3166_is_in_the_registry(countries: list[Entity]) -> None:
    iso = {country.alpha_2.lower() for country in pycountry.countries}
    today = {one.id for one in countries if details(one).subtype not in WITHOUT_CODE}
    assert today | {"eh"} == iso | NOT_IN_ISO


def test_codes_are_those_of_iso_3166(countries: list[Entity]) -> None:
    for entity in countries:
        if not details(entity).alpha3:
            assert entity.id in NOT_IN_ISO or details(entity).subtype in WITHOUT_CODE
            continue
        country = pycountry.countries.get(alpha_2=entity.id.upper())
        assert country is not None
        assert (details(entity).alpha3, details(entity).numeric) == (
            country.alpha_3,
            country.numeric,
        ), entity.name


def test_the_united_nations_have_193_members_and_two_observers(
    registry: Registry, countries: list[Entity]
) -> None:
    states = [entity.id for entity in countries if details(entity).subtype == "state"]
    observers = {entity.id for entity in countries if details(entity).subtype == "observer state"}
    assert len(states) == 193
    assert observers == {"va", "ps"}
    nations = registry.entities["un"].details
    members = {member.actor for member in nations.standings if member.relation == "member"}  # type: ignore[union-attr]
    assert members == set(states)


def test_names_mean_the_same_country_elsewhere(countries: list[Entity]) -> None:
    wrong: list[str] = []
    known = 0
    for entity in countries:
        for name in (entity.name, entity.official, *entity.aliases):
            if not name or name in COUNTRYNAMES_DIFFERS:
                continue
            code = countrynames.to_code(name)
            known += code is not None
            if code is not None and CODES_ELSEWHERE.get(code, code.lower()) != entity.id:
                wrong.append(f"{name}: {entity.id} here, {code.lower()} there")
    assert wrong == []
    assert known > 400


def test_the_names_of_the_cldr_resolve(registry: Registry) -> None:
    """Every territory's English name in the Unicode CLDR resolves to that territory."""
    wrong: list[str] = []
    for code, name in Locale("en").territories.items():
        if len(code) != 2 or not code.isalpha() or code.lower() not in registry.entities:
            continue
        found = registry.find_actor(name.replace("St.", "Saint"))
        if found is None or found.id != code.lower():
            wrong.append(f"{code} {name}: {found.id if found else None}")
    assert wrong == []


OTHER_MEANINGS = {
    "AU": "african-union",
    "NAM": "nam",
    "nam": "nam",
    "GUAM": "guam",
    "Congo": None,
    "CONGO": None,
}
"""Codes and names of ISO 3166-1 that mean something else here, or are ambiguous."""


def test_names_of_iso_3166_resolve_in_inverted_and_bracketed_forms(registry: Registry) -> None:
    wrong: list[str] = []
    for country in pycountry.countries:
        names = {country.name, getattr(country, "official_name", country.name)}
        codes = {country.alpha_2, country.alpha_3, country.alpha_3.lower()}
        for name in tuple(names):
            if form := re.fullmatch(r"([^,]*(?<!Islands)) of (?:the )?([^,]*)", name):
                names |= {f"{form[2]}, {form[1]} of", f"{form[2]} ({form[1]} of the)", name.upper()}
        for name in (*names, *codes):
            found = registry.find_actor(name)
            meant = OTHER_MEANINGS.get(name, country.alpha_2.lower())
            if (found.id if found else None) != meant:
                wrong.append(f"{name}: {found.id if found else None}")
    assert wrong == []


def test_regions_and_items_are_those_of_the_open_data_set(registry: Registry) -> None:
    golden = ROOT / "tests" / "registry" / "iso3166.csv"
    rows = list(csv.DictReader(golden.read_text("utf-8").splitlines()))
    assert len(rows) == 249
    for row in rows:
        entity = registry.entities[row["id"]]
        region = details(entity).region
        code = registry.entities[region].details.code if region else ""  # type: ignore[union-attr]
        item, _ = OTHER_ITEMS.get(row["id"], (row["wikidata"], ""))
        assert (code, entity.wikidata) == (row["region"], item), entity.name


def test_the_extract_agrees_with_the_open_data_set() -> None:
    """Compares the extract with the data set, if the data set is next to the project."""
    golden = ROOT / "tests" / "registry" / "iso3166.csv"
    rows = {row["id"]: row for row in csv.DictReader(golden.read_text("utf-8").splitlines())}
    if not CSV.is_file():
        pytest.skip(f"the data set is not at {CSV}")
    given = list(csv.DictReader(CSV.read_text("utf-8-sig").splitlines()))
    assert len(given) == len(rows) == 249
    for row in given:
        id_ = row["ISO3166-1-Alpha-2"].lower()
        code = row["Intermediate Region Code"].strip() or row["Sub-region Code"].strip()
        item = row["wikidata_id"].rsplit("/", 1)[-1]
        expected = {"tw": "030", "aq": ""}.get(id_, code.zfill(3) if code else "")
        assert (rows[id_]["region"], rows[id_]["wikidata"]) == (expected, item), id_


def test_territories_name_the_state_that_administers_them(
    registry: Registry, countries: list[Entity]
) -> None:
    assert sum(bool(details(entity).part_of) for entity in countries) > 40
    for entity in countries:
        if part_of := details(entity).part_of:
            assert details(registry.entities[part_of]).subtype == "state", entity.name


def test_every_country_with_a_code_has_a_flag(countries: list[Entity]) -> None:
    flags = {file.stem for file in (ROOT / "hooks/archive/data/flags").glob("*.svg")}
    with_code = {entity.id for entity in countries if details(entity).alpha3}
    assert with_code <= flags
    assert "xk" in flags


def test_no_two_countries_share_a_name(countries: list[Entity]) -> None:
    owner: dict[str, str] = {}
    for entity in countries:
        for name in (entity.name, entity.official, *entity.aliases):
            if name:
                assert owner.setdefault(fold(name), entity.id) == entity.id, name
