"""Who appears in what: briefs with their names resolved, and the indexes between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from archive.checks import MOST_SUGGESTIONS, unknown_name
from archive.model import (
    Brief,
    Country,
    Entity,
    EntityKind,
    Event,
    Named,
    Organization,
    Person,
    Problem,
    Region,
    Relation,
)
from archive.resolve import Registry, unclassified, unknown_region

MAX_IMPLIED_REGIONS = 3
"""A brief whose actors lie in more regions than this is about none of them in particular."""


@dataclass(frozen=True, slots=True)
class ResolvedBrief:
    """A brief with the identifiers of what it names, each once, in the order written."""

    brief: Brief
    actors: tuple[str, ...]
    regions: tuple[str, ...]
    people: tuple[str, ...]
    events: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """All identifiers that it names: actors, people and events; each once."""
        return tuple(dict.fromkeys((*self.actors, *self.people, *self.events)))


@dataclass(frozen=True)
class Graph:
    """The whole archive, resolved. Positions are indexes into ``briefs``.

    Attributes:
        briefs: Newest first; briefs of one day in the order of their paths.
        entities: Identifier → entity, those of the registry and the unclassified ones.
        by_entity: Identifier → positions of the briefs that name it (regions: with those of
            the regions inside), ascending.
        together: Identifier → how many briefs it shares with each other actor.
    """

    briefs: tuple[ResolvedBrief, ...]
    entities: Mapping[str, Entity]
    by_entity: Mapping[str, tuple[int, ...]]
    together: Mapping[str, Counter[str]]

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
    def standings_of(self) -> Mapping[str, tuple[Relation, ...]]:
        """Identifier → the registry's memberships of it, or in it, as relations."""
        found: dict[str, list[Relation]] = {}
        for entity in self.entities.values():
            if not isinstance(entity.details, Organization):
                continue
            for member in entity.details.members:
                relation = Relation(
                    member.actor,
                    member.relation,
                    entity.id,
                    member.status,
                    member.since,
                    member.until,
                )
                found.setdefault(entity.id, []).append(relation)
                found.setdefault(member.actor, []).append(relation)
        return {id_: tuple(relations) for id_, relations in found.items()}

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
        """Kind → the entities that have a page, by name."""
        found: dict[EntityKind, list[Entity]] = {}
        for id_ in self.by_entity:
            entity = self.entities[id_]
            found.setdefault(entity.kind, []).append(entity)
        return {
            kind: tuple(sorted(entities, key=lambda entity: (entity.name.casefold(), entity.id)))
            for kind, entities in found.items()
        }

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have briefs, ascending."""
        return tuple(sorted({one.brief.date.year for one in self.briefs}))

    def count(self, id_: str) -> int:
        """How many briefs name an entity."""
        return len(self.by_entity.get(id_, ()))

    def has_page(self, id_: str) -> bool:
        """Whether an entity has a page of its own."""
        return id_ in self.by_entity


@dataclass(slots=True)
class Resolutions:
    """The briefs that a process has resolved, for its next build.

    Attributes:
        registry: What they were resolved with.
        briefs: Source path → a brief all of whose names the registry knows.
    """

    registry: Registry | None = None
    briefs: dict[str, ResolvedBrief] = field(default_factory=dict)

    def of(self, registry: Registry) -> Mapping[str, ResolvedBrief]:
        """What was resolved with this very registry."""
        return self.briefs if self.registry is registry else {}


def build_graph(
    briefs: Iterable[Brief], registry: Registry, known: Resolutions | None = None
) -> tuple[Graph, tuple[Problem, ...]]:
    """Resolves every name and indexes the whole.

    Args:
        briefs: The briefs to publish.
        registry: The known entities.
        known: What this process has resolved before, which is brought up to date.

    Returns:
        The graph, and a warning for each name that the registry does not know.
    """
    resolver = _Resolver(registry)
    ordered = sorted(briefs, key=lambda brief: (-brief.date.toordinal(), brief.path))
    known = known or Resolutions()
    earlier = known.of(registry)
    resolved = tuple(
        old
        if (old := earlier.get(brief.path)) is not None and old.brief is brief
        else resolver.brief(brief)
        for brief in ordered
    )
    unclear = {problem.place.path for problem in resolver.problems}
    known.registry = registry
    known.briefs = {one.brief.path: one for one in resolved if one.brief.path not in unclear}
    entities = {**registry.entities, **resolver.added}
    postings: dict[str, list[int]] = {}
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    regions: dict[tuple[str, ...], tuple[str, ...]] = {}
    for position, one in enumerate(resolved):
        if one.regions not in regions:
            regions[one.regions] = with_parents(one.regions, entities)
        for id_ in (*one.named, *regions[one.regions]):
            postings.setdefault(id_, []).append(position)
        for id_ in one.actors:
            counter = together[id_]
            for other in one.actors:
                if other != id_:
                    counter[other] += 1
    for id_ in _reachable(postings, entities):
        postings.setdefault(id_, [])
    by_entity = {id_: tuple(dict.fromkeys(positions)) for id_, positions in postings.items()}
    return Graph(resolved, entities, by_entity, dict(together)), tuple(resolver.problems)


class _Resolver:
    """Resolves names brief by brief; each unknown name is looked up for a suggestion once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._suggestions: dict[str, str] = {}
        self._found: dict[str, Entity | None] = {}
        self.added: dict[str, Entity] = {}
        self.problems: list[Problem] = []

    def brief(self, brief: Brief) -> ResolvedBrief:
        actors = self._actors(brief.actors, "actor")
        people = self._actors(brief.people, "person")
        events = self._actors(brief.events, "event")
        regions = tuple(dict.fromkeys(self._region(name).id for name in brief.regions))
        relations = tuple(
            Relation(
                subject=self._actor(claim.subject, "actor").id,
                relation=claim.relation,
                object=self._actor(claim.object, "actor").id,
                status=claim.status,
                since=claim.since,
                until=claim.until,
                note=claim.note,
                brief=brief.path,
            )
            for claim in brief.claims
            if claim.subject.text and claim.object.text
        )
        # An actor that only a relation names is an actor of the brief all the same: it gets its
        # page, and the page lists the brief.
        extra = (id_ for relation in relations for id_ in (relation.subject, relation.object))
        actors = tuple(dict.fromkeys((*actors, *extra)))
        return ResolvedBrief(
            brief, actors, regions or self._implied(actors), people, events, relations
        )

    def _actors(self, names: Iterable[Named], what: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._actor(name, what).id for name in names))

    def _actor(self, name: Named, what: str) -> Entity:
        if name.text not in self._found:
            self._found[name.text] = self._registry.find_actor(name.text)
        known = self._found[name.text]
        if known is not None:
            return known
        self._warn(name, what, self._registry.nearest_actor)
        entity = unclassified(name.text)
        return self.added.setdefault(entity.id, entity)

    def _region(self, name: Named) -> Entity:
        known = self._registry.find_region(name.text)
        if known is not None:
            return known
        self._warn(name, "region", self._registry.nearest_region)
        entity = unknown_region(name.text)
        return self.added.setdefault(entity.id, entity)

    def _warn(self, name: Named, what: str, nearest: Callable[[str], str]) -> None:
        key = f"{what}:{name.text}"
        if key not in self._suggestions:
            few = len(self._suggestions) < MOST_SUGGESTIONS
            self._suggestions[key] = nearest(name.text) if few else ""
        self.problems.append(unknown_name(name, what, self._suggestions[key]))

    def _implied(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        regions = dict.fromkeys(
            entity.details.region
            for id_ in actors
            if (entity := self._registry.entities.get(id_))
            and isinstance(entity.details, Country)
            and entity.details.region
        )
        return tuple(regions) if len(regions) <= MAX_IMPLIED_REGIONS else ()


def with_parents(regions: Iterable[str], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Regions and all that they lie in, each once."""
    found: dict[str, None] = {}
    for region in regions:
        id_ = region
        while id_ and id_ not in found and isinstance(entities[id_].details, Region):
            found[id_] = None
            details = entities[id_].details
            id_ = details.parent if isinstance(details, Region) else ""
    return tuple(found)


def _reachable(postings: Mapping[str, list[int]], entities: Mapping[str, Entity]) -> list[str]:
    """People and events that no brief names but whose post or part is with an actor with briefs.

    They get a page too, so that an organization's people and a country's events are to be had.
    """
    found: list[str] = []
    for entity in entities.values():
        match entity.details:
            case Person(posts=posts):
                ids: tuple[str, ...] = tuple(post.of for post in posts)
            case Event() as event:
                ids = (*event.hosts, *event.participants)
            case _:
                continue
        if entity.id not in postings and any(id_ in postings for id_ in ids):
            found.append(entity.id)
    return found
