"""The collections that briefs are filed under: topics, authors and series.

A collection need not be in the registry. Its name is then the spelling that most briefs have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from archive.core.bibliography import Author
from archive.core.details import AuthorDetails, Details, EntityKind, Series, Topic
from archive.core.model import Brief, Entity, Level, Place, Problem
from archive.core.problem_codes import UNREGISTERED
from archive.core.urls import slugify
from archive.resolve.registry import Registry


class Filing(NamedTuple):
    """The identifiers of the collections of a brief.

    Attributes:
        topics: Its topics, without repeats, in the order written.
        authors: For each of its authors, a person of the registry or an author.
        series: Its series, or "".
    """

    topics: tuple[str, ...]
    authors: tuple[str, ...]
    series: str


class Spelling(NamedTuple):
    """A collection as one brief spells it; ``author`` is set if it is an author."""

    kind: EntityKind
    id: str
    name: str
    author: Author | None = None


class Filer:
    """Finds the collections that names mean; looks up each name only once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._found: dict[tuple[EntityKind, str], str] = {}

    def file(self, brief: Brief) -> Filing:
        """Returns the collections of a brief."""
        topics = dict.fromkeys(self._find("topic", tag) for tag in brief.tags)
        authors = tuple(self._find("author", author.name) for author in brief.authors)
        series = self._find("series", brief.series) if brief.series else ""
        return Filing(tuple(topics), authors, series)

    def spellings(self, brief: Brief) -> Iterator[Spelling]:
        """Yields what a brief is filed under, as written."""
        for tag in brief.tags:
            yield Spelling("topic", self._find("topic", tag), tag)
        for author in brief.authors:
            yield Spelling("author", self._find("author", author.name), author.name, author)
        if brief.series:
            yield Spelling("series", self._find("series", brief.series), brief.series)

    def _find(self, kind: EntityKind, name: str) -> str:
        key = (kind, name)
        if key not in self._found:
            self._found[key] = self._look_up(kind, name)
        return self._found[key]

    def _look_up(self, kind: EntityKind, name: str) -> str:
        if kind == "author":
            person = self._registry.find_actor(name)
            if person and person.kind == "person":
                return person.id
        return self._registry.find_collection(kind, name)


def find_unregistered(
    briefs: Iterable[Brief], filer: Filer, known: Mapping[str, Entity]
) -> dict[str, Entity]:
    """Returns the collections of some briefs that the registry does not know, by identifier.

    Args:
        briefs: The briefs, newest first.
        filer: Finds the collections.
        known: The entities of the registry, by identifier.
    """
    found: dict[str, list[Spelling]] = {}
    for brief in briefs:
        for one in filer.spellings(brief):
            if one.id not in known:
                found.setdefault(one.id, []).append(one)
    return {id_: _entity(id_, spellings) for id_, spellings in found.items()}


def list_unregistered(briefs: Iterable[Brief], registry: Registry) -> Iterator[Problem]:
    """Yields a notice for each topic that is not in the registry, with its number of briefs.

    Args:
        briefs: The briefs, drafts included.
        registry: The known entities.
    """
    filer = Filer(registry)
    found: dict[str, dict[str, list[str]]] = {}
    for brief in sorted(briefs, key=lambda brief: brief.path):
        for one in filer.spellings(brief):
            if one.kind == "topic" and one.id not in registry.entities:
                spellings = found.setdefault(one.id, {})
                spellings.setdefault(_tidy(one.name), []).append(brief.path)
    for spellings in found.values():
        counts = Counter({name: len(paths) for name, paths in spellings.items()})
        name, *others = _by_frequency(counts)
        paths = {path for paths in spellings.values() for path in paths}
        also = f", also written {', '.join(others)}" if others else ""
        often = "1 brief has" if len(paths) == 1 else f"{len(paths)} briefs have"
        message = f'topic "{name}" is not in the registry; {often} it{also}'
        hint = f"to give it aliases or broader topics, add {slugify(name)} to registry/topics.yml"
        place = Place(min(paths))
        yield Problem(place, Level.NOTICE, message, "", hint, UNREGISTERED)


def _entity(id_: str, spellings: list[Spelling]) -> Entity:
    kind = spellings[0].kind
    name = _by_frequency(Counter(_tidy(one.name) for one in spellings))[0]
    return Entity(id_, name, kind, f"{id_}/", _details(kind, spellings))


def _details(kind: EntityKind, spellings: list[Spelling]) -> Details:
    if kind != "author":
        return Topic() if kind == "topic" else Series()
    authors = [one.author for one in spellings if one.author]
    return AuthorDetails(
        tuple(dict.fromkeys(one.affiliation for one in authors if one.affiliation)),
        tuple(dict.fromkeys(one.orcid for one in authors if one.orcid)),
    )


def _by_frequency(counts: Counter[str]) -> list[str]:
    """Returns spellings, the most frequent first; capitals come first among equals."""
    return sorted(counts, key=lambda name: (-counts[name], name))


def _tidy(name: str) -> str:
    return " ".join(name.split())
