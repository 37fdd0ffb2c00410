"""The entity to which each spelling resolves, or none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from archive.resolve.registry import Registry

GOLDEN: dict[str, str | None] = yaml.load(
    Path(__file__).with_name("resolves.yml").read_text("utf-8"), Loader=yaml.BaseLoader
)


@pytest.mark.parametrize(("spelling", "identifier"), GOLDEN.items())
def test_a_spelling_resolves_to_its_entity(
    registry: Registry, spelling: str, identifier: str
) -> None:
    entity = registry.find_actor(spelling)
    assert (entity.id if entity else "null") == identifier


def test_a_region_and_a_country_may_share_a_name(registry: Registry) -> None:
    country = registry.find_actor("Micronesia")
    region = registry.find_region("Micronesia")
    assert country is not None
    assert region is not None
    assert (country.url, region.url) == ("countries/micronesia/", "regions/micronesia/")


@pytest.mark.parametrize(
    ("spelling", "identifier"),
    [
        ("South Asia", "southern-asia"),
        ("Southeast Asia", "south-eastern-asia"),
        ("South-eastern Asia", "south-eastern-asia"),
        ("Latin America", "latin-america-and-the-caribbean"),
        ("North America", "north-america"),
        ("Central Europe", "central-europe"),
        ("Southeast Europe", "southeast-europe"),
        ("Middle East", "middle-east"),
    ],
)
def test_names_of_regions_resolve(registry: Registry, spelling: str, identifier: str) -> None:
    region = registry.find_region(spelling)
    assert (region.id if region else "") == identifier


def test_the_right_spelling_is_suggested_for_a_misspelt_name(registry: Registry) -> None:
    assert registry.nearest_actor("Kyrgistan") == "Kyrgyzstan"
    assert registry.nearest_actor("Shanghai Coperation Organisation").startswith("Shanghai")
    assert registry.nearest_region("Central Asien") == "Central Asia"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        *(("Le Kenya", "ke"), ("L'Éthiopie", "et"), ("L’Éthiopie", "et"), ("Die Schweiz", "ch")),
        *(
            ("The Gambia", "gm"),
            ("la Somalie", "so"),
            ("O Brasil", "br"),
            ("Los Estados Unidos", "us"),
        ),
        *(
            ("El Salvador", "sv"),
            ("La FR", ""),
            ("Le Nowhere", ""),
            ("Mon Kenya", ""),
            ("A. Kenya", ""),
        ),
    ],
)
def test_a_leading_article_does_not_count(registry: Registry, name: str, id_: str) -> None:
    found = registry.find_actor(name)
    assert (found.id if found else "") == id_
    if not found:
        assert registry.nearest_actor(name) == ""
