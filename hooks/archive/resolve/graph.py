"""The graph of who appears in which brief: briefs with their names resolved, and indexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from archive.core.details import EntityKind, Organization
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Brief, Entity, Relation, Standing
from archive.core.names import sort_key
from archive.resolve.containment import with_broader
from archive.resolve.named_files import path_of
from archive.resolve.regions import Area, areas_of


@dataclass(frozen=True, slots=True)
class ResolvedBrief:
    """A brief with the identifiers of what it names, without repeats, in the order written.

    Attributes:
        topics: The topics that it is filed under, without those that contain them.
        authors: For each of its authors, an actor of the registry or an author. Writing a brief is
            not being named in it.
        series: Its series, or "".
    """

    brief: Brief
    actors: tuple[str, ...]
    regions: tuple[str, ...]
    people: tuple[str, ...]
    events: tuple[str, ...]
    relations: tuple[Relation, ...]
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    series: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """All identifiers that it names: actors, people and events; without repeats."""
        return tuple(dict.fromkeys((*self.actors, *self.people, *self.events)))


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file next to a brief.

    Attributes:
        url: Its address relative to the site.
        size: Its size in bytes.
        digest: The hash of its content if its text is searched; else empty.
        width: The width of a picture in pixels; 0 if it is not known.
        height: Its height, likewise.
    """

    url: str
    size: int
    digest: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Graph:
    """The whole archive, resolved. Positions are indexes into ``versions``.

    Lists, counts and indexes have one version of each work, whose positions come first.

    Attributes:
        briefs: The version of each work that lists show, newest first; briefs of one day in the
            order of their paths.
        entities: Identifier → entity: registry entries, unclassified actors, and the topics,
            authors and series that are not in the registry.
        by_entity: Identifier → positions of the briefs that name it or are filed under it,
            ascending; for a region, also of the briefs that name a region inside it; for a topic,
            also of those filed under a narrower topic.
        together: Identifier → number of briefs that it shares with each other actor.
        language: The language of the site, in whose order names are sorted.
        withdrawn: The withdrawn briefs, by path. They have an address and nothing else: no list,
            count, search or output includes them.
        files: Path of a file that front matter names → the file, if it is published.
        areas: What is in each region that lists countries or regions.
        listed: Identifier of such a region → positions of the briefs on its page, ascending.
        written: Identifier of each author, persons of the registry included → positions of the
            briefs that the author wrote, ascending.
        others: All other versions of works.
        works: Path of a brief → all versions of its work, the original first; only of works that
            have several.
    """

    briefs: tuple[ResolvedBrief, ...]
    entities: Mapping[str, Entity]
    by_entity: Mapping[str, tuple[int, ...]]
    together: Mapping[str, Counter[str]]
    language: str = ""
    withdrawn: tuple[Brief, ...] = ()
    files: Mapping[str, AttachedFile] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)
    listed: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    written: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    others: tuple[ResolvedBrief, ...] = ()
    works: Mapping[str, tuple[Brief, ...]] = field(default_factory=dict)

    @cached_property
    def versions(self) -> tuple[ResolvedBrief, ...]:
        """All briefs that have a page with their text: those that lists show, then all others."""
        return (*self.briefs, *self.others)

    @cached_property
    def addressed(self) -> tuple[Brief, ...]:
        """All briefs that have an address: also the withdrawn ones."""
        return (*(one.brief for one in self.versions), *self.withdrawn)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The tags of the languages of all briefs, sorted."""
        return tuple(sorted({one.brief.language or self.language for one in self.versions}))

    def original_of(self, brief: Brief) -> Brief:
        """Returns the original of a version: the brief itself if it is no translation."""
        return self.works.get(brief.path, (brief,))[0]

    def listed_at(self, position: int) -> int:
        """Returns the position of the version that lists show of the same work."""
        if position < len(self.briefs):
            return position
        work = self.works[self.others[position - len(self.briefs)].brief.path]
        return next(at for one in work if (at := self._listed_positions.get(one.path, -1)) >= 0)

    @cached_property
    def _listed_positions(self) -> Mapping[str, int]:
        return {
            one.brief.path: at for at, one in enumerate(self.briefs) if one.brief.path in self.works
        }

    @cached_property
    def replaced(self) -> Mapping[str, tuple[Brief, ...]]:
        """Path of a brief → the briefs that it replaces, in the order written."""
        known = {brief.path: brief for brief in self.addressed}
        found = {
            brief.path: tuple(
                known[path]
                for name in brief.replaces
                if (path := path_of(name.text, brief.path, known)) and path != brief.path
            )
            for brief in self.addressed
            if brief.replaces
        }
        return {path: briefs for path, briefs in found.items() if briefs}

    @cached_property
    def replacements(self) -> Mapping[str, tuple[Brief, ...]]:
        """Path of a brief → the briefs that replace it, in the order of all briefs."""
        found: dict[str, list[Brief]] = {}
        for brief in self.addressed:
            for other in self.replaced.get(brief.path, ()):
                found.setdefault(other.path, []).append(brief)
        return {path: tuple(briefs) for path, briefs in found.items()}

    def linked(self, path: str) -> tuple[str, ...]:
        """Returns the paths of the briefs that a page links by their title.

        These are the other versions, and the briefs that any version replaces or that replace it.
        """
        versions = self.works.get(path, ())
        found = [one.path for one in versions if one.path != path]
        for own in (path, *found):
            both = (*self.replaced.get(own, ()), *self.replacements.get(own, ()))
            found.extend(brief.path for brief in both)
        return tuple(found)

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
        return {resolved.brief.path: resolved for resolved in self.versions}

    @cached_property
    def path_at(self) -> Mapping[str, str]:
        """Address of a brief → its source path."""
        return {resolved.brief.url: resolved.brief.path for resolved in self.versions}

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
    def parts_of(self) -> Mapping[str, tuple[str, ...]]:
        """Identifier → the entities with pages that are directly inside it, by name."""
        found: dict[str, list[str]] = {}
        for kind, row in ENTITY_KINDS.items():
            for child in self.paged.get(kind, ()) if row.part_of else ():
                wholes = getattr(child.details, row.part_of)
                for id_ in dict.fromkeys(wholes if isinstance(wholes, tuple) else (wholes,)):
                    found.setdefault(id_, []).append(child.id)
        return {id_: tuple(parts) for id_, parts in found.items() if id_}

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

    def topics_around(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        """Returns the further topics that contain some topics, and so list their briefs."""
        return tuple(one for one in with_broader(topics, self.entities) if one not in topics)

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
