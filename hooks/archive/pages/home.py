"""The front page."""

from __future__ import annotations

from itertools import islice

from archive.core.details import EntityKind
from archive.core.urls import YEARS
from archive.pages.cards import brief_card
from archive.pages.context import SiteContext
from archive.pages.drawings import Shapes
from archive.pages.parts import Chip, Html
from archive.pages.relations import relation_rows
from archive.pages.views import HomePage
from archive.pages.world_map import world_map

MOST_ACTIVE = 12
"""Number of the most active countries and organizations on the front page."""
PROPOSED = 5
"""Maximum number of proposed relations on the front page."""


def home_page(context: SiteContext, shapes: Shapes) -> HomePage:
    """Makes the view of the front page."""
    graph = context.graph
    due = tuple(context.due(range(len(graph.briefs))))
    newest = tuple(brief_card(context, at) for at in due[: context.settings.newest + 1])
    proposed = (
        relation
        for at in due
        for relation in graph.briefs[at].relations
        if relation.status == "proposed"
    )
    return HomePage(
        url="",
        title=context.home_text.title or context.settings.site_name,
        breadcrumb=(),
        site_name=context.settings.site_name,
        tagline=context.settings.tagline,
        description=context.home_text.description,
        text=Html(context.home_text.html),
        lead=newest[0] if newest else None,
        newest=newest[1:],
        countries=most_active(context, "country"),
        organizations=most_active(context, "organization"),
        world=world_map(context, shapes),
        totals=tuple(_totals(context)),
        proposed=relation_rows(context, islice(proposed, PROPOSED)),
        news=context.news,
        source_path=context.home_text.path,
    )


def most_active(
    context: SiteContext, kind: EntityKind, most: int = MOST_ACTIVE
) -> tuple[Chip, ...]:
    """Returns the entities of a kind that most briefs name."""
    entities = context.graph.paged.get(kind, ())
    ranked = sorted(
        entities, key=lambda one: (-context.graph.count(one.id), context.graph.order(one.id))
    )
    return context.counted(one.id for one in ranked[:most] if context.graph.count(one.id))


def _totals(context: SiteContext) -> list[tuple[str, int, str]]:
    def total(one: str, many: str, number: int, url: str) -> tuple[str, int, str]:
        return context.catalogue.ngettext(one, many, number, count="{count}"), number, url

    totals = [total("{count} brief", "{count} briefs", len(context.graph.briefs), YEARS)]
    totals += [
        total(*row.counted, len(context.graph.paged.get(kind, ())), row.index_url)
        for kind, row in context.kinds.items()
        if row.counted_at_home
    ]
    return [one for one in totals if one[1]]
