"""Entries for the search that comes with Material for MkDocs."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from archive.pages.collection_view import CollectionPage
from archive.pages.views import BriefPage, EntityPage, IndexPage, RegionPage, View
from archive.prose.body import Body
from archive.prose.plain_text import plain_text

ENTITY_BOOST = 2
"""Pages of actors come before briefs that only mention them."""

_HEADING = re.compile(r'<h[2-6] id="([^"]+)"[^>]*>(.*?)</h[2-6]>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One place that the search can find; ``text`` is HTML-escaped, as Material expects it."""

    location: str
    title: str
    text: str
    boost: int = 1


def brief_entries(view: BriefPage, body: Body) -> tuple[SearchEntry, ...]:
    """Returns an entry for the brief and one for each of its headings."""
    parts = _HEADING.split(body.html)
    names = " ".join(chip.name for chip in (*view.actors, *view.people, *view.events))
    facts = (*(fact.in_words for fact in view.facts), *(one.title for one in view.attachments))
    opening = " ".join((view.summary, *view.notes, plain_text(parts[0]), names, *facts)).strip()
    entries = [SearchEntry(view.url, html.escape(view.title), html.escape(opening, quote=False))]
    for id_, heading, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        title = html.escape(plain_text(heading))
        location = f"{view.url}#{html.unescape(id_)}"
        entries.append(SearchEntry(location, title, html.escape(plain_text(text), quote=False)))
    return tuple(entries)


def view_entry(view: View) -> SearchEntry | None:
    """Returns the entry of a page other than a brief's, or None for a page of lists only."""
    match view:
        case EntityPage():
            facts = (value.text for fact in view.facts for value in fact.values)
            languages = (name for _, name in view.other_languages)
            texts = (
                view.official,
                view.chip.acronym,
                *view.also_known_as,
                *languages,
                view.note,
                *facts,
            )
            text = " · ".join(filter(None, texts))
        case CollectionPage():
            languages = (name for _, name in view.other_languages)
            text = " · ".join(filter(None, (*view.also_known_as, *languages, view.note)))
        case RegionPage():
            text = " · ".join(chip.name for chip in view.countries)
        case IndexPage():
            text = view.lead
        case _:
            return None
    return SearchEntry(view.url, html.escape(view.title), html.escape(text), ENTITY_BOOST)
