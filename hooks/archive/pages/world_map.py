"""The world map of coverage: the number of briefs that name each country."""

from __future__ import annotations

from archive.core.catalogue import Catalogue
from archive.pages.context import SiteContext
from archive.pages.drawings import MapShape, Shapes, WorldMap

LEVELS = 4
"""Number of shades of coverage, besides none."""


def world_map(context: SiteContext, shapes: Shapes) -> WorldMap:
    """Shades each country by its briefs: all levels have about as many different numbers."""
    graph = context.graph
    counts = sorted({graph.count(entity.id) for entity in graph.paged.get("country", ())} - {0})
    bounds = level_bounds(counts)
    drawn = [
        MapShape(
            id=id_,
            name=context.chips[id_].name,
            url=context.chips[id_].url,
            count=graph.count(id_),
            level=sum(graph.count(id_) >= bound for bound in bounds),
            path=path,
            x=x,
            y=y,
        )
        for id_, (path, x, y) in shapes.outlines.items()
        if id_ in context.chips
    ]
    rows = sorted(
        context.counted(entity.id for entity in graph.paged.get("country", ())),
        key=lambda chip: (-chip.count, graph.order(chip.id)),
    )
    legend = tuple(
        _legend(low, bounds[at + 1] - 1 if at + 1 < len(bounds) else counts[-1], context.catalogue)
        for at, low in enumerate(bounds)
    )
    # Dots last: they would vanish below a larger neighbour.
    drawn.sort(key=lambda shape: (not shape.path, shape.id))
    return WorldMap(shapes.view_box, tuple(drawn), tuple(rows), legend)


def level_bounds(counts: list[int]) -> tuple[int, ...]:
    """Returns the minimum number of briefs of each level, ascending, by quantiles."""
    if not counts:
        return ()
    cuts = (counts[len(counts) * level // LEVELS] for level in range(LEVELS))
    return tuple(sorted({1, *cuts}))[:LEVELS]


def _legend(low: int, high: int, catalogue: Catalogue) -> str:
    if low == high:
        return catalogue.ngettext("{count} brief", "{count} briefs", low)
    return catalogue.ngettext("{first}–{count} brief", "{first}–{count} briefs", high, first=low)
