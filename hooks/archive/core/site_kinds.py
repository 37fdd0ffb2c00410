"""The table of kinds of one site: the program's, and what the site's settings add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.core.catalogue import N_
from archive.core.details import EntityKind, Own
from archive.core.kind import Kind, Role
from archive.core.kinds import ENTITY_KINDS
from archive.core.own_keys import OwnKey, own_facets
from archive.core.own_kinds import OwnKind, OwnType, entry_key
from archive.core.settings import Settings
from archive.core.subtypes import Subtype
from archive.core.urls import CORRECTIONS, NEWS, YEARS

Kinds = Mapping[EntityKind, Kind]
"""Name of a kind → its row."""


def kinds_of(settings: Settings) -> Kinds:
    """Returns every kind of a site, in the order of the menu."""
    if not settings.organization_types and not settings.kinds:
        return ENTITY_KINDS
    own = {one.name: _row(one) for one in settings.kinds}
    return {
        **ENTITY_KINDS,
        "organization": _with_types(ENTITY_KINDS["organization"], settings.organization_types),
        **own,
    }


def role_of(kind: EntityKind) -> Role:
    """Returns the role of entities of a kind; those of kinds that a site declares have none."""
    row = ENTITY_KINDS.get(kind)
    return row.role if row else "other"


def menu_entries(settings: Settings) -> tuple[str, ...]:
    """Returns the addresses of the archive that the menu may name."""
    return (*(row.index_url for row in kinds_of(settings).values()), YEARS, NEWS, CORRECTIONS)


def registry_files(kinds: Kinds) -> dict[str, EntityKind]:
    """Returns the name of a registry file or folder → the kind of its entries."""
    return {row.folder: kind for kind, row in kinds.items() if row.in_registry}


def site_facets(settings: Settings) -> dict[str, str]:
    """Returns the facets that the settings of a site declare: name of the facet → its label."""
    return own_facets(facet_keys(settings))


def facet_keys(settings: Settings) -> tuple[OwnKey, ...]:
    """Returns the keys that a site declares, and a key for the facet of each of its kinds."""
    kinds = (OwnKey(one.name, one.singular, facet=True) for one in settings.kinds)
    return (*settings.metadata, *kinds)


def _with_types(row: Kind, types: tuple[OwnType, ...]) -> Kind:
    own = {one.name: Subtype(one.singular, one.plural, one.has_members) for one in types}
    subtypes = {**row.subtypes, **own}
    key = replace(row.own_keys["kind"], choices=tuple(subtypes))
    return replace(row, subtypes=subtypes, own_keys={**row.own_keys, "kind": key})


def _row(own: OwnKind) -> Kind:
    return Kind(
        folder=own.folder,
        details=Own,
        singular=own.singular,
        plural=own.plural,
        in_sentence=(own.singular.lower(), own.plural.lower()),
        lead=N_("Entries that briefs name, by letter."),
        filter_label=N_("Filter the list"),
        own_keys={one.name: entry_key(one) for one in own.keys},
        facet=own.singular,
    )
