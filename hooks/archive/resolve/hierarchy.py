"""Checks parents and successors: no entity may lead back to itself, or be nested too deeply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from archive.core.kind import plain_id
from archive.core.model import Entity, Level, Problem
from archive.core.references import entity_references

MAX_LEVELS = 12
"""Maximum number of entities within each other; the UN geoscheme has four levels."""


def check_hierarchy(by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    """Yields an error for each cycle, and for each chain that is too long.

    Args:
        by_id: Identifier → entity.
    """
    graphs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for entity in by_id.values():
        for key, id_ in entity_references(entity):
            if key.order and id_ in by_id:
                graph = graphs.setdefault((key.order, key.refers), {})
                graph.setdefault(entity.id, []).append(id_)
    for (order, refers), graph in graphs.items():
        yield from _cycles(graph, refers, by_id)
        if order == "nested":
            yield from _too_deep(graph, by_id)
    yield from _mixed_cycle(graphs, by_id)


def _cycles(
    graph: dict[str, list[str]], refers: str, by_id: Mapping[str, Entity]
) -> Iterator[Problem]:
    """Yields an error for each cycle, and cuts the graph there."""
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            # In the list of the error, each node is named by the next.
            ids = list(reversed(error.args[1]))[:-1]
            first = min(range(len(ids)), key=lambda at: by_id[ids[at]].place)
            ring = [*ids[first:], *ids[:first], ids[first]]
            entity = by_id[ring[0]]
            names = " → ".join(by_id[id_].name for id_ in ring[:6])
            more = " → …" if len(ring) > 6 else ""
            message = f"{refers} of {entity.name} leads back to it: {names}{more}"
            hint = f'remove "{plain_id(ring[1])}" here, or correct another of these entries'
            yield Problem(entity.place, Level.ERROR, message, "", hint, "registry")
            graph[ring[0]] = [id_ for id_ in graph[ring[0]] if id_ != ring[1]]
        else:
            return


def _mixed_cycle(
    graphs: Mapping[tuple[str, str], Mapping[str, list[str]]], by_id: Mapping[str, Entity]
) -> Iterator[Problem]:
    """Yields an error if parents and lists of regions together put a region inside itself.

    Args:
        graphs: The references by order and word, without the cycles among those of one word.
        by_id: Identifier → entity.
    """
    inside: dict[str, list[str]] = {}
    for id_, outer in graphs.get(("nested", "parent"), {}).items():
        if by_id[id_].kind == "region":
            inside.setdefault(id_, []).extend(outer)
    for id_, inner in graphs.get(("nested", "region"), {}).items():
        for one in inner:
            inside.setdefault(one, []).append(id_)
    try:
        TopologicalSorter(inside).prepare()
    except CycleError as error:
        ids = list(reversed(error.args[1]))[:-1]
        first = min(range(len(ids)), key=lambda at: by_id[ids[at]].place)
        ring = [*ids[first:], *ids[:first], ids[first]]
        entity = by_id[ring[0]]
        names = " → ".join(by_id[id_].name for id_ in ring)
        message = f"{entity.name} is inside itself, by parents and lists of regions: {names}"
        hint = "correct the parent, or the list of regions, of one of them"
        yield Problem(entity.place, Level.ERROR, message, "", hint, "registry")


def _too_deep(graph: Mapping[str, list[str]], by_id: Mapping[str, Entity]) -> Iterator[Problem]:
    levels: dict[str, int] = {}
    for id_ in TopologicalSorter(graph).static_order():
        levels[id_] = 1 + max((levels[one] for one in graph.get(id_, ())), default=0)
        if levels[id_] == MAX_LEVELS + 1:
            message = f"{by_id[id_].name} is more than {MAX_LEVELS} levels deep"
            hint = "choose an entity at a higher level"
            yield Problem(by_id[id_].place, Level.ERROR, message, "", hint, "registry")
