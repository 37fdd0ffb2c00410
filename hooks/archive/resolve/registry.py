"""The registry: resolves a name as written to the one entity that it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from archive.core import urls
from archive.core.details import Country, EntityKind, Region, Unclassified
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity, Level, Problem
from archive.core.names import fold, nearest
from archive.core.site_kinds import Kinds, role_of
from archive.core.spellings import (
    after_article,
    nearest_name,
    split_names,
    without_article,
    word_orders,
)
from archive.core.state_forms import english_form, foreign_form
from archive.read.registry import read_country_names, read_other_names, read_registry
from archive.resolve.entity_addresses import check_acronyms, with_addresses
from archive.resolve.hierarchy import check_hierarchy
from archive.resolve.identifiers import check_identifiers
from archive.resolve.other_names import add_other_names, english_names, is_region


@dataclass(frozen=True, slots=True)
class Registry:
    """All entities by identifier, and indexes of names.

    Regions have an index of their own: as an actor, "Micronesia" is a country; as a region, it is
    a part of Oceania.

    Attributes:
        entities: Identifier → entity.
        actors: Folded name → identifier of an actor.
        regions: Folded name → identifier of a region.
        capitals: Names in capitals, as written, that mean another actor than their folded form:
            GUAM is an organization, Guam an island.
        codes: Folded codes of ISO 3166-1 (two and three letters) → identifier.
        elsewhere: Folded names of countries in other languages → identifier.
        collections: Address that a name of a collection would give it → identifier.
        others: Folded names for which no known name is suggested, because they mean something else.
    """

    entities: Mapping[str, Entity]
    actors: Mapping[str, str]
    regions: Mapping[str, str]
    capitals: Mapping[str, str]
    codes: Mapping[str, str]
    elsewhere: Mapping[str, str]
    collections: Mapping[str, str] = field(default_factory=dict)
    others: frozenset[str] = frozenset()

    def find_actor(self, name: str) -> Entity | None:
        """Returns the entity of any kind that a name, acronym, alias or identifier means.

        An identifier must match exactly; everything else is folded. The codes of countries are
        found in any case, names in the word orders that lists invert, and official names of
        countries in other languages. A leading article of a language that the program knows does
        not count if the rest is a name. A region is found only if no actor has the name. Two names
        of one actor, as in "Burma/Myanmar", mean that actor.
        """
        if found := self._find_one(name):
            return found
        for order in word_orders(name):
            if found := self._find_named(order):
                return found
        if found := self._find_official(name):
            return found
        if (rest := after_article(name)) and (found := self._find_named(rest)):
            return found
        several = {one.id: one for one in self.find_several(name)}
        return next(iter(several.values())) if len(several) == 1 else None

    def find_several(self, name: str) -> tuple[Entity, ...]:
        """Returns what each part of "EU/NATO" means, or () unless all parts are names."""
        for parts in split_names(name):
            found = [self._find_one(part) for part in parts]
            if all(found):
                return tuple(one for one in found if one)
        return ()

    def _find_one(self, name: str) -> Entity | None:
        known = self.entities.get(name)
        return known if known and not _is_collection(known) else self._find_named(name)

    def _find_named(self, name: str) -> Entity | None:
        """Returns what a name means that is not an identifier."""
        folded = fold(name)
        id_ = (
            self.capitals.get(name)
            or self.actors.get(folded)
            or self.codes.get(folded)
            or self.regions.get(folded)
            or self.elsewhere.get(folded)
        )
        return self.entities[id_] if id_ else None

    def _find_official(self, name: str) -> Entity | None:
        """Returns the country that an official name in another language means.

        Its form must be that of the official name in English: "República de China" is not the
        People's Republic.
        """
        official = foreign_form(name)
        found = self._find_named(official[0]) if official else None
        if official is None or found is None or found.kind != "country":
            return None
        forms = map(english_form, english_names(found))
        return found if official[1] in forms else None

    def find_region(self, name: str) -> Entity | None:
        """Returns the region that a name, alias or identifier means."""
        if (entity := self.entities.get(name)) and is_region(entity):
            return entity
        id_ = self.regions.get(fold(name))
        return self.entities[id_] if id_ else None

    def find_collection(self, kind: EntityKind, name: str) -> str:
        """Returns the identifier of the collection that a name means, registered or not."""
        url = urls.collection_url(ENTITY_KINDS[kind].folder, name)
        return self.collections.get(url) or url.rstrip("/")

    def nearest_actor(self, name: str) -> str:
        """Returns the known name that a misspelt one must mean, or ""."""
        if fold(name) in self.others:
            return ""
        orders = {fold(order): order for order in (*word_orders(name), name)}
        near = (nearest_name(order, self._names(regions=False)) for order in orders.values())
        return next(filter(None, near), "")

    def nearest_region(self, name: str) -> str:
        """Returns the known region's name most similar to ``name``, or ""."""
        return nearest(name, (known for known, _ in self._names(regions=True)))

    def _names(self, *, regions: bool) -> Iterator[tuple[str, str]]:
        for entity in self.entities.values():
            if is_region(entity) is regions and not _is_collection(entity):
                for name in english_names(entity):
                    yield name, entity.id


def make_registry(
    entities: Iterable[Entity],
    elsewhere: Mapping[str, str] = MappingProxyType({}),
    others: frozenset[str] = frozenset(),
) -> tuple[Registry, tuple[Problem, ...]]:
    """Indexes entities by their names.

    Args:
        entities: Entities with unique identifiers.
        elsewhere: Folded names of countries in other languages → identifier.
        others: Folded names for which no known name is suggested.

    Returns:
        The registry, and a problem for every name that would mean two entities, every address
        that two entities would share, and every reference to an identifier that does not exist.
        A name in another language, or a further spelling, silently gives way to an English one.
    """
    by_id = {entity.id: entity for entity in with_addresses(entities)}
    actors: dict[str, str] = {}
    regions: dict[str, str] = {}
    problems: list[Problem] = []
    indexed = [
        (entity, regions if is_region(entity) else actors)
        for entity in by_id.values()
        if not _is_collection(entity)
    ]
    for entity, index in indexed:
        for name in english_names(entity):
            taken = index.setdefault(fold(name), entity.id)
            if taken != entity.id:
                problems.append(_taken(entity, name, by_id[taken]))
    codes = _codes(by_id)
    capitals = add_other_names(indexed, by_id, codes)
    for entity, index in indexed:
        for name in english_names(entity):
            index.setdefault(without_article(fold(name)), entity.id)
    collections, found = _index_collections(by_id)
    problems.extend(found)
    problems.extend(check_identifiers(by_id))
    problems.extend(check_acronyms(by_id))
    problems.extend(check_hierarchy(by_id))
    registry = Registry(
        MappingProxyType(by_id),
        MappingProxyType(actors),
        MappingProxyType(regions),
        MappingProxyType(capitals),
        MappingProxyType(codes),
        MappingProxyType({name: id_ for name, id_ in elsewhere.items() if id_ in by_id}),
        MappingProxyType(collections),
        others,
    )
    return registry, tuple(problems)


def load_registry(
    folders: Iterable[Path], root: Path | None = None, kinds: Kinds = ENTITY_KINDS
) -> tuple[Registry, tuple[Problem, ...]]:
    """Reads registry folders and indexes their entities; see ``read_registry``.

    Args:
        folders: The built-in registry first, then the site's own.
        root: The project, to which the paths of messages are relative.
        kinds: The kinds of the site.

    Returns:
        The registry, and the problems, including conflicting names.
    """
    entities, problems, _ = read_registry(folders, root, kinds)
    registry, conflicts = index_registry(entities)
    return registry, (*problems, *conflicts)


def index_registry(entities: Iterable[Entity]) -> tuple[Registry, tuple[Problem, ...]]:
    """Indexes entities with the built-in lists of names; see ``make_registry``."""
    return make_registry(entities, read_country_names(), read_other_names())


def unclassified(name: str) -> Entity:
    """Makes an entity for an actor that the registry does not know; its name identifies it."""
    url = urls.entity_url(ENTITY_KINDS["unclassified"].folder, name)
    return Entity(url.rstrip("/"), name, "unclassified", url, Unclassified())


def unknown_region(name: str) -> Entity:
    """Makes an entity for a region that the registry does not know."""
    url = urls.entity_url(ENTITY_KINDS["region"].folder, name)
    note = "The registry does not know this region."
    return Entity(url.rstrip("/"), name, "region", url, Region(), note=note)


def _collection_url(entity: Entity, name: str) -> str:
    return urls.collection_url(ENTITY_KINDS[entity.kind].folder, name)


def _is_collection(entity: Entity) -> bool:
    return role_of(entity.kind) == "collection"


def _index_collections(
    by_id: Mapping[str, Entity],
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Returns the identifiers of collections by the addresses of their names, and conflicts.

    Identifiers and the ends of addresses mean a collection too if no name does.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    collections = [entity for entity in by_id.values() if _is_collection(entity)]
    for entity in collections:
        for name in english_names(entity):
            taken = found.setdefault(_collection_url(entity, name), entity.id)
            if taken != entity.id:
                problems.append(_taken(entity, name, by_id[taken]))
    for entity in collections:
        for name in (*(name for _, name in entity.names), *entity.spellings):
            found.setdefault(_collection_url(entity, name), entity.id)
    for entity in collections:
        found.setdefault(f"{entity.id}/", entity.id)
        found.setdefault(entity.url, entity.id)
    return found, tuple(problems)


def _codes(by_id: Mapping[str, Entity]) -> dict[str, str]:
    return {
        code.casefold(): entity.id
        for entity in by_id.values()
        if isinstance(entity.details, Country) and entity.details.alpha3
        for code in (entity.id, entity.details.alpha3)
    }


def _taken(entity: Entity, name: str, other: Entity) -> Problem:
    message = f'"{name}" is a name of both {other.name} ({other.place}) and {entity.name}'
    hint = "remove the name from one of the two"
    return Problem(entity.place, Level.ERROR, message, "", hint, "registry")
