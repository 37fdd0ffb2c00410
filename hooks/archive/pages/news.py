"""The pages of what is new and of corrections."""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from archive.core.dates import month_of
from archive.core.model import Brief
from archive.pages.cards import brief_link, day
from archive.pages.context import SiteContext
from archive.pages.history import published_revisions
from archive.pages.history_view import CorrectionsPage, DatedBrief, DatedGroup, NewsPage

SHOWN = 100
"""Maximum number of lines on the page of what is new."""
CORRECTION = "correction"


class _Event(NamedTuple):
    """What happened to a brief: on which day, its rank and its kind, and the text of a note.

    Of several events of a brief on one day, the list shows that of the highest rank.
    """

    date: dt.date
    rank: int
    kind: str
    text: str = ""


def news_page(context: SiteContext) -> NewsPage:
    """Makes the page of what is new: the newest events of all briefs."""
    gettext = context.catalogue.gettext
    labels = {
        "new": gettext("New brief"),
        CORRECTION: gettext("Correction"),
        "update": gettext("Update"),
        "revision": gettext("Revision"),
    }
    found = (
        (event.date, -at, event)
        for at, brief in _listed(context)
        for event in _one_a_day(_events(context, brief), context.today)
    )
    newest = heapq.nlargest(SHOWN, found, key=lambda one: one[:2])
    briefs = context.graph.briefs
    rows = (
        (date, _row(context, briefs[-at].brief, event, labels[event.kind]))
        for date, at, event in newest
    )
    return NewsPage(
        url=context.news.url,
        title=context.news.text,
        breadcrumb=(context.home,),
        lead=gettext("The latest briefs, updates, corrections and revisions."),
        months=_grouped(
            rows,
            lambda date: f"{date:%Y-%m}",
            lambda date: month_of(date, context.catalogue),
        ),
        corrections=context.corrections,
    )


def corrections_page(context: SiteContext) -> CorrectionsPage:
    """Makes the page of all corrections."""
    gettext = context.catalogue.gettext
    found = sorted(
        (
            (-note.date.toordinal(), at, -number, note)
            for at, brief in _listed(context)
            for number, note in enumerate(brief.corrections)
            if note.date <= context.today
        ),
        key=lambda one: one[:3],
    )
    rows = (
        (
            note.date,
            _row(
                context,
                context.graph.briefs[at].brief,
                _Event(note.date, 0, CORRECTION, note.note),
                "",
            ),
        )
        for _, at, _, note in found
    )
    return CorrectionsPage(
        url=context.corrections.url,
        title=context.corrections.text,
        breadcrumb=(context.home,),
        lead=gettext("What was wrong in briefs and has been corrected, newest first.")
        if found
        else gettext("No brief has been corrected."),
        years=_grouped(rows, lambda date: str(date.year), lambda date: str(date.year)),
    )


def _listed(context: SiteContext) -> Iterator[tuple[int, Brief]]:
    """Yields the position and the brief of each work that is published and due."""
    for at in context.due(range(len(context.graph.briefs))):
        brief = context.graph.briefs[at].brief
        if not brief.is_held(context.now):
            yield at, brief


def _events(context: SiteContext, brief: Brief) -> Iterator[_Event]:
    revisions = published_revisions(context, brief)
    yield _Event(revisions[0].date if revisions else brief.date, 3, "new")
    for note in brief.corrections:
        yield _Event(note.date, 2, CORRECTION, note.note)
    for note in brief.updates:
        yield _Event(note.date, 1, "update", note.note)
    for one in revisions[1:]:
        if not one.revision.is_minor:
            yield _Event(one.date, 0, "revision")


def _one_a_day(events: Iterable[_Event], today: dt.date) -> Iterable[_Event]:
    best: dict[dt.date, _Event] = {}
    for event in events:
        if event.date <= today and (event.date not in best or best[event.date].rank < event.rank):
            best[event.date] = event
    return best.values()


def _row(context: SiteContext, brief: Brief, event: _Event, label: str) -> DatedBrief:
    date = day(event.date, context.catalogue)
    return DatedBrief(date, label, brief_link(context, brief), event.text)


def _grouped(
    rows: Iterable[tuple[dt.date, DatedBrief]],
    anchor: Callable[[dt.date], str],
    title: Callable[[dt.date], str],
) -> tuple[DatedGroup, ...]:
    """Groups lines by month or year, in their order."""
    groups: list[DatedGroup] = []
    for name, group in groupby(rows, key=lambda one: anchor(one[0])):
        found = tuple(group)
        groups.append(DatedGroup(title(found[0][0]), name, tuple(row for _, row in found)))
    return tuple(groups)
