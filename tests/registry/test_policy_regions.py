"""The built-in regions that policy uses: what is in each, by which names, and from which source."""

from __future__ import annotations

import pytest

from archive.core.details import Country, Region
from archive.core.names import fold
from archive.read.registry import SHIPPED, read_country_names
from archive.resolve.regions import Area, find_areas
from archive.resolve.registry import Registry, load_registry

GOLDEN = {
    "african-great-lakes": "ao bi cd cf cg ke rw sd ss tz ug zm",
    "balkans": "al ba bg gr hr me mk ro rs si xk",
    "baltic-states": "ee lt lv",
    "central-europe": "at ch cz de hu li pl si sk",
    "eurasia": "am az by ge kg kz md ru tj tm ua uz",
    "gulf-states": "ae bh kw om qa sa",
    "horn-of-africa": "dj er et so somaliland",
    "levant": "il jo lb ps sy",
    "maghreb": "dz ly ma mr tn",
    "middle-east": "ae bh eg il iq ir jo kw lb om ps qa sa sy tr ye",
    "middle-east-and-north-africa": "ae bh dj dz eg il iq ir jo kw lb ly ma om ps qa sa sy tn ye",
    "nordic-countries": "dk fi is no se",
    "post-soviet-states": "am az by ee ge kg kz lt lv md ru tj tm ua uz",
    "sahel": "bf cm gm gn ml mr ne ng sn td",
    "south-caucasus": "am az ge",
    "southeast-europe": "al ba bg gr hr md me mk ro rs si tr xk",
    "western-balkans": "al ba me mk rs xk",
}
"""Region → its countries. The two that contain whole regions of the geoscheme are tested below."""

OF_MEMBERS = {
    "gulf-states": "gcc",
    "maghreb": "maghreb-union",
    "nordic-countries": "nordic-council",
}
"""Region → the organization whose members in the built-in registry are its source."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    registry, problems = load_registry([SHIPPED])
    assert problems == ()
    return registry


@pytest.fixture(scope="module")
def areas(registry: Registry) -> dict[str, Area]:
    return dict(find_areas(registry.entities))


def regions(registry: Registry, *, in_geoscheme: bool) -> dict[str, Region]:
    return {
        id_: one.details
        for id_, one in registry.entities.items()
        if isinstance(one.details, Region) and one.details.in_geoscheme is in_geoscheme
    }


def test_each_region_has_the_countries_that_it_is_said_to_have(areas: dict[str, Area]) -> None:
    found = {id_: " ".join(area.countries) for id_, area in areas.items()}
    whole = {"asia-pacific", "indo-pacific"}
    assert {id_: ids for id_, ids in found.items() if id_ not in whole} == GOLDEN
    assert whole <= found.keys()


def test_a_region_contains_the_countries_of_the_geoscheme_regions_that_it_lists(
    registry: Registry, areas: dict[str, Area]
) -> None:
    assert {"fj", "jp", "in", "vn", "au"} <= set(areas["asia-pacific"].countries)
    assert {"fj", "jp", "in", "vn", "au"} <= set(areas["indo-pacific"].countries)
    assert not {"kz", "ir", "us", "ru"} & set(areas["indo-pacific"].countries)
    for country in registry.entities.values():
        if isinstance(country.details, Country) and country.details.region == "polynesia":
            assert country.id in areas["asia-pacific"].countries


@pytest.mark.parametrize(("region", "organization"), OF_MEMBERS.items())
def test_a_list_taken_from_an_organization_is_that_of_its_members(
    registry: Registry, areas: dict[str, Area], region: str, organization: str
) -> None:
    standings = registry.entities[organization].details.standings  # type: ignore[union-attr]
    members = sorted(one.actor for one in standings if one.present.relation == "member")
    assert list(areas[region].countries) == members


def test_each_region_of_policy_has_a_source_or_says_that_it_has_none(registry: Registry) -> None:
    policy = regions(registry, in_geoscheme=False)
    assert len(policy) == len(GOLDEN) + 2
    assert all(one.sources for one in policy.values())
    assert {id_ for id_, one in policy.items() if one.sources == ("none",)} == {
        "asia-pacific", "balkans", "central-europe", "eurasia", "indo-pacific", "levant",
        "middle-east",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("MENA", "middle-east-and-north-africa"),
        ("Middle East and North Africa", "middle-east-and-north-africa"),
        ("the Middle East", "middle-east"),
        ("The Gulf", "gulf-states"),
        ("Great Lakes", "african-great-lakes"),
        ("Southeastern Europe", "southeast-europe"),
        ("Baltics", "baltic-states"),
        ("Central Asia", "central-asia"),
        ("Latin America", "latin-america-and-the-caribbean"),
        ("Sub-Saharan Africa", "sub-saharan-africa"),
        ("Southeast Asia", "south-eastern-asia"),
    ],
)
def test_a_region_is_found_by_each_of_its_names(registry: Registry, name: str, meant: str) -> None:
    found = registry.find_region(name)
    assert found is not None
    assert found.id == meant


def test_no_region_of_policy_takes_a_name_from_the_geoscheme_or_an_actor(
    registry: Registry,
) -> None:
    geoscheme = regions(registry, in_geoscheme=True)
    for id_ in geoscheme:
        entity = registry.entities[id_]
        for name in (entity.name, *entity.aliases, *(name for _, name in entity.names)):
            found = registry.find_region(name)
            assert found is not None
            assert found.id == id_
    # Regions are looked up before the names of countries in other languages.
    names = {
        fold(name)
        for id_ in regions(registry, in_geoscheme=False)
        for name in (registry.entities[id_].name, *registry.entities[id_].aliases)
    }
    assert not names & registry.actors.keys()
    assert not names & read_country_names().keys()


def test_the_global_south_is_left_out(registry: Registry) -> None:
    assert registry.find_region("Global South") is None
