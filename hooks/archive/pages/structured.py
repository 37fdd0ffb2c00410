"""What the registry states of an entity, as properties of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.core.details import EntityKind, Event, Organization
from archive.core.model import Entity
from archive.pages.context import SiteContext

_TYPES: Mapping[EntityKind, str] = {
    "organization": "Organization",
    "person": "Person",
    "event": "Event",
}
"""Kind → its type in schema.org. Countries are left out: a territory is not a ``Country``."""


def structured(context: SiteContext, entity: Entity) -> Iterator[tuple[str, str]]:
    """Yields the properties of an entity that has a type in schema.org, and their values.

    Source: schema.org, types ``Organization`` with its subtypes, ``Person`` and ``Event``.
    """
    if entity.kind not in _TYPES:
        return
    subtype = context.kinds[entity.kind].subtypes.get(entity.subtype)
    properties = [
        ("@type", (subtype.schema_type if subtype else "") or _TYPES[entity.kind]),
        ("name", entity.name),
        ("alternateName", entity.acronym),
        ("sameAs", f"https://www.wikidata.org/wiki/{entity.wikidata}" if entity.wikidata else ""),
    ]
    match entity.details:
        case Organization() as organization:
            properties += [
                ("foundingDate", organization.founded),
                ("dissolutionDate", organization.dissolved),
                ("url", organization.website),
            ]
        case Event() as event:
            properties += [("startDate", event.date), ("endDate", event.until)]
    yield from ((name, value) for name, value in properties if value)
