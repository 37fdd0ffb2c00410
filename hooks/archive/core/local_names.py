"""Names of entities in a language: those of the registry, else those of the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from archive.core.catalogue import SOURCE, locale_of
from archive.core.details import Country, Region
from archive.core.model import Entity


def local_names(entity: Entity, language: str) -> tuple[str, ...]:
    """Returns the names of an entity in a language other than English, the usual one first.

    Args:
        entity: The entity.
        language: A language tag. If the registry has no name in exactly this language, one in
            the language without its region counts.

    Returns:
        The names, or () if none is known.
    """
    if language.partition("-")[0] == SOURCE:
        return ()
    if tag := _tag_of(entity, language):
        return tuple(name for known, name in entity.names if known == tag)
    code = _code_of(entity)
    name = _territories(language).get(code, "") if code else ""
    return (name,) if name else ()


def other_languages(entity: Entity, language: str) -> Iterator[tuple[str, str]]:
    """Yields tag and name of each name that ``local_names`` does not return for a language."""
    own = _tag_of(entity, language)
    yield from ((tag, name) for tag, name in entity.names if tag != own)


def _tag_of(entity: Entity, language: str) -> str:
    """Returns the tag under which an entity has its names in a language, or ""."""
    known = {tag for tag, _ in entity.names}
    return next((tag for tag in (language, language.partition("-")[0]) if tag in known), "")


def _code_of(entity: Entity) -> str:
    """Returns the code under which the CLDR has an entity: ISO 3166-1 or UN M49; or ""."""
    match entity.details:
        case Country(alpha3=alpha3) if alpha3:
            return entity.id.upper()
        case Region(code=code):
            return code
    return ""


@lru_cache
def _territories(language: str) -> Mapping[str, str]:
    return locale_of(language).territories
