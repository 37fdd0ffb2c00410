"""The page of a collection: a topic, an author or a series."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.core.model import Entity
from archive.pages.cards import FULL_CARDS, brief_card, year_groups
from archive.pages.charts import activity_chart
from archive.pages.collection_view import CollectionPage, IssueRow
from archive.pages.context import SiteContext, breadcrumb_of, source_path
from archive.pages.entity import kind_in_sentence, other_names, parts_of
from archive.pages.facts import entity_facts
from archive.pages.parts import Chip

ACTORS = 12
"""Maximum number of actors on a page that the briefs of a collection name most."""
_NUMBERS = re.compile(r"(\d+)")


def collection_page(
    context: SiteContext, entity: Entity, all_years: tuple[int, ...]
) -> CollectionPage:
    """Makes the view of one collection.

    Args:
        context: The archive.
        entity: A topic, an author or a series that has a page.
        all_years: The years that have briefs.
    """
    graph = context.graph
    gettext = context.catalogue.gettext
    positions = graph.by_entity[entity.id]
    years = (graph.briefs[position].brief.date.year for position in context.due(positions))
    is_series = entity.kind == "series"
    return CollectionPage(
        url=entity.url,
        title=entity.name,
        breadcrumb=breadcrumb_of(context, entity),
        chip=context.chips[entity.id],
        also_known_as=other_names(entity),
        other_languages=entity.names,
        note=entity.note,
        facts=entity_facts(context, entity),
        parts_title=gettext(context.kinds[entity.kind].parts_title),
        parts=context.counted(parts_of(context, entity)),
        actors=_actors(context, positions),
        chart=activity_chart(years, all_years, context.catalogue),
        groups=() if is_series else year_groups(context, positions),
        issues=tuple(_issues(context, positions)) if is_series else (),
        count=len(positions),
        narrower_count=_narrower_count(context, entity, positions),
        kind_in_sentence=kind_in_sentence(context, entity),
        source_path=source_path(entity),
    )


def issue_key(issue: str) -> tuple[tuple[int, int, str], ...]:
    """Returns a key by which issues are in order: "2/10" after "2/9", and "" before all."""
    parts = (part.strip() for part in _NUMBERS.split(issue.casefold()))
    return tuple(_part_key(part) for part in parts if part)


def _part_key(part: str) -> tuple[int, int, str]:
    if not part.isdecimal():
        return 0, 0, part
    # Python converts no numbers of thousands of digits; of two numbers, the longer is higher.
    digits = part.lstrip("0")
    return 1, len(digits), digits


def _issues(context: SiteContext, positions: Sequence[int]) -> Iterator[IssueRow]:
    """Yields the briefs of a series by issue; of one issue, the newest first."""
    briefs = context.graph.briefs
    # Sorting in reverse keeps the order of equals.
    ordered = sorted(positions, key=lambda at: issue_key(briefs[at].brief.issue), reverse=True)
    for number, position in enumerate(ordered):
        issue = briefs[position].brief.issue
        shown = context.catalogue.pgettext("issue", "No. {issue}", issue=issue) if issue else ""
        yield IssueRow(shown, brief_card(context, position, full=number < FULL_CARDS))


def _narrower_count(context: SiteContext, entity: Entity, positions: Sequence[int]) -> int:
    if entity.kind != "topic":
        return 0
    return sum(entity.id not in context.graph.briefs[position].topics for position in positions)


def _actors(context: SiteContext, positions: Sequence[int]) -> tuple[Chip, ...]:
    briefs = context.graph.briefs
    named = (id_ for position in positions for id_ in briefs[position].actors)
    return context.chips_of(context.most_frequent(named, ACTORS))
