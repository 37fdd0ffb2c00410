"""The identifiers by which an entry of the registry refers to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from archive.core.details import EntityKind, Own
from archive.core.keys import Key, key_of
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def entity_references(entity: Entity) -> Iterator[tuple[Key, str]]:
    """Yields each identifier by which an entity refers to another, with its key."""
    if isinstance(entity.details, Own):
        for name, id_ in entity.details.references:
            yield Key("names", "", refers=name), id_
    else:
        yield from references(entity.details, ENTITY_KINDS[entity.kind].own_keys)


def earning_references(entity: Entity) -> Iterator[str]:
    """Yields the identifiers of the entities whose pages earn an entity a page."""
    if isinstance(entity.details, Own):
        yield from (id_ for _, id_ in entity.details.references)
    else:
        found = references(entity.details, _earning_keys(entity.kind))
        yield from (id_ for key, id_ in found if key.earns_page)


def references(record: DataclassInstance, keys: Mapping[str, Key]) -> Iterator[tuple[Key, str]]:
    """Yields each identifier in a record and in the records inside it, with its key.

    Args:
        record: A details dataclass, or a record within one.
        keys: Its keys.
    """
    for name, key_name in _names_of(type(record)):
        key = keys.get(key_name)
        if key is None or not (key.refers or key.keys):
            continue
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if key.keys:
                yield from references(one, key.keys)
            elif one:
                yield key, one


@cache
def _earning_keys(kind: EntityKind) -> Mapping[str, Key]:
    """Returns the keys of a kind that may earn a page: few do, and entries have many references."""
    own = ENTITY_KINDS[kind].own_keys.items()
    return {name: key for name, key in own if _may_earn_page(key)}


def _may_earn_page(key: Key) -> bool:
    return key.earns_page or any(map(_may_earn_page, (key.keys or {}).values()))


@cache
def _names_of(record: type[DataclassInstance]) -> tuple[tuple[str, str], ...]:
    """Returns the name of each field of a dataclass, with the name of its key."""
    return tuple((field.name, key_of(field)) for field in fields(record))
