"""Relations and memberships as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable

from archive.core.model import Relation, Standing
from archive.core.relations import RELATIONS, STATUSES
from archive.pages.cards import brief_link, day
from archive.pages.context import SiteContext
from archive.pages.parts import DifferenceRow, MembershipGroup, MembershipRow, RelationRow
from archive.pages.relation_words import group_title, phase_name
from archive.pages.spans import membership_span, span
from archive.resolve.disagreements import Disagreement


def relation_rows(context: SiteContext, relations: Iterable[Relation]) -> tuple[RelationRow, ...]:
    """Returns rows for relations that briefs assert, each with its brief."""
    rows: list[RelationRow] = []
    for relation in relations:
        source = context.graph.by_path[relation.brief].brief
        rows.append(
            RelationRow(
                subject=context.chips[relation.subject],
                relation=relation.relation,
                object=context.chips[relation.object],
                status=relation.status,
                when=span(relation.since, relation.until, relation.status, context.catalogue),
                note=relation.note,
                source=brief_link(context, source),
                source_date=day(source.date, context.catalogue),
            )
        )
    return tuple(rows)


def membership_row(context: SiteContext, standing: Standing, other: str) -> MembershipRow:
    """Returns a row for a standing in the registry; the row names ``other``, its other side."""
    return MembershipRow(
        actor=context.chips[other],
        relation=standing.relation,
        status=standing.status,
        when=membership_span(standing.phases, context.catalogue),
    )


def difference_rows(
    context: SiteContext, disagreements: Iterable[Disagreement]
) -> tuple[DifferenceRow, ...]:
    """Returns rows for disagreements between the registry and briefs."""

    def said(relation: str, status: str, since: str, until: str) -> str:
        name = context.catalogue.gettext(phase_name(status, relation))
        when = span(since, until, status, context.catalogue)
        if not when:
            return name
        return context.catalogue.pgettext(
            "what an actor is", "{standing} ({when})", standing=name, when=when
        )

    rows: list[DifferenceRow] = []
    for relation, phase in ((one.relation, one.phase) for one in disagreements):
        brief = context.graph.by_path[relation.brief].brief
        is_over = phase.status == "ended"
        since, until = ("", phase.since) if is_over else (phase.since, phase.until)
        rows.append(
            DifferenceRow(
                subject=context.chips[relation.subject],
                object=context.chips[relation.object],
                registry=said(phase.relation, phase.status, since, until),
                brief=said(relation.relation, relation.status, relation.since, relation.until),
                source=brief_link(context, brief),
                source_date=day(brief.date, context.catalogue),
            )
        )
    return tuple(rows)


def membership_groups(context: SiteContext, id_: str) -> tuple[MembershipGroup, ...]:
    """Returns the registry's standings of an entity, or in it, by relation and status.

    What is in force comes first, in the order of closeness; within a group, rows are in the order
    of names.
    """
    buckets: dict[tuple[str, str, bool], list[MembershipRow]] = {}
    for standing in context.graph.standings_of.get(id_, ()):
        other = standing.subject if standing.object == id_ else standing.object
        key = (standing.status, standing.relation, standing.object == id_)
        buckets.setdefault(key, []).append(membership_row(context, standing, other))
    order = {relation: at for at, relation in enumerate(RELATIONS)}
    keys = sorted(buckets, key=lambda key: (not key[2], STATUSES.index(key[0]), order[key[1]]))
    return tuple(
        MembershipGroup(
            context.catalogue.gettext(group_title(*key)),
            tuple(
                sorted(buckets[key], key=lambda row: (context.graph.order(row.actor.id), row.when))
            ),
        )
        for key in keys
    )
