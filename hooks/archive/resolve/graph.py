"""The graph of who appears in which brief: briefs with their names resolved, and indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from archive.core.details import EntityKind, Organization, Region
from archive.core.model import Brief, Entity, Relation, Standing
from archive.core.names import sort_key
from archive.resolve.regions import Area, areas_of


@dataclass(frozen=True, slots=True)
class ResolvedBrief:
    """A brief with the identifiers of what it names, without repeats, in the order written."""

    brief: Brief
    actors: tuple[str, ...]
    regions: tuple[str, ...]
    people: tuple[str, ...]
    events: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """All identifiers that it names: actors, people and events; without repeats."""
        return tuple(dict.fromkeys((*self.actors, *self.people, *self.events)))


@dataclass(frozen=True)
class Graph:
    """The whole archive, resolved. Positions are indexes into ``briefs``.

    Attributes:
        briefs: Newest first; briefs of one day in the order of their paths.
        entities: Identifier → entity: registry entries and unclassified actors.
        by_entity: Identifier → positions of the briefs that name it, ascending; for a region, also
            of the briefs that name a region inside it.
        together: Identifier → number of briefs that it shares with each other actor.
        language: The language in whose order names are sorted.
        areas: What is in each region that lists countries or regions.
        listed: Identifier of such a region → positions of the briefs on its page, ascending.
    """

    briefs: tuple[ResolvedBrief, ...]
    entities: Mapping[str, Entity]
    by_entity: Mapping[str, tuple[int, ...]]
    together: Mapping[str, Counter[str]]
    language: str = ""
    areas: Mapping[str, Area] = field(default_factory=dict)
    listed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def relations_of(self) -> Mapping[str, tuple[Relation, ...]]:
        """Identifier → relations that briefs assert with it as subject or object, newest first."""
        found: dict[str, list[Relation]] = {}
        for resolved in self.briefs:
            for relation in resolved.relations:
                for id_ in dict.fromkeys((relation.subject, relation.object)):
                    found.setdefault(id_, []).append(relation)
        return {id_: tuple(relations) for id_, relations in found.items()}

    @cached_property
    def standings_of(self) -> Mapping[str, tuple[Standing, ...]]:
        """Identifier → its memberships and members according to the registry."""
        return standings_of(self.entities.values())

    @cached_property
    def by_path(self) -> Mapping[str, ResolvedBrief]:
        """Source path → brief."""
        return {resolved.brief.path: resolved for resolved in self.briefs}

    @cached_property
    def path_at(self) -> Mapping[str, str]:
        """Address of a brief → its source path."""
        return {resolved.brief.url: resolved.brief.path for resolved in self.briefs}

    @cached_property
    def paged(self) -> Mapping[EntityKind, tuple[Entity, ...]]:
        """Kind → the entities that have a page, in the order of their names."""
        found: dict[EntityKind, list[Entity]] = {}
        for id_ in self.by_entity:
            entity = self.entities[id_]
            found.setdefault(entity.kind, []).append(entity)
        return {
            kind: tuple(sorted(entities, key=lambda entity: (self.order(entity.id), entity.id)))
            for kind, entities in found.items()
        }

    @cached_property
    def areas_of(self) -> Mapping[str, tuple[str, ...]]:
        """Identifier of a country or region → the regions whose pages show its briefs."""
        return areas_of(self.areas)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have briefs, ascending."""
        return tuple(sorted({one.brief.date.year for one in self.briefs}))

    def order(self, id_: str) -> str:
        """Returns the sort key of an entity in lists."""
        return sort_key(self.entities[id_].sort_name, self.language)

    def count(self, id_: str) -> int:
        """Returns the number of briefs on the page of an entity."""
        return len(self.positions(id_))

    def positions(self, id_: str) -> tuple[int, ...]:
        """Returns the positions of the briefs on the page of an entity, ascending."""
        return self.listed.get(id_) or self.by_entity.get(id_, ())

    def has_page(self, id_: str) -> bool:
        """Returns whether an entity has a page of its own."""
        return id_ in self.by_entity


def standings_of(entities: Iterable[Entity]) -> Mapping[str, tuple[Standing, ...]]:
    """Returns identifier → memberships and members according to the registry."""
    found: dict[str, list[Standing]] = {}
    for entity in entities:
        if not isinstance(entity.details, Organization):
            continue
        for member in entity.details.standings:
            standing = Standing(member.actor, entity.id, member.phases, entity.details.as_of)
            found.setdefault(entity.id, []).append(standing)
            found.setdefault(member.actor, []).append(standing)
    return {id_: tuple(standings) for id_, standings in found.items()}


def with_parents(regions: Iterable[str], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Returns regions and all regions that contain them, without repeats."""
    found: dict[str, None] = {}
    for region in regions:
        id_ = region
        while id_ and id_ not in found and isinstance(entities[id_].details, Region):
            found[id_] = None
            details = entities[id_].details
            id_ = details.parent if isinstance(details, Region) else ""
    return tuple(found)
