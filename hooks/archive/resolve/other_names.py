"""Which names of an entity are English, and the index of all others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from archive.core.model import Entity
from archive.core.names import fold
from archive.core.site_kinds import role_of


def add_other_names(
    indexed: Iterable[tuple[Entity, dict[str, str]]],
    by_id: Mapping[str, Entity],
    codes: Container[str],
) -> dict[str, str]:
    """Adds names in other languages, and further spellings, where no English name is the same.

    Args:
        indexed: The entities, each with the index of its names: folded name → identifier.
        by_id: Identifier → entity.
        codes: Folded codes of countries, which mean these in every language.

    Returns:
        Names in capitals that mean another actor than their folded form.
    """
    capitals: dict[str, str] = {}
    for entity, index in indexed:
        for name in (*(name for _, name in entity.names), *entity.spellings):
            if fold(name) in codes and name not in entity.spellings:
                continue  # "UA" is the African Union in French, and Ukraine in any language
            taken = index.setdefault(fold(name), entity.id)
            if taken == entity.id or not name.isupper() or name not in entity.spellings:
                continue
            if name not in english_names(by_id[taken]):
                capitals.setdefault(name, entity.id)
    return capitals


def english_names(entity: Entity) -> Iterator[str]:
    """Yields the names of an entity in English."""
    yield entity.name
    yield from filter(None, (entity.official, entity.acronym, entity.short))
    yield from entity.aliases


def is_region(entity: Entity) -> bool:
    """Returns whether names of an entity are looked up as those of regions."""
    return role_of(entity.kind) == "region"
