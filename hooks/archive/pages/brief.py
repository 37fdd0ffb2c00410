"""The page of a brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.core.catalogue import Catalogue
from archive.core.model import Brief, DatedNote, Source
from archive.core.urls import year_url
from archive.pages.attachments import attachment_rows, picture_of
from archive.pages.bibliography import bibliography, brief_facts
from archive.pages.cards import TITLE_LENGTH, brief_card, day, held, shorten
from archive.pages.context import SiteContext
from archive.pages.history import brief_history, last_changed
from archive.pages.parts import Html, Link, Note, Related, SourceRow
from archive.pages.relations import relation_rows
from archive.pages.validity import gone_actors
from archive.pages.versions import lang_of, languages_of
from archive.pages.views import BriefPage
from archive.pages.withdrawn import replacement_links
from archive.prose.body import Body
from archive.resolve.related import reason, related_briefs


def brief_page(context: SiteContext, position: int, body: Body) -> BriefPage:
    """Makes the view of one brief.

    Args:
        context: The archive.
        position: The brief's position in the graph.
        body: Its rendered prose.
    """
    graph = context.graph
    resolved = graph.versions[position]
    brief = resolved.brief
    listed = graph.listed_at(position)
    related = related_briefs(graph, listed, context.settings.related)
    # Years list one version of each work, so that the year of another may have no page.
    year = (Link(year_url(brief.date.year), str(brief.date.year)),) if listed == position else ()
    return BriefPage(
        url=brief.url,
        title=brief.title,
        breadcrumb=(context.home, context.years, *year),
        date=day(brief.date, context.catalogue),
        held=held(context, brief),
        summary="" if _repeats(brief.summary, body.opening) else brief.summary,
        body=Html(body.html),
        reading_minutes=body.minutes,
        words=body.words,
        actors=context.chips_of(resolved.actors),
        regions=context.chips_of(resolved.regions),
        people=context.chips_of(resolved.people),
        events=context.chips_of(resolved.events),
        facts=tuple(brief_facts(context, resolved)),
        bibliography=bibliography(context, resolved),
        tags=brief.tags,
        topics=context.chips_of(resolved.topics),
        broader=context.chips_of(graph.topics_around(resolved.topics)),
        relations=relation_rows(context, resolved.relations),
        sources=tuple(_source_row(source) for source in brief.sources),
        updates=_newest_first(brief.updates, context.catalogue),
        corrections=_newest_first(brief.corrections, context.catalogue),
        picture=picture_of(context, brief),
        attachments=tuple(attachment_rows(context, brief)),
        replaced_by=replacement_links(context, brief.path),
        languages=languages_of(context, position),
        gone=tuple(gone_actors(context, resolved)),
        modified=max(_modified(brief, context.today), last_changed(context, brief)),
        related=tuple(
            Related(
                brief_card(context, one.position, full=False),
                reason(graph, one.shared, context.catalogue),
            )
            for one in related
        ),
        older=_neighbour(context, listed + 1),
        newer=_neighbour(context, listed - 1),
        source_path=brief.path,
        history=brief_history(context, brief),
    )


def _repeats(summary: str, opening: str) -> bool:
    """Returns whether a summary only repeats the first paragraph (possibly shortened)."""
    start = " ".join(summary.rstrip("…. ").split()).casefold()
    return bool(start) and " ".join(opening.split()).casefold().startswith(start)


def _neighbour(context: SiteContext, position: int) -> Link | None:
    if not 0 <= position < len(context.graph.briefs):
        return None
    brief = context.graph.briefs[position].brief
    return Link(brief.url, shorten(brief.title, TITLE_LENGTH), lang_of(context, brief))


def _modified(brief: Brief, today: dt.date) -> str:
    days = (one.date for one in (*brief.updates, *brief.corrections))
    return max((day.isoformat() for day in days if day <= today), default="")


def _newest_first(notes: Iterable[DatedNote], catalogue: Catalogue) -> tuple[Note, ...]:
    """Returns the notes, newest first; those of one day stay in the given order."""
    ordered = sorted(notes, key=lambda one: one.date, reverse=True)
    return tuple(Note(day(one.date, catalogue), one.note) for one in ordered)


def _source_row(source: Source) -> SourceRow:
    host = (urlsplit(source.url).hostname or "").removeprefix("www.") if source.url else ""
    return SourceRow(source.title or host, source.publisher, source.url, source.date)
