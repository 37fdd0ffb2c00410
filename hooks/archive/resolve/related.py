"""Finds related briefs, and says why they are related."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from archive.core.catalogue import Catalogue
from archive.core.details import Topic
from archive.resolve.containment import with_broader
from archive.resolve.graph import Graph, ResolvedBrief

NEIGHBOURS = 16
"""Number of briefs before and after that are considered for each actor: keeps the work linear."""

REASONS = 3
"""Maximum number of shared names that a reason names."""

TOPIC_WEIGHT = 0.5
"""Weight of a shared topic, compared with an actor of as many briefs."""

_RANKS = {"topic": 1, "person": 2}
"""Kind → its place in the list of what two briefs share; other kinds come first."""


@dataclass(frozen=True, slots=True)
class RelatedBrief:
    """A related brief by its position in the graph, and all identifiers that both briefs share.

    These are what both name, and the topics under which both are listed, except those that contain
    another of them. The rarest come first, topics after actors and events, and people last: what
    two briefs are about says more than who speaks.
    """

    position: int
    shared: tuple[str, ...]


def related_briefs(graph: Graph, position: int, most: int) -> tuple[RelatedBrief, ...]:
    """Finds the briefs that share the most distinctive names with a brief.

    The fewer briefs contain a shared name, the more it weighs (inverse document frequency). Of
    equally related briefs, the nearest in time comes first.

    Args:
        graph: The archive.
        position: The brief, by its position in the graph.
        most: Maximum number of briefs to return.
    """
    own = graph.briefs[position]
    total = len(graph.briefs)
    scores: dict[int, float] = {}
    topics = with_broader(own.topics, graph.entities)
    for id_ in (*own.named, *topics):
        postings = graph.by_entity[id_]
        weight = math.log((total + 1) / len(postings)) + 0.05
        if id_ in topics:
            weight *= TOPIC_WEIGHT
        at = bisect_left(postings, position)
        for other in postings[max(0, at - NEIGHBOURS) : at + 1 + NEIGHBOURS]:
            if other != position:
                scores[other] = scores.get(other, 0.0) + weight
    best = sorted(
        scores,
        key=lambda other: (-round(scores[other], 9), abs(other - position), other),
    )
    return tuple(RelatedBrief(other, _shared(graph, own, other)) for other in best[:most])


def _shared(graph: Graph, own: ResolvedBrief, other: int) -> tuple[str, ...]:
    both = set(own.named).intersection(graph.briefs[other].named)
    both.update(_shared_topics(graph, own, graph.briefs[other]))

    def order(id_: str) -> tuple[int, int, str]:
        return _RANKS.get(graph.entities[id_].kind, 0), graph.count(id_), id_

    return tuple(sorted(both, key=order))


def _shared_topics(graph: Graph, one: ResolvedBrief, other: ResolvedBrief) -> set[str]:
    """Returns the narrowest topics under which two briefs are listed."""
    if not one.topics or not other.topics:
        return set()
    entities = graph.entities
    both = set(with_broader(one.topics, entities)).intersection(
        with_broader(other.topics, entities)
    )
    broader = (entities[id_].details for id_ in both)
    return both.difference(*(details.broader for details in broader if isinstance(details, Topic)))


def reason(graph: Graph, shared: tuple[str, ...], catalogue: Catalogue) -> str:
    """Returns in words what two briefs share: "shares CSTO and India"."""
    names = [graph.entities[id_].acronym or graph.entities[id_].label for id_ in shared]
    if len(names) > REASONS:
        more = len(names) - REASONS
        names = [*names[:REASONS], catalogue.ngettext("{count} more", "{count} more", more)]
    return catalogue.gettext("shares {names}", names=catalogue.join(names))
