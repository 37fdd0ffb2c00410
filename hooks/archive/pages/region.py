"""The page of a region."""

from __future__ import annotations

from collections import Counter

from archive.model import Country, Entity, Region
from archive.pages.cards import year_groups
from archive.pages.charts import activity_chart
from archive.pages.parts import Chip
from archive.pages.shelf import Shelf, breadcrumb_of
from archive.pages.views import RegionPage

ORGANIZATIONS = 12
"""How many of the organizations that its briefs name most a region's page shows."""


def region_page(shelf: Shelf, entity: Entity, all_years: tuple[int, ...]) -> RegionPage:
    """Makes the view of one region: its briefs are its own and those of the regions inside."""
    graph = shelf.graph
    positions = graph.by_entity[entity.id]
    years = (graph.briefs[position].brief.date.year for position in positions)
    inside = regions_inside(shelf, entity.id)
    organizations = Counter(
        id_
        for position in positions
        for id_ in graph.briefs[position].actors
        if graph.entities[id_].kind == "organization"
    )
    ranked = sorted(organizations, key=lambda id_: (-organizations[id_], shelf.chips[id_].name))
    return RegionPage(
        url=entity.url,
        title=entity.name,
        breadcrumb=breadcrumb_of(entity),
        chip=shelf.chips[entity.id],
        parents=_parents(shelf, entity),
        children=shelf.counted(
            region.id
            for region in graph.paged.get("region", ())
            if isinstance(region.details, Region) and region.details.parent == entity.id
        ),
        countries=shelf.counted(
            country.id
            for country in graph.paged.get("country", ())
            if isinstance(country.details, Country) and country.details.region in inside
        ),
        organizations=shelf.chips_of(tuple(ranked[:ORGANIZATIONS])),
        chart=activity_chart(years, all_years),
        groups=year_groups(shelf, positions),
        count=len(positions),
    )


def regions_inside(shelf: Shelf, id_: str) -> frozenset[str]:
    """A region and all regions inside it, by identifier."""
    found = {id_}
    regions = [
        (entity.id, entity.details.parent)
        for entity in shelf.graph.entities.values()
        if isinstance(entity.details, Region)
    ]
    grown = True
    while grown:
        inside = {region for region, parent in regions if parent in found}
        grown = not inside <= found
        found |= inside
    return frozenset(found)


def _parents(shelf: Shelf, entity: Entity) -> tuple[Chip, ...]:
    found: list[Chip] = []
    details = entity.details
    while isinstance(details, Region) and details.parent and details.parent != "world":
        found.append(shelf.chips[details.parent])
        details = shelf.graph.entities[details.parent].details
    return tuple(found)
