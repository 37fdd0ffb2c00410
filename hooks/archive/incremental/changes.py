"""Finds the pages that a change of the sources can affect. The others are not examined at all.

The cache key of an affected page is computed again; the page is rendered only if it differs.
So a result may contain too many pages, but never too few.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.core.history import History
from archive.incremental.records import BuildRecord
from archive.lib.digest import digest
from archive.pages.context import SiteContext
from archive.pages.plan import PlannedPage
from archive.prose.lexicon import Lexicon
from archive.prose.links import Targets
from archive.read.future_dates import future_days
from archive.resolve.containment import with_broader, with_parents
from archive.resolve.graph import Graph, ResolvedBrief


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What all pages share, as hashes; see ``archive.incremental.records.BuildRecord``."""

    base: str
    structure: str
    world: str

    def matches(self, record: BuildRecord) -> bool:
        """Returns whether an earlier build had the same hashes."""
        earlier = (record.base, record.structure, record.world)
        return earlier == (self.base, self.structure, self.world)


def structure_of(graph: Graph, now: dt.datetime) -> str:
    """Returns the hash of which briefs exist, their dates, and what they name.

    It determines all counts, the length and order of all lists, related briefs, neighbours, the
    names of what no registry defines, and which pages exist. The time itself is no part of it: only
    which briefs, and which of their notes, are due.
    """
    return digest(
        [
            (
                one.brief.path,
                one.brief.url,
                one.brief.date.toordinal(),
                len(future_days(one.brief, now.date())),
                one.brief.waits(now),
                one.actors,
                one.regions,
                one.people,
                one.events,
                one.topics,
                one.authors,
                one.series,
                one.brief.issue,
                tuple(alias.text for alias in one.brief.aliases),
            )
            for one in graph.versions
        ]
        + [
            # Few briefs are in another language, or are translations.
            (brief.path, brief.language, graph.original_of(brief).path, brief.translated)
            for brief in (one.brief for one in graph.versions)
            if brief.language or brief.path in graph.works
        ]
        + [(len(graph.briefs), graph.language, graph.languages)]
        + [
            # Briefs give them their names; no registry defines them.
            (entity.id, entity.name, entity.details)
            for entity in graph.entities.values()
            if not entity.place.path
        ]
        + [
            # Few briefs are withdrawn or replaced: all pages may depend on everything of these.
            (brief.path, brief.url, brief.date, brief.digest)
            for brief in graph.withdrawn
        ]
        + [(path, *(brief.path for brief in older)) for path, older in graph.replaced.items()]
        + [
            (path, file.url, file.size, file.digest, file.width, file.height)
            for path, file in graph.files.items()
        ]
    )


def world_of(lexicons: Mapping[str, Lexicon], targets: Targets) -> str:
    """Returns the hash of what names and links in prose may lead to.

    Args:
        lexicons: Language → the names to link.
        targets: What links may lead to.
    """
    names = [
        (language, spelling, entity.id, entity.url, spelling in lexicon.ambiguous)
        for language, lexicon in lexicons.items()
        for spelling, entity in lexicon.entities.items()
    ]
    return digest(
        (
            names,
            sorted(targets.by_path.items()),
            sorted(targets.urls),
            sorted(targets.sizes.items()),
        )
    )


def heading_of(resolved: ResolvedBrief) -> str:
    """Returns the hash of what other pages show of a brief, except its first paragraph."""
    brief = resolved.brief
    return digest(
        (
            brief.title,
            brief.url,
            brief.date.toordinal(),
            brief.summary,
            resolved.relations,
            brief.changed.toordinal(),
            brief.draft,
            brief.publish and brief.publish.isoformat(),
            brief.image,
            brief.language,
        )
    )


def touched_briefs(
    graph: Graph, history: History, last: BuildRecord, shared: Fingerprint
) -> Sequence[int]:
    """Returns the positions of the briefs whose pages may differ from an earlier build's.

    Args:
        graph: The archive.
        history: The revisions of its briefs.
        last: The record of the earlier build.
        shared: What all pages share in this build.
    """
    if not shared.matches(last):
        return range(len(graph.versions))
    changed: set[str] = set()
    renamed: set[str] = set()
    for resolved in graph.versions:
        path = resolved.brief.path
        record = last.briefs.get(path)
        if record is None or record.content != resolved.brief.digest:
            changed.add(path)
            if record is None or not record.card.startswith(heading_of(resolved)):
                renamed.add(path)
        elif record.revision != history.last(path):
            # Other pages show nothing of a brief's history, except that of what is new.
            changed.add(path)
    if not changed:
        return ()
    # A version takes values from its original, and says whether that has changed. The card of the
    # version that lists show names all others.
    found = _with_versions(graph, changed)
    renamed = _with_versions(graph, renamed)
    found |= {
        path
        for path, record in last.briefs.items()
        if renamed and not renamed.isdisjoint(record.related)
    }
    return [at for at, one in enumerate(graph.versions) if one.brief.path in found]


def _with_versions(graph: Graph, paths: set[str]) -> set[str]:
    """Returns the paths of briefs, and of all other versions of their works."""
    return paths | {version.path for path in paths for version in graph.works.get(path, ())}


def touched_pages(
    context: SiteContext,
    pages: Sequence[PlannedPage],
    changed: Sequence[int] | None,
) -> Sequence[PlannedPage]:
    """Returns the pages other than those of briefs that may differ from an earlier build's.

    Args:
        context: The archive.
        pages: All pages other than those of briefs.
        changed: Positions of the briefs whose appearance on other pages has changed; None if
            more than that has changed.
    """
    if changed is None:
        return pages
    if not changed:
        return ()
    graph = context.graph
    ids: set[str] = set()
    years: set[str] = set()
    for position in changed:
        resolved = graph.versions[graph.listed_at(position)]
        years.add(str(resolved.brief.date.year))
        ids.update(_shown_on(graph, resolved))

    def is_touched(page: PlannedPage) -> bool:
        match page.type:
            case "index":
                return False
            case "year":
                return page.about[0] in years
            case "entity" | "region" | "collection":
                return page.about[0] in ids
            case "pair":
                return page.about[0] in ids and page.about[1] in ids
        return True

    return [page for page in pages if is_touched(page)]


def _shown_on(graph: Graph, resolved: ResolvedBrief) -> Iterator[str]:
    """Yields the identifiers of the entities whose pages show a brief."""
    named = (*resolved.named, *with_parents(resolved.regions, graph.entities))
    yield from named
    yield from with_broader(resolved.topics, graph.entities)
    yield from resolved.authors
    yield resolved.series
    for id_ in named:
        yield from graph.areas_of.get(id_, ())
    for relation in resolved.relations:
        yield from (relation.subject, relation.object)
