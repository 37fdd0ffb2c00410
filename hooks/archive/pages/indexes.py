"""The index page of each kind of entity."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from archive.core.catalogue import N_
from archive.core.model import Country, Entity, EntityKind, Event, Organization, Region
from archive.core.names import fold
from archive.core.urls import FOLDERS, index_url
from archive.core.vocabulary import ORGANIZATION_KINDS
from archive.pages.context import INDEX_TITLES, SiteContext
from archive.pages.views import IndexGroup, IndexPage

LEADS: dict[EntityKind, str] = {
    "country": N_("Every country and territory that a brief names, by region."),
    "organization": N_("Every organization that a brief names, by kind."),
    "region": N_("Regions of the United Nations geoscheme that briefs are about."),
    "person": N_("People whom briefs name, and holders of posts in what they name."),
    "event": N_("Summits, signings and other events, newest first."),
    "unclassified": N_("Actors that briefs name and the registry does not know yet."),
}
FILTERS: dict[EntityKind, str] = {
    "country": N_("Filter countries"),
    "organization": N_("Filter organizations"),
    "region": N_("Filter regions"),
    "person": N_("Filter people"),
    "event": N_("Filter events"),
    "unclassified": N_("Filter other actors"),
}
"""Kind of entity → the label of the filter box on its index page."""


def index_page(context: SiteContext, kind: EntityKind) -> IndexPage:
    """Makes the view of the index of one kind."""
    entities = context.graph.paged.get(kind, ())
    say = context.catalogue.gettext
    return IndexPage(
        url=index_url(kind),
        title=say(INDEX_TITLES[kind]),
        breadcrumb=(context.home,),
        kind=FOLDERS[kind],
        lead=say(LEADS[kind]),
        filter_label=say(FILTERS[kind]),
        groups=tuple(_groups(context, kind, entities)),
        count=len(entities),
    )


def _groups(
    context: SiteContext, kind: EntityKind, entities: tuple[Entity, ...]
) -> Iterator[IndexGroup]:
    match kind:
        case "country":
            yield from _by_region(context, entities)
        case "organization":
            yield from _by_kind(context, entities)
        case "region":
            yield from _regions(context, entities)
        case "event":
            yield from _by_year(context, entities)
        case _:
            yield from _by_letter(context, entities)


def _by_region(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    def region(entity: Entity) -> tuple[str, str]:
        id_ = entity.details.region if isinstance(entity.details, Country) else ""
        return (context.chips[id_].name if id_ else "~", id_)

    for (name, id_), group in groupby(sorted(entities, key=region), key=region):
        chips = context.counted(entity.id for entity in group)
        title = name if id_ else context.catalogue.gettext("No region")
        yield IndexGroup(title, context.chips[id_].url if id_ else "", chips)


def _by_kind(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    for kind, title in ORGANIZATION_KINDS.items():
        chips = context.counted(
            entity.id
            for entity in entities
            if isinstance(entity.details, Organization) and entity.details.kind == kind
        )
        if chips:
            yield IndexGroup(context.catalogue.gettext(title), "", chips)


def _regions(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    """Continents, each with the regions inside; then what the geoscheme does not know."""

    def continent(entity: Entity) -> str:
        details = entity.details
        while isinstance(details, Region) and details.parent not in ("", "world"):
            entity = context.graph.entities[details.parent]
            details = entity.details
        return entity.id if isinstance(details, Region) and details.code else ""

    groups: dict[str, list[str]] = {}
    for entity in entities:
        if entity.id != "world":
            groups.setdefault(continent(entity), []).append(entity.id)
    for id_ in sorted(groups, key=lambda id_: (not id_, id_)):
        outside = context.catalogue.gettext("Not in the geoscheme")
        title = context.chips[id_].name if id_ else outside
        url = context.chips[id_].url if id_ else ""
        yield IndexGroup(title, url, context.counted(groups[id_]))


def _by_year(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    def date(entity: Entity) -> str:
        return entity.details.date if isinstance(entity.details, Event) else ""

    ordered = sorted(entities, key=date, reverse=True)
    for year, group in groupby(ordered, key=lambda entity: date(entity)[:4]):
        title = year or context.catalogue.gettext("Undated")
        yield IndexGroup(title, "", context.counted(entity.id for entity in group))


def _by_letter(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    def letter(entity: Entity) -> str:
        return fold(entity.name)[:1].upper() or "#"

    for first, group in groupby(sorted(entities, key=letter), key=letter):
        yield IndexGroup(first, "", context.counted(entity.id for entity in group))
