"""Resolves the names of all briefs and builds the graph."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from archive.core.catalogue import SOURCE
from archive.core.details import Country, Region
from archive.core.model import Brief, Entity, Named, Problem, Relation
from archive.core.references import earning_references
from archive.resolve.checks import MAX_SUGGESTIONS, NamedAs, count_regions, unknown_name
from archive.resolve.containment import with_broader, with_parents
from archive.resolve.filing import Filer, find_unregistered
from archive.resolve.graph import Graph, ResolvedBrief
from archive.resolve.regions import find_areas, list_briefs
from archive.resolve.registry import Registry, index_registry, unclassified, unknown_region
from archive.resolve.translations import NOWHERE, group_works, listed_version

MAX_IMPLIED_REGIONS = 3
"""Maximum number of regions of its actors under which a brief is filed; with more, it is filed
under the whole world."""
WORLD = "world"
"""The identifier of the region that contains all others."""


@dataclass(slots=True)
class Resolutions:
    """The briefs that a process has resolved, kept for its next build.

    Attributes:
        registry: The registry with which they were resolved.
        briefs: Source path → resolved brief, if the registry knows all its names.
    """

    registry: Registry | None = None
    briefs: dict[str, ResolvedBrief] = field(default_factory=dict)
    _entities: tuple[Entity, ...] | None = None
    _indexed: tuple[Registry, tuple[Problem, ...]] | None = None

    def registry_of(self, entities: tuple[Entity, ...]) -> tuple[Registry, tuple[Problem, ...]]:
        """Returns the registry of some entities; makes it again only if they changed.

        See ``index_registry``.
        """
        if self._indexed is None or self._entities is not entities:
            self._entities = entities
            self._indexed = index_registry(entities)
        return self._indexed

    def of(self, registry: Registry) -> Mapping[str, ResolvedBrief]:
        """Returns the briefs that were resolved with this very registry."""
        return self.briefs if self.registry is registry else {}


def build_graph(
    briefs: Iterable[Brief],
    registry: Registry,
    known: Resolutions | None = None,
    language: str = SOURCE,
) -> tuple[Graph, tuple[Problem, ...]]:
    """Resolves every name and builds the graph.

    Args:
        briefs: The briefs to publish, withdrawn ones included.
        registry: The known entities.
        known: What this process has already resolved; it is updated.
        language: The language of the site, which decides the version of a work that lists show.

    Returns:
        The graph, and a warning for each name that the registry does not know.
    """
    given = tuple(briefs)
    withdrawn = tuple(sorted((one for one in given if one.withdrawn), key=lambda one: one.path))
    works = group_works((one for one in given if not one.withdrawn), language)
    listed = {listed_version(work, language).path for work in works}
    ordered = sorted(
        (one for work in works for one in work),
        key=lambda brief: (brief.path not in listed, -brief.date.toordinal(), brief.path),
    )
    resolver = _Resolver(registry, count_regions(ordered))
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
    filed = find_unregistered(ordered, resolver.filer, registry.entities)
    entities = {**registry.entities, **resolver.added, **filed}
    shown = resolved[: len(works)]
    postings = _postings(shown, entities)
    written = _written(shown)
    for id_ in _reachable(postings, entities):
        postings.setdefault(id_, [])
    areas = find_areas(entities)
    in_areas = list_briefs(areas, postings)
    for id_ in in_areas:
        postings.setdefault(id_, [])
    for id_, positions in written.items():
        postings.setdefault(id_, list(positions) if entities[id_].kind == "author" else [])
    by_entity = {id_: tuple(dict.fromkeys(positions)) for id_, positions in postings.items()}
    graph = Graph(
        shown,
        entities,
        by_entity,
        _together(shown),
        language=language,
        withdrawn=withdrawn,
        areas=areas,
        listed=in_areas,
        written=written,
        others=resolved[len(works) :],
        works={one.path: work for work in works if len(work) > 1 for one in work},
    )
    return graph, tuple(resolver.problems)


def _postings(
    briefs: Iterable[ResolvedBrief], entities: Mapping[str, Entity]
) -> dict[str, list[int]]:
    """Returns identifier → positions of the briefs that name it or are filed under it."""
    postings: dict[str, list[int]] = {}
    regions: dict[tuple[str, ...], tuple[str, ...]] = {}
    topics: dict[tuple[str, ...], tuple[str, ...]] = {}
    for position, one in enumerate(briefs):
        if one.regions not in regions:
            regions[one.regions] = with_parents(one.regions, entities)
        if one.topics not in topics:
            topics[one.topics] = with_broader(one.topics, entities)
        series = (one.series,) if one.series else ()
        for id_ in (*one.named, *regions[one.regions], *topics[one.topics], *series):
            postings.setdefault(id_, []).append(position)
    return postings


def _written(briefs: Iterable[ResolvedBrief]) -> dict[str, tuple[int, ...]]:
    """Returns the identifier of each author → positions of the author's briefs."""
    found: dict[str, list[int]] = {}
    for position, one in enumerate(briefs):
        for id_ in dict.fromkeys(one.authors):
            found.setdefault(id_, []).append(position)
    return {id_: tuple(positions) for id_, positions in found.items()}


def _together(briefs: Iterable[ResolvedBrief]) -> dict[str, Counter[str]]:
    """Returns the identifier of each actor → its number of briefs with each other actor."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in briefs:
        for id_ in one.actors:
            counter = found[id_]
            for other in one.actors:
                if other != id_:
                    counter[other] += 1
    return dict(found)


class _Resolver:
    """Resolves names brief by brief; looks for a suggestion only once per unknown name."""

    def __init__(self, registry: Registry, region_counts: Counter[str]) -> None:
        self._registry = registry
        self._region_counts = region_counts
        self._suggestions: dict[str, str] = {}
        self._found: dict[str, Entity | None] = {}
        self.filer = Filer(registry)
        self.added: dict[str, Entity] = {}
        self.problems: list[Problem] = []

    def brief(self, brief: Brief) -> ResolvedBrief:
        path = brief.path
        actors = self._actors(path, brief.actors, "actor")
        people = self._actors(path, brief.people, "person")
        events = self._actors(path, brief.events, "event")
        regions = tuple(dict.fromkeys(self._region(path, name).id for name in brief.regions))
        relations = tuple(
            Relation(
                subject=self._actor(path, claim.subject, "actor").id,
                relation=claim.relation,
                object=self._actor(path, claim.object, "actor").id,
                status=claim.status,
                since=claim.since,
                until=claim.until,
                note=claim.note,
                brief=path,
            )
            for claim in brief.claims
            if claim.subject.text and claim.object.text
        )
        # An actor that only a relation names is still an actor of the brief: it gets a page, which
        # lists the brief.
        extra = (id_ for relation in relations for id_ in (relation.subject, relation.object))
        actors = tuple(dict.fromkeys((*actors, *extra)))
        regions = regions or self._implied(actors)
        filing = self.filer.file(brief)
        return ResolvedBrief(brief, actors, regions, people, events, relations, *filing)

    def _actors(self, path: str, names: Iterable[Named], what: NamedAs) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._actor(path, name, what).id for name in names))

    def _actor(self, path: str, name: Named, what: NamedAs) -> Entity:
        if name.text not in self._found:
            self._found[name.text] = self._registry.find_actor(name.text)
        known = self._found[name.text]
        if known is not None:
            return known
        self._warn(path, name, what, self._registry.nearest_actor)
        entity = unclassified(name.text)
        return self.added.setdefault(entity.id, entity)

    def _region(self, path: str, name: Named) -> Entity:
        known = self._registry.find_region(name.text)
        if known is not None:
            return known
        self._warn(path, name, "region", self._registry.nearest_region)
        entity = unknown_region(name.text)
        return self.added.setdefault(entity.id, entity)

    def _warn(self, path: str, name: Named, what: NamedAs, nearest: Callable[[str], str]) -> None:
        if name.line == NOWHERE:
            return
        key = f"{what}:{name.text}"
        if key not in self._suggestions:
            few = len(self._suggestions) < MAX_SUGGESTIONS
            self._suggestions[key] = nearest(name.text) if few else ""
        several = () if what == "region" else self._registry.find_several(name.text)
        count = self._region_counts[name.text] if what == "region" else 1
        near = self._suggestions[key]
        self.problems.append(unknown_name(name, path, what, near, several, count=count))

    def _implied(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        regions = dict.fromkeys(
            entity.details.region
            for id_ in actors
            if (entity := self._registry.entities.get(id_))
            and isinstance(entity.details, Country)
            and self._is_implied(entity.details.region)
        )
        if len(regions) <= MAX_IMPLIED_REGIONS:
            return tuple(regions)
        return (WORLD,) if WORLD in self._registry.entities else ()

    def _is_implied(self, id_: str) -> bool:
        entity = self._registry.entities.get(id_)
        return bool(entity and isinstance(entity.details, Region) and entity.details.in_geoscheme)


def _reachable(postings: Mapping[str, list[int]], entities: Mapping[str, Entity]) -> list[str]:
    """Returns entities that no brief names but that refer to an entity with briefs.

    They get a page too, so that an organization's people and a country's events can be found.
    """
    return [
        entity.id
        for entity in entities.values()
        if entity.id not in postings and any(id_ in postings for id_ in earning_references(entity))
    ]
