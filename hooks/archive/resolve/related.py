"""Which briefs belong together, and why."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from archive.core.catalogue import Catalogue
from archive.resolve.graph import Graph

NEIGHBOURS = 16
"""How many briefs before and after are looked at for each actor: keeps the work linear."""

REASONS = 3
"""How many shared actors a reason names at the most."""


@dataclass(frozen=True, slots=True)
class RelatedBrief:
    """A related brief by its position in the graph, and the shared identifiers, rarest first."""

    position: int
    shared: tuple[str, ...]


def related_briefs(graph: Graph, position: int, most: int) -> tuple[RelatedBrief, ...]:
    """Finds the briefs that share the most telling names with one brief.

    A shared name weighs the more, the fewer briefs name it (inverse document frequency); of equal
    ones the brief nearest in time comes first.

    Args:
        graph: The archive.
        position: The brief, by its position in the graph.
        most: How many to return at the most.
    """
    own = graph.briefs[position]
    total = len(graph.briefs)
    shared: dict[int, list[str]] = {}
    scores: dict[int, float] = {}
    for id_ in own.named:
        postings = graph.by_entity[id_]
        weight = math.log((total + 1) / len(postings)) + 0.05
        at = bisect_left(postings, position)
        for other in postings[max(0, at - NEIGHBOURS) : at + 1 + NEIGHBOURS]:
            if other != position:
                scores[other] = scores.get(other, 0.0) + weight
                shared.setdefault(other, []).append(id_)
    best = sorted(
        scores,
        key=lambda other: (-round(scores[other], 9), abs(other - position), other),
    )
    return tuple(
        RelatedBrief(
            other,
            tuple(sorted(shared[other], key=lambda id_: (graph.count(id_), id_))),
        )
        for other in best[:most]
    )


def reason(graph: Graph, shared: tuple[str, ...], catalogue: Catalogue) -> str:
    """Says in words what two briefs share: "shares CSTO and India"."""
    names = [graph.entities[id_].acronym or graph.entities[id_].label for id_ in shared]
    if len(names) > REASONS:
        more = len(names) - REASONS
        names = [*names[:REASONS], catalogue.ngettext("{count} more", "{count} more", more)]
    return catalogue.gettext("shares {names}", names=catalogue.join(names))
