"""Entities are named in the language of the site, and found by names in any language."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from archive.core.model import Entity
from archive.read.language_words import FOLDER, read_language_words
from archive.read.registry import SHIPPED
from archive.read.translations import languages
from archive.resolve.localized import localize
from archive.resolve.registry import Registry, load_registry

OTHERS = [language for language in languages() if language != "en"]
MAIN = "un eu nato african-union igad ecowas csto sco cis arab-league world-bank imf wto who"


@cache
def registry() -> Registry:
    return load_registry([SHIPPED])[0]


@cache
def shown(language: str) -> dict[str, Entity]:
    return dict(localize(registry().entities, language))


@pytest.mark.parametrize(
    ("language", "id_", "name", "acronym"),
    [
        ("fr", "ke", "Kenya", ""),
        ("fr", "un", "Organisation des Nations unies", "ONU"),
        ("fr", "eastern-africa", "Afrique orientale", ""),
        ("fr", "horn-of-africa", "Corne de l’Afrique", ""),
        ("de", "us", "Vereinigte Staaten", ""),
        ("ru", "csto", "Организация Договора о коллективной безопасности", "ОДКБ"),
        ("ar", "ke", "كينيا", ""),
        ("pt-BR", "nato", "Organização do Tratado do Atlântico Norte", "OTAN"),
        ("sw", "eg", "Misri", ""),
        ("sw", "igad", "Mamlaka ya Kiserikali ya Maendeleo", "IGAD"),
        # No name is known in the language: the English one stays.
        ("sw", "csto", "Collective Security Treaty Organization", "CSTO"),
        ("fr", "somaliland", "Somaliland", ""),
    ],
)
def test_names_are_in_the_language_of_the_site(
    language: str, id_: str, name: str, acronym: str
) -> None:
    entity = shown(language)[id_]
    assert (entity.name, entity.label, entity.acronym) == (name, name, acronym)
    assert entity.url == registry().entities[id_].url


def test_an_english_site_is_unchanged() -> None:
    assert localize(registry().entities, "en") is registry().entities


def test_english_names_remain_names_of_the_entity() -> None:
    english = {name for tag, name in shown("fr")["eu"].names if tag == "en"}
    assert {"European Union", "EU"} <= english
    assert ("de", "Europäische Union") in shown("fr")["eu"].names


def test_names_of_a_region_of_the_language_leave_its_other_names() -> None:
    names = (("pt", "Quénia"), ("pt-BR", "Quênia"), ("fr", "Kenya"))
    entity = replace(registry().entities["ke"], names=names)
    localized = localize({"ke": entity}, "pt-BR")["ke"]
    assert localized.name == "Quênia"
    assert ("pt", "Quénia") in localized.names


@pytest.mark.parametrize("language", OTHERS)
def test_the_main_organizations_and_all_countries_have_names(language: str) -> None:
    entities = registry().entities
    missing = {id_ for id_ in MAIN.split() if shown(language)[id_] is entities[id_]}
    assert missing <= ({"ecowas", "csto", "sco", "cis"} if language == "sw" else set())
    countries = [one for one in entities.values() if getattr(one.details, "alpha3", "")]
    assert [one.id for one in countries if shown(language)[one.id] is one] == []


@pytest.mark.parametrize("language", OTHERS)
def test_names_in_each_language_resolve_to_their_entity(language: str) -> None:
    for id_ in (*MAIN.split(), "ke", "so", "et", "us", "ci", "de"):
        found = registry().find_actor(shown(language)[id_].name)
        assert found is not None
        assert found.id == id_


def test_codes_of_countries_come_before_names_in_other_languages() -> None:
    ukraine = registry().find_actor("UA")
    assert ukraine is not None
    assert ukraine.id == "ua"


def test_forms_belong_to_identifiers_of_the_registry() -> None:
    known = set(registry().entities)
    for file in FOLDER.glob("*.yml"):
        words = read_language_words(file.stem)
        assert words is not None
        assert set(words.forms) <= known
    assert {file.stem for file in FOLDER.glob("*.yml")} == set(OTHERS)
