"""The page of two actors together."""

from __future__ import annotations

from archive.core.model import Relation
from archive.pages.cards import year_groups
from archive.pages.charts import activity_chart
from archive.pages.context import SiteContext, breadcrumb_of, pair_order
from archive.pages.parts import Link
from archive.pages.relation_words import STANDINGS
from archive.pages.relations import membership_row, relation_rows
from archive.pages.views import PairPage


def pair_page(context: SiteContext, one: str, two: str, all_years: tuple[int, ...]) -> PairPage:
    """Makes the view of two actors, by their identifiers."""
    graph = context.graph
    first, second = pair_order(graph, one, two)
    others = set(graph.by_entity[second.id])
    positions = tuple(position for position in graph.by_entity[first.id] if position in others)
    years = (graph.briefs[position].brief.date.year for position in positions)
    standings = [
        relation
        for relation in graph.standings_of.get(one, ())
        if {relation.subject, relation.object} == {one, two}
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
            membership_row(context, relation, relation.subject) for relation in standings
        ),
        standing_in=tuple(context.chips[relation.object] for relation in standings),
        sentences=tuple(
            context.catalogue.gettext(STANDINGS[relation.relation]) for relation in standings
        ),
        common=context.chips_of(
            tuple(id_ for id_ in _belongs_to(context, one) if id_ in also and graph.has_page(id_))
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
    """The organizations of which an actor is a member now."""

    def is_member(relation: Relation) -> bool:
        return (
            relation.subject == id_
            and relation.relation == "member"
            and relation.status == "in force"
        )

    return tuple(
        relation.object
        for relation in context.graph.standings_of.get(id_, ())
        if is_member(relation)
    )
