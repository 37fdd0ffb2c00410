"""The collections that briefs are filed under: topics, authors and series.

A collection need not be in the registry. Its name is then the spelling that most briefs have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from archive.core.bibliography import Author
from archive.core.details import AuthorDetails, Details, EntityKind, Series, Topic
from archive.core.model import Brief, Entity, Level, Place, Problem
from archive.core.names import fold
from archive.core.problem_codes import UNREGISTERED
from archive.core.urls import slugify
from archive.resolve.registry import Registry


class Filing(NamedTuple):
    """The identifiers of the collections of a brief.

    Attributes:
        topics: Its topics, without repeats, in the order written.
        authors: For each of its authors, a person or organization of the registry or an author.
        series: Its series, or "".
    """

    topics: tuple[str, ...]
    authors: tuple[str, ...]
    series: str


class Filer:
    """Finds the collections that names mean; looks up each name only once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._found: dict[tuple[EntityKind, str], str] = {}

    def file(self, brief: Brief) -> Filing:
        """Returns the collections of a brief."""
        topics = dict.fromkeys(self.find("topic", tag) for tag in brief.tags)
        authors = tuple(self.find("author", author.name) for author in brief.authors)
        series = self.find("series", brief.series) if brief.series else ""
        return Filing(tuple(topics), authors, series)

    def find(self, kind: EntityKind, name: str) -> str:
        """Returns the identifier of what a name means; an author may be an actor."""
        key = (kind, name)
        if key not in self._found:
            self._found[key] = self._look_up(kind, name)
        return self._found[key]

    def _look_up(self, kind: EntityKind, name: str) -> str:
        if kind == "author":
            actor = self._registry.find_actor(name)
            if actor and (actor.kind == "person" or _is_name_of_organization(name, actor)):
                return actor.id
        return self._registry.find_collection(kind, name)


def find_unregistered(
    briefs: Sequence[Brief], filer: Filer, known: Mapping[str, Entity]
) -> dict[str, Entity]:
    """Returns the collections of some briefs that the registry does not know, by identifier.

    Args:
        briefs: The briefs, newest first.
        filer: Finds the collections.
        known: The entities of the registry, by identifier.
    """
    written: Mapping[EntityKind, Counter[str]] = {
        "topic": Counter(tag for brief in briefs for tag in brief.tags),
        "author": Counter(author.name for brief in briefs for author in brief.authors),
        "series": Counter(brief.series for brief in briefs if brief.series),
    }
    authors: dict[str, list[Author]] = {}
    for author in dict.fromkeys(author for brief in briefs for author in brief.authors):
        authors.setdefault(filer.find("author", author.name), []).append(author)
    found: dict[str, Entity] = {}
    for kind, names in written.items():
        spellings: dict[str, Counter[str]] = {}
        for name, count in names.items():
            spellings.setdefault(filer.find(kind, name), Counter())[_tidy(name)] += count
        for id_, counts in spellings.items():
            if id_ not in known:
                details = _details(kind, authors.get(id_, ()))
                found[id_] = Entity(id_, _by_frequency(counts)[0], kind, f"{id_}/", details)
    return found


def list_unregistered(briefs: Iterable[Brief], registry: Registry) -> Iterator[Problem]:
    """Yields a notice for each topic that is not in the registry, with its number of briefs.

    Args:
        briefs: The briefs, drafts included.
        registry: The known entities.
    """
    filer = Filer(registry)
    found: dict[str, dict[str, list[str]]] = {}
    for brief in sorted(briefs, key=lambda brief: brief.path):
        for tag in brief.tags:
            id_ = filer.find("topic", tag)
            if id_ not in registry.entities:
                spellings = found.setdefault(id_, {})
                spellings.setdefault(_tidy(tag), []).append(brief.path)
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


def _is_name_of_organization(name: str, actor: Entity) -> bool:
    """Returns whether an author is an organization; "Nam" is a person, "NAM" is not."""
    is_other_word = fold(name) == fold(actor.acronym) and name != actor.acronym
    return actor.kind == "organization" and not is_other_word


def _details(kind: EntityKind, authors: Iterable[Author]) -> Details:
    if kind != "author":
        return Topic() if kind == "topic" else Series()
    stated = tuple(authors)
    return AuthorDetails(
        tuple(dict.fromkeys(one.affiliation for one in stated if one.affiliation)),
        tuple(dict.fromkeys(one.orcid for one in stated if one.orcid)),
    )


def _by_frequency(counts: Counter[str]) -> list[str]:
    """Returns spellings, the most frequent first; capitals come first among equals."""
    return sorted(counts, key=lambda name: (-counts[name], name))


def _tidy(name: str) -> str:
    return " ".join(name.split())
