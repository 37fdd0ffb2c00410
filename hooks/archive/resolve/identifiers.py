"""Checks identifiers: their letters, the addresses they give, and references to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from archive.core import urls
from archive.core.kind import plain_id
from archive.core.model import Entity, Level, Problem
from archive.core.names import fold, nearest
from archive.core.references import entity_references

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_identifiers(by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    """Yields an error for each malformed identifier, shared address and unknown reference.

    Args:
        by_id: Identifier → entity.
    """
    yield from _check_ids(by_id)
    yield from _check_urls(by_id)
    yield from _check_references(by_id)


def _check_ids(by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    for entity in by_id.values():
        id_ = plain_id(entity.id)
        if not _ID.fullmatch(id_):
            hint = "use only lower-case letters, digits and hyphens"
            message = f'"{id_}" cannot be an identifier'
            yield Problem(entity.place, Level.ERROR, message, urls.slugify(id_), hint, "registry")


def _check_urls(by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    first: dict[str, Entity] = {}
    for entity in by_id.values():
        other = first.setdefault(entity.url, entity)
        if other is not entity:
            message = f"has the same address as {other.place}: /{entity.url}"
            hint = "give one of the two a slug"
            yield Problem(entity.place, Level.ERROR, message, "", hint, "address")


def _check_references(by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    for entity in by_id.values():
        for key, id_ in entity_references(entity):
            if id_ not in by_id:
                written = f'{key.refers} "{plain_id(id_)}" of {entity.name}'
                message = f"{written} is not an identifier of the registry"
                near = _near_id(id_, by_id)
                yield Problem(entity.place, Level.ERROR, message, near, "", "registry")
            elif key.kind and by_id[id_].kind != key.kind:
                message = f'{key.refers} "{id_}" of {entity.name} is not a {key.kind}'
                hint = f"use the identifier of a {key.kind}"
                yield Problem(entity.place, Level.ERROR, message, "", hint, "registry")


def _near_id(id_: str, by_id: Mapping[str, Entity]) -> str:
    """Returns the identifier that an unknown one must mean, as registry files write it, or "".

    It is that of a collection of the same kind, or of an entity that is no collection.
    """
    folder, _, written = id_.rpartition("/")
    near = {plain_id(one): by_id[one] for one in by_id if one.rpartition("/")[0] == folder}
    folded = fold(written)
    named = next((key for key, one in near.items() if fold(one.name) == folded), "")
    return named or nearest(written, near)
