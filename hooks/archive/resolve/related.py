"""Finds related briefs, and says why they are related."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from archive.core.catalogue import Catalogue
from archive.resolve.graph import Graph, ResolvedBrief

NEIGHBOURS = 16
"""Number of briefs before and after that are considered for each actor: keeps the work linear."""

REASONS = 3
"""Maximum number of shared actors that a reason names."""


@dataclass(frozen=True, slots=True)
class RelatedBrief:
    """A related brief by its position in the graph, and all identifiers that both briefs name.

    The rarest come first, and people last: what two briefs are about says more than who speaks.
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
    for id_ in own.named:
        postings = graph.by_entity[id_]
        weight = math.log((total + 1) / len(postings)) + 0.05
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
    people = {id_ for id_ in both if graph.entities[id_].kind == "person"}
    return tuple(sorted(both, key=lambda id_: (id_ in people, graph.count(id_), id_)))


def reason(graph: Graph, shared: tuple[str, ...], catalogue: Catalogue) -> str:
    """Returns in words what two briefs share: "shares CSTO and India"."""
    names = [graph.entities[id_].acronym or graph.entities[id_].label for id_ in shared]
    if len(names) > REASONS:
        more = len(names) - REASONS
        names = [*names[:REASONS], catalogue.ngettext("{count} more", "{count} more", more)]
    return catalogue.gettext("shares {names}", names=catalogue.join(names))
