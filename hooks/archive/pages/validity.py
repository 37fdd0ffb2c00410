"""Notes on briefs that are dated before an actor existed, or after it ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.core.dates import partial_date
from archive.core.model import Entity
from archive.pages.context import SiteContext
from archive.pages.gone import Gone
from archive.pages.parts import Fact
from archive.resolve.graph import ResolvedBrief
from archive.resolve.validity import outside, span_of, successors_of


def gone_actors(context: SiteContext, resolved: ResolvedBrief) -> Iterator[Gone]:
    """Yields a note for each actor of a brief that did not exist on its day."""
    gettext = context.catalogue.gettext
    for id_ in resolved.actors:
        entity = context.graph.entities[id_]
        when = outside(entity, resolved.brief.date)
        since, until = (partial_date(one, context.catalogue) for one in span_of(entity))
        if when == "after":
            text = gettext("{name} existed until {date}.", name=entity.label, date=until)
            yield Gone(text, context.chips_of(successors_of(entity)))
        elif when == "before":
            text = gettext("{name} did not exist before {date}.", name=entity.label, date=since)
            yield Gone(text, ())


def outside_note(context: SiteContext, entity: Entity, positions: Iterable[int]) -> str:
    """Returns a sentence with the number of briefs dated outside an entity's existence, or ""."""
    briefs = context.graph.briefs
    count = sum(bool(outside(entity, briefs[at].brief.date)) for at in positions)
    return (
        context.catalogue.ngettext(
            "{count} brief is dated before it existed, or after it ended.",
            "{count} briefs are dated before it existed, or after it ended.",
            count,
        )
        if count
        else ""
    )


def predecessors(context: SiteContext, entity: Entity) -> Fact:
    """Returns the fact that names the predecessors of an entity."""
    ids = context.predecessors.get(entity.id, ())
    return Fact(context.catalogue.gettext("Preceded by"), tuple(map(context.link, ids)))
