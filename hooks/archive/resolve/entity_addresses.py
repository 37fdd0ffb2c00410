"""The addresses of entities: by ``slug``, by acronym, or by name.

An address is permanent, so it depends on as little as possible: on the entry itself, and on whether
another entry of its kind has the same acronym. An entry with any other name never changes it. If
two entries get one address, neither of them moves: that is an error, and a ``slug`` settles it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from archive.core import urls
from archive.core.model import Entity, Level, Problem
from archive.read.addresses import RESERVED


def with_addresses(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Returns entities with their addresses.

    An entity that has an acronym and no ``slug`` has its acronym in its address, in lower case,
    unless another one has the same acronym: then neither has it.
    """
    every = tuple(entities)
    shared = Counter(url for one in every if (url := acronym_url(one)))
    return tuple(
        replace(one, url=url)
        if not one.slug and (url := acronym_url(one)) and shared[url] == 1
        else one
        for one in every
    )


def acronym_url(entity: Entity) -> str:
    """Returns the address by an entity's acronym, or "" if none can be made of it."""
    part = urls.acronym_part(entity.acronym)
    folder = entity.url.partition("/")[0]
    return f"{folder}/{part}/" if part and part not in RESERVED else ""


def name_url(entity: Entity) -> str:
    """Returns the address by an entity's English name."""
    return urls.entity_url(entity.url.partition("/")[0], entity.name)


def check_acronyms(by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    """Yields a warning for each acronym that entries share, so that no address has it.

    Args:
        by_id: Identifier → entity.
    """
    first: dict[str, Entity] = {}
    for entity in by_id.values():
        url = acronym_url(entity)
        if not url or entity.slug:
            continue
        other = first.setdefault(url, entity)
        if other is not entity and entity.acronym != other.acronym:
            message = (
                f'"{entity.acronym}" gives the same address as "{other.acronym}" of {other.name}'
            )
            part = url.rstrip("/").rpartition("/")[2]
            hint = f"give one of the two slug: {part}; until then, neither has the address /{url}"
            yield Problem(entity.place, Level.WARNING, message, "", hint, "address")
