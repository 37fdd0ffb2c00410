"""Relations and memberships as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable

from archive.core.dates import partial_date
from archive.core.model import Relation
from archive.core.relations import RELATIONS, STATUSES
from archive.pages.cards import day
from archive.pages.context import SiteContext
from archive.pages.parts import Link, MembershipGroup, MembershipRow, RelationRow
from archive.pages.relation_words import group_title


def relation_rows(context: SiteContext, relations: Iterable[Relation]) -> tuple[RelationRow, ...]:
    """Rows for relations that briefs assert, each with the brief that does."""
    rows: list[RelationRow] = []
    for relation in relations:
        source = context.graph.by_path[relation.brief].brief
        rows.append(
            RelationRow(
                subject=context.chips[relation.subject],
                relation=relation.relation,
                object=context.chips[relation.object],
                status=relation.status,
                since=partial_date(relation.since, context.catalogue),
                until=partial_date(relation.until, context.catalogue),
                note=relation.note,
                source=Link(source.url, source.title),
                source_date=day(source.date, context.catalogue),
            )
        )
    return tuple(rows)


def membership_row(context: SiteContext, relation: Relation, other: str) -> MembershipRow:
    """A row for a standing that the registry states, seen from the side that is not ``other``."""
    return MembershipRow(
        actor=context.chips[other],
        relation=relation.relation,
        status=relation.status,
        since=partial_date(relation.since, context.catalogue),
        until=partial_date(relation.until, context.catalogue),
    )


def membership_groups(context: SiteContext, id_: str) -> tuple[MembershipGroup, ...]:
    """The registry's standings of an entity, or in it, by relation and status.

    What is in force comes first, in the order of closeness; within a group, rows are in the order
    of names.
    """
    buckets: dict[tuple[str, str, bool], list[MembershipRow]] = {}
    for relation in context.graph.standings_of.get(id_, ()):
        other = relation.subject if relation.object == id_ else relation.object
        key = (relation.status, relation.relation, relation.object == id_)
        buckets.setdefault(key, []).append(membership_row(context, relation, other))
    order = {relation: at for at, relation in enumerate(RELATIONS)}
    keys = sorted(buckets, key=lambda key: (not key[2], STATUSES.index(key[0]), order[key[1]]))
    return tuple(
        MembershipGroup(
            context.catalogue.gettext(group_title(*key)),
            tuple(
                sorted(buckets[key], key=lambda row: (context.graph.order(row.actor.id), row.since))
            ),
        )
        for key in keys
    )
