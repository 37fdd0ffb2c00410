"""Briefs in lists: cards, and their groups by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.catalogue import Catalogue
from archive.core.dates import long_date
from archive.core.model import Brief
from archive.core.urls import year_url
from archive.pages.attachments import picture_of
from archive.pages.context import SiteContext
from archive.pages.parts import BriefCard, Day, Link, YearGroup
from archive.pages.versions import lang_of, versions_of

CARD_ACTORS = 6
"""Maximum number of actors on a card."""
SUMMARY_LENGTH = 260
"""Maximum characters of a summary on a card; it is cut at the end of a word."""
TITLE_LENGTH = BRIEF_KEYS["title"].longest
"""Maximum characters of a title in a list; it is cut at the end of a word."""
FULL_CARDS = 30
"""From this many briefs on, the cards of a list are short: without summary and actors."""


def day(date: dt.date, catalogue: Catalogue) -> Day:
    """Returns a date for ``<time>``."""
    return Day(date.isoformat(), long_date(date, catalogue))


def shorten(text: str, length: int = SUMMARY_LENGTH) -> str:
    """Cuts a string at the end of a word, with an ellipsis, if it is longer than ``length``."""
    if len(text) <= length:
        return text
    cut = text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-")
    return cut if cut.endswith(("…", ".")) else cut + "…"


def brief_card(
    context: SiteContext, position: int, *, full: bool = True, without: str = ""
) -> BriefCard:
    """Makes the card of a brief.

    Args:
        context: The archive.
        position: The brief's position in the graph.
        full: Whether the card has a summary and actors.
        without: Identifier of the actor whose page shows the card: omitted from its chips.
    """
    resolved = context.graph.briefs[position]
    brief = resolved.brief
    actors = tuple(id_ for id_ in resolved.actors if id_ != without) if full else ()
    summary = brief.summary or context.openings.get(brief.path, "")
    return BriefCard(
        url=brief.url,
        title=shorten(brief.title, TITLE_LENGTH),
        date=day(brief.date, context.catalogue),
        summary=shorten(summary) if full else "",
        actors=context.chips_of(actors[:CARD_ACTORS]),
        picture=picture_of(context, brief) if full else None,
        more_actors=max(0, len(actors) - CARD_ACTORS),
        held=held(context, brief),
        lang=lang_of(context, brief),
        others=tuple(one for one in versions_of(context, brief) if one.url != brief.url),
    )


def brief_link(context: SiteContext, brief: Brief) -> Link:
    """Returns the link to a brief by its title."""
    return Link(brief.url, brief.title, lang_of(context, brief))


def held(context: SiteContext, brief: Brief) -> str:
    """Returns why only a preview shows a brief: it is a draft, or waits for its time; or ""."""
    catalogue = context.catalogue
    if brief.draft:
        return catalogue.gettext("Draft, not published")
    if brief.publish and brief.waits(context.now):
        date = long_date(brief.publish.date(), catalogue)
        time = f"{brief.publish:%H:%M}"
        return catalogue.gettext("Not published before {date}, {time} UTC", date=date, time=time)
    return ""


def year_groups(
    context: SiteContext, positions: Iterable[int], *, without: str = ""
) -> tuple[YearGroup, ...]:
    """Groups briefs by year, newest first; in a long list only the first cards are full.

    Years after the first ``FULL_CARDS`` briefs are closed at first.
    """
    groups: list[YearGroup] = []
    shown = 0
    ordered = list(positions)
    for year, group in groupby(ordered, key=lambda at: context.graph.briefs[at].brief.date.year):
        opened = not groups or shown < FULL_CARDS
        cards: list[BriefCard] = []
        for position in group:
            cards.append(brief_card(context, position, full=shown < FULL_CARDS, without=without))
            shown += 1
        groups.append(YearGroup(year, year_url(year), tuple(cards), opened))
    return tuple(groups)
