"""The front page."""

from __future__ import annotations

from archive.model import EntityKind
from archive.pages.cards import brief_card
from archive.pages.parts import Chip, Shapes
from archive.pages.shelf import Shelf
from archive.pages.standing import relation_rows
from archive.pages.views import HomePage
from archive.pages.world import world_map
from archive.urls import YEARS, index_url

MOST_ACTIVE = 12
"""How many of the most active countries and organizations the front page shows."""
PROPOSED = 5
"""How many proposed relations it shows."""


def home_page(shelf: Shelf, shapes: Shapes) -> HomePage:
    """Makes the view of the front page."""
    graph = shelf.graph
    newest = tuple(
        brief_card(shelf, position)
        for position in range(min(len(graph.briefs), shelf.settings.newest + 1))
    )
    proposed = [
        relation
        for resolved in graph.briefs
        for relation in resolved.relations
        if relation.status == "proposed"
    ]
    return HomePage(
        url="",
        title=shelf.settings.site_name,
        breadcrumb=(),
        site_name=shelf.settings.site_name,
        tagline=shelf.settings.tagline,
        lead=newest[0] if newest else None,
        newest=newest[1:],
        countries=most_active(shelf, "country"),
        organizations=most_active(shelf, "organization"),
        world=world_map(shelf, shapes),
        totals=tuple(_totals(shelf)),
        proposed=relation_rows(shelf, proposed[:PROPOSED]),
    )


def most_active(shelf: Shelf, kind: EntityKind, most: int = MOST_ACTIVE) -> tuple[Chip, ...]:
    """The entities of a kind that most briefs name."""
    entities = shelf.graph.paged.get(kind, ())
    ranked = sorted(entities, key=lambda one: (-shelf.graph.count(one.id), one.name))
    return shelf.counted(one.id for one in ranked[:most] if shelf.graph.count(one.id))


def _totals(shelf: Shelf) -> list[tuple[str, int, str]]:
    paged = shelf.graph.paged
    kinds: tuple[tuple[str, EntityKind], ...] = (
        ("countries", "country"),
        ("organizations", "organization"),
        ("people", "person"),
        ("events", "event"),
    )
    totals = [("briefs", len(shelf.graph.briefs), YEARS)]
    totals += [(label, len(paged.get(kind, ())), index_url(kind)) for label, kind in kinds]
    return [total for total in totals if total[1]]
