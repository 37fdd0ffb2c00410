"""The index page of each kind of entity."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from archive.core.details import AuthorDetails, Country, EntityKind, Region
from archive.core.kind import Kind
from archive.core.model import Entity
from archive.core.names import fold, sort_key
from archive.pages.context import SiteContext
from archive.pages.index_group import IndexGroup
from archive.pages.views import IndexPage
from archive.resolve.graph import Graph


def index_page(context: SiteContext, kind: EntityKind) -> IndexPage:
    """Makes the view of the index of one kind."""
    row = context.kinds[kind]
    entities = listed(context.graph, kind)
    gettext = context.catalogue.gettext
    return IndexPage(
        url=row.index_url,
        title=gettext(row.plural),
        breadcrumb=(context.home,),
        folder=row.folder,
        lead=gettext(row.lead),
        filter_label=gettext(row.filter_label),
        groups=tuple(_groups(context, row, entities)),
        count=len(entities),
    )


def listed(graph: Graph, kind: EntityKind) -> tuple[Entity, ...]:
    """Returns the entities on the index page of a kind, in the order of their names.

    Authors are listed with the persons of the registry who wrote a brief.
    """
    if kind != "author":
        return graph.paged.get(kind, ())
    return tuple(
        graph.entities[id_]
        for id_ in sorted(graph.written, key=lambda id_: (graph.order(id_), id_))
    )


def _groups(context: SiteContext, row: Kind, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    match row.grouping:
        case "by region":
            return _by_region(context, entities)
        case "by subtype":
            return _by_subtype(context, row, entities)
        case "by part":
            return _by_part(context, entities)
        case "by year":
            return _by_year(context, row, entities)
        case "by letter":
            return _by_letter(context, row, entities)
        case _:
            assert_never(row.grouping)


def _by_region(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    def region(entity: Entity) -> tuple[bool, str, str]:
        id_ = entity.details.region if isinstance(entity.details, Country) else ""
        return (not id_, context.graph.order(id_) if id_ else "", id_)

    for (_, _, id_), group in groupby(sorted(entities, key=region), key=region):
        chips = context.counted(entity.id for entity in group)
        title = context.chips[id_].name if id_ else context.catalogue.gettext("No region")
        yield IndexGroup(title, context.chips[id_].url if id_ else "", chips)


def _by_subtype(
    context: SiteContext, row: Kind, entities: tuple[Entity, ...]
) -> Iterator[IndexGroup]:
    for name, subtype in row.subtypes.items():
        chips = context.counted(entity.id for entity in entities if entity.subtype == name)
        if chips:
            yield IndexGroup(context.catalogue.gettext(subtype.plural), "", chips)


def _by_part(context: SiteContext, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    """Returns continents, each with its regions, and the regions of policy, under two headings.

    A setting chooses which comes first.
    """
    gettext = context.catalogue.gettext
    groups: dict[str, list[str]] = {}
    policy: list[str] = []
    for entity in entities:
        if isinstance(entity.details, Region) and not entity.details.in_geoscheme:
            policy.append(entity.id)
        elif entity.id != "world":
            groups.setdefault(_continent(context, entity), []).append(entity.id)
    geoscheme = [
        IndexGroup(context.chips[id_].name, context.chips[id_].url, context.counted(groups[id_]))
        for id_ in sorted(groups, key=context.graph.order)
    ]
    parts = [
        (gettext("Regions of the UN geoscheme"), geoscheme),
        (gettext("Regions that policy uses"), [IndexGroup("", "", context.counted(policy))]),
    ]
    if context.settings.regions_first == "policy":
        parts.reverse()
    for title, found in parts:
        for at, group in enumerate(found):
            if group.chips:
                yield replace(group, part="" if at else title)


def _continent(context: SiteContext, entity: Entity) -> str:
    """Returns the identifier of the highest region below "World" that contains a region."""
    details = entity.details
    while isinstance(details, Region) and details.parent not in ("", "world"):
        entity = context.graph.entities[details.parent]
        details = entity.details
    return entity.id


def _by_year(context: SiteContext, row: Kind, entities: tuple[Entity, ...]) -> Iterator[IndexGroup]:
    def date(entity: Entity) -> str:
        return str(getattr(entity.details, row.dated_by))

    ordered = sorted(entities, key=date, reverse=True)
    for year, group in groupby(ordered, key=lambda entity: date(entity)[:4]):
        title = year or context.catalogue.gettext("Undated")
        yield IndexGroup(title, "", context.counted(entity.id for entity in group))


def _by_letter(
    context: SiteContext, row: Kind, entities: tuple[Entity, ...]
) -> Iterator[IndexGroup]:
    language = context.graph.language
    written = context.graph.written if row.details is AuthorDetails else None

    def order(entity: Entity) -> tuple[str, str]:
        letter = first_letter(entity.sort_name, language)
        return sort_key(letter, language), letter

    for (_, letter), group in groupby(sorted(entities, key=order), key=order):
        yield IndexGroup(letter, "", context.counted((entity.id for entity in group), written))


def first_letter(name: str, language: str = "") -> str:
    """Returns the letter under which an index has a name: "#" for a name without any.

    It is the plain letter ("Élan" is under E), unless the language has a place of its own for it
    (in Swedish, "Åland" is under Å).
    """
    first = next((char for char in unicodedata.normalize("NFC", name) if char.isalnum()), "#")
    plain = (fold(first) or first)[0]
    own, folded = (sort_key(one, language).partition("\0")[0] for one in (first, fold(first)))
    return (plain if own == folded else first).upper()
