"""The page of two actors together."""

from __future__ import annotations

from archive.core.model import Standing
from archive.pages.cards import year_groups
from archive.pages.charts import activity_chart
from archive.pages.context import SiteContext, breadcrumb_of, pair_order
from archive.pages.parts import Link
from archive.pages.relation_words import STANDINGS
from archive.pages.relations import difference_rows, membership_row, relation_rows
from archive.pages.views import PairPage


def pair_page(context: SiteContext, one: str, two: str, all_years: tuple[int, ...]) -> PairPage:
    """Makes the view of two actors, by their identifiers."""
    graph = context.graph
    first, second = pair_order(graph, one, two)
    others = set(graph.by_entity[second.id])
    positions = tuple(position for position in graph.by_entity[first.id] if position in others)
    years = (graph.briefs[position].brief.date.year for position in context.due(positions))
    standings = [
        standing
        for standing in graph.standings_of.get(one, ())
        if {standing.subject, standing.object} == {one, two}
    ]
    also = set(_belongs_to(context, two))
    both = context.counted((first.id, second.id))
    return PairPage(
        url=context.pairs[one][two],
        title=context.catalogue.gettext(
            "{first} and {second}", first=first.label, second=second.label
        ),
        breadcrumb=(*breadcrumb_of(context, first), Link(first.url, first.label)),
        first=both[0],
        second=both[1],
        standings=tuple(
            membership_row(context, standing, standing.subject) for standing in standings
        ),
        standing_in=tuple(context.chips[standing.object] for standing in standings),
        sentences=tuple(
            context.catalogue.gettext(STANDINGS[standing.relation]) for standing in standings
        ),
        common=context.chips_of(
            tuple(id_ for id_ in _belongs_to(context, one) if id_ in also and graph.has_page(id_))
        ),
        differences=difference_rows(
            context,
            (
                disagreement
                for disagreement in context.disagreements.get(one, ())
                if two in (disagreement.relation.subject, disagreement.relation.object)
            ),
        ),
        relations=relation_rows(
            context,
            (
                relation
                for relation in graph.relations_of.get(one, ())
                if {relation.subject, relation.object} == {one, two}
            ),
        ),
        chart=activity_chart(years, all_years, context.catalogue),
        groups=year_groups(context, positions),
        count=len(positions),
    )


def _belongs_to(context: SiteContext, id_: str) -> tuple[str, ...]:
    """Returns the organizations of which an actor is a member now."""

    def is_member(standing: Standing) -> bool:
        return (
            standing.subject == id_
            and standing.relation == "member"
            and standing.status == "in force"
        )

    return tuple(
        standing.object
        for standing in context.graph.standings_of.get(id_, ())
        if is_member(standing)
    )
