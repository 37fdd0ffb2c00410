"""The identifiers by which an entry of the registry refers to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

from archive.core.details import Own
from archive.core.keys import Key, key_of
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def entity_references(
    entity: Entity, keys: Mapping[str, Key] | None = None
) -> Iterator[tuple[Key, str]]:
    """Yields each identifier by which an entity refers to another, with its key.

    Args:
        entity: The entity.
        keys: The keys that matter; all keys of its kind if None.
    """
    if isinstance(entity.details, Own):
        for name, id_ in entity.details.references:
            yield Key("names", "", refers=name, earns_page=True), id_
    else:
        keys = ENTITY_KINDS[entity.kind].own_keys if keys is None else keys
        yield from references(entity.details, keys)


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
def _names_of(record: type[DataclassInstance]) -> tuple[tuple[str, str], ...]:
    """Returns the name of each field of a dataclass, with the name of its key."""
    return tuple((field.name, key_of(field)) for field in fields(record))
