"""Entities as a site in another language names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.core.catalogue import SOURCE
from archive.core.details import Organization
from archive.core.local_names import local_names, other_languages
from archive.core.model import Entity


def localize(entities: Mapping[str, Entity], language: str) -> Mapping[str, Entity]:
    """Returns entities with their names in a language, where one is known.

    English names become names in another language, by which searches still find the entity.
    Identifiers and addresses stay as they are.

    Args:
        entities: Identifier → entity.
        language: The language of the site.
    """
    if language.partition("-")[0] == SOURCE:
        return entities
    return {id_: _localized(entity, language) for id_, entity in entities.items()}


def _localized(entity: Entity, language: str) -> Entity:
    names = local_names(entity, language)
    if not names:
        return entity
    name, *others = names
    acronym = next((one for one in others if _is_acronym(one)), "")
    english = (entity.name, entity.official, entity.short, *entity.aliases)
    details = entity.details
    if isinstance(details, Organization):
        english = (*english, details.acronym)
        details = replace(details, acronym=acronym or details.acronym)
    same = {name, acronym}
    return replace(
        entity,
        name=name,
        official="",
        short="",
        sort="",
        aliases=tuple(one for one in others if one not in same),
        names=(
            *((SOURCE, one) for one in dict.fromkeys(english) if one and one not in same),
            *other_languages(entity, language),
        ),
        details=details,
    )


def _is_acronym(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return " " not in name and len(letters) > 1 and capitals > len(letters) / 2
