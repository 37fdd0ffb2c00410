"""The page of a region."""

from __future__ import annotations

from collections.abc import Iterator

from archive.core.details import Country, Region
from archive.core.model import Entity
from archive.pages.cards import year_groups
from archive.pages.charts import activity_chart
from archive.pages.context import SiteContext, breadcrumb_of, source_path
from archive.pages.parts import Chip
from archive.pages.views import RegionPage

ORGANIZATIONS = 12
"""Maximum number of organizations on a region's page that its briefs name most."""
STATES = ("state", "observer state", "partly recognized")
"""The subtypes of countries that are listed even if they have no page."""


def region_page(context: SiteContext, entity: Entity, all_years: tuple[int, ...]) -> RegionPage:
    """Makes the view of one region, with its own briefs and those of the regions inside it.

    The page of a region that lists countries or regions also shows the briefs of these.
    """
    graph = context.graph
    positions = graph.positions(entity.id)
    years = (graph.briefs[position].brief.date.year for position in context.due(positions))
    organizations = (
        id_
        for position in positions
        for id_ in graph.briefs[position].actors
        if graph.entities[id_].kind == "organization"
    )
    details = entity.details if isinstance(entity.details, Region) else Region()
    return RegionPage(
        url=entity.url,
        title=entity.name,
        breadcrumb=breadcrumb_of(context, entity),
        chip=context.chips[entity.id],
        also_known_as=entity.aliases,
        note=entity.note,
        parents=_parents(context, entity),
        children=context.counted(
            region.id
            for region in graph.paged.get("region", ())
            if region.id in details.regions or _parent(region) == entity.id
        ),
        countries=context.counted(_countries(context, entity.id)),
        organizations=context.chips_of(context.most_frequent(organizations, ORGANIZATIONS)),
        chart=activity_chart(years, all_years, context.catalogue),
        groups=year_groups(context, positions),
        count=len(positions),
        filed=len(graph.by_entity[entity.id]) if entity.id in graph.areas else None,
        sources=tuple(one for one in details.sources if one != "none"),
        source_path=source_path(entity),
    )


def _countries(context: SiteContext, id_: str) -> Iterator[str]:
    """Yields the countries of a region by name.

    If the region lists countries or regions, states without a page are among them: the list then
    defines the region. Territories, of which there are many, always need a page.
    """
    graph = context.graph
    if id_ not in graph.areas:
        inside = _regions_inside(context, id_)
        for country in graph.paged.get("country", ()):
            if isinstance(country.details, Country) and country.details.region in inside:
                yield country.id
        return
    for one in sorted(graph.areas[id_].countries, key=graph.order):
        if graph.has_page(one) or graph.entities[one].subtype in STATES:
            yield one


def _regions_inside(context: SiteContext, id_: str) -> frozenset[str]:
    """Returns a region and all regions inside it, by identifier."""
    found = {id_}
    regions = [(entity.id, _parent(entity)) for entity in context.graph.entities.values()]
    grown = True
    while grown:
        inside = {region for region, parent in regions if parent in found}
        grown = not inside <= found
        found |= inside
    return frozenset(found)


def _parent(entity: Entity) -> str:
    return entity.details.parent if isinstance(entity.details, Region) else ""


def _parents(context: SiteContext, entity: Entity) -> tuple[Chip, ...]:
    """Returns the regions that contain a region, then those that list it, without "World"."""
    entities = context.graph.entities
    found: list[str] = []
    parent = _parent(entity)
    while parent and parent != "world":
        found.append(parent)
        parent = _parent(entities[parent])
    for id_ in context.graph.areas_of.get(entity.id, ()):
        details = entities[id_].details
        if isinstance(details, Region) and entity.id in details.regions:
            found.append(id_)
    return context.chips_of(tuple(dict.fromkeys(found)))
