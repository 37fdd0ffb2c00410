"""The regions that list countries or other regions: what is in each, and which briefs it shows.

Such regions overlap, and a country may be in several. Nobody files a brief under them because of a
country: they show the briefs of their countries without being assigned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.core.details import Country, Region
from archive.core.model import Entity


@dataclass(frozen=True, slots=True)
class Area:
    """What a region contains.

    Attributes:
        countries: Identifiers of its countries and of those of the regions inside it, sorted.
        regions: Identifiers of all regions inside it, sorted; not its own.
    """

    countries: tuple[str, ...]
    regions: tuple[str, ...]


def find_areas(entities: Mapping[str, Entity]) -> Mapping[str, Area]:
    """Returns the area of each region that lists countries or regions, by identifier.

    Identifiers that are unknown, or of another kind, are left out.

    Args:
        entities: Identifier → entity.
    """
    regions = {id_: one.details for id_, one in entities.items() if isinstance(one.details, Region)}
    children: dict[str, list[str]] = {}
    for id_, details in regions.items():
        children.setdefault(details.parent, []).append(id_)
    countries: dict[str, list[str]] = {}
    for id_, entity in entities.items():
        if isinstance(entity.details, Country) and entity.details.region:
            countries.setdefault(entity.details.region, []).append(id_)

    def area(id_: str) -> Area:
        inside = {id_}
        waiting = [id_]
        while waiting:
            one = waiting.pop()
            found = {*regions[one].regions, *children.get(one, ())} & regions.keys() - inside
            inside |= found
            waiting += found
        listed = {
            country
            for one in inside
            for country in (*regions[one].countries, *countries.get(one, ()))
            if country in entities and isinstance(entities[country].details, Country)
        }
        return Area(tuple(sorted(listed)), tuple(sorted(inside - {id_})))

    return {
        id_: area(id_) for id_, details in regions.items() if details.countries or details.regions
    }


def areas_of(areas: Mapping[str, Area]) -> Mapping[str, tuple[str, ...]]:
    """Returns the identifier of a country or region → the regions that show its briefs, sorted."""
    found: dict[str, list[str]] = {}
    for id_ in sorted(areas):
        for part in (*areas[id_].countries, *areas[id_].regions):
            found.setdefault(part, []).append(id_)
    return {part: tuple(ids) for part, ids in found.items()}


def list_briefs(
    areas: Mapping[str, Area], by_entity: Mapping[str, Sequence[int]]
) -> Mapping[str, tuple[int, ...]]:
    """Returns the positions of the briefs on the page of each region with an area, ascending.

    These are the briefs filed under it, those about its countries, and those filed under the
    regions inside it. A region without any is left out.

    Args:
        areas: The area of each region.
        by_entity: Identifier → positions of the briefs that name it.
    """
    return dict(_listed(areas, by_entity))


def _listed(
    areas: Mapping[str, Area], by_entity: Mapping[str, Iterable[int]]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for id_, area in areas.items():
        found: set[int] = set()
        for one in (id_, *area.countries, *area.regions):
            found.update(by_entity.get(one, ()))
        if found:
            yield id_, tuple(sorted(found))
