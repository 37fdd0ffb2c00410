"""The page of a region."""

from __future__ import annotations

from collections import Counter

from archive.core.details import Country, Region
from archive.core.model import Entity
from archive.pages.cards import year_groups
from archive.pages.charts import activity_chart
from archive.pages.context import SiteContext, breadcrumb_of
from archive.pages.parts import Chip
from archive.pages.views import RegionPage

ORGANIZATIONS = 12
"""Maximum number of organizations on a region's page that its briefs name most."""


def region_page(context: SiteContext, entity: Entity, all_years: tuple[int, ...]) -> RegionPage:
    """Makes the view of one region, with its own briefs and those of the regions inside it."""
    graph = context.graph
    positions = graph.by_entity[entity.id]
    years = (graph.briefs[position].brief.date.year for position in context.due(positions))
    inside = regions_inside(context, entity.id)
    organizations = Counter(
        id_
        for position in positions
        for id_ in graph.briefs[position].actors
        if graph.entities[id_].kind == "organization"
    )
    ranked = sorted(organizations, key=lambda id_: (-organizations[id_], graph.order(id_)))
    return RegionPage(
        url=entity.url,
        title=entity.name,
        breadcrumb=breadcrumb_of(context, entity),
        chip=context.chips[entity.id],
        parents=_parents(context, entity),
        children=context.counted(
            region.id
            for region in graph.paged.get("region", ())
            if isinstance(region.details, Region) and region.details.parent == entity.id
        ),
        countries=context.counted(
            country.id
            for country in graph.paged.get("country", ())
            if isinstance(country.details, Country) and country.details.region in inside
        ),
        organizations=context.chips_of(tuple(ranked[:ORGANIZATIONS])),
        chart=activity_chart(years, all_years, context.catalogue),
        groups=year_groups(context, positions),
        count=len(positions),
    )


def regions_inside(context: SiteContext, id_: str) -> frozenset[str]:
    """Returns a region and all regions inside it, by identifier."""
    found = {id_}
    regions = [
        (entity.id, entity.details.parent)
        for entity in context.graph.entities.values()
        if isinstance(entity.details, Region)
    ]
    grown = True
    while grown:
        inside = {region for region, parent in regions if parent in found}
        grown = not inside <= found
        found |= inside
    return frozenset(found)


def _parents(context: SiteContext, entity: Entity) -> tuple[Chip, ...]:
    found: list[Chip] = []
    details = entity.details
    while isinstance(details, Region) and details.parent and details.parent != "world":
        found.append(context.chips[details.parent])
        details = context.graph.entities[details.parent].details
    return tuple(found)
