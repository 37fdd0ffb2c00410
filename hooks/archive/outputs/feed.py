"""What feeds say: their entries, independent of the format."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from archive.core.catalogue import N_
from archive.core.dates import long_date
from archive.core.model import Brief
from archive.pages.cards import shorten
from archive.pages.context import SiteContext

MOST = 20
"""Maximum number of entries of a feed: so the cost of all feeds grows only with their number."""
_EARLIEST = 2000
"""The year of the identifiers of all older briefs: no site had its name before."""
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries changed: RFC 4287 wants a time."""
_ADDRESS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry of a feed.

    Attributes:
        id: Its identifier, which stays the same if the brief moves.
        url: Its full address.
        title: Its title.
        published: When it appeared.
        updated: When it last changed.
        authors: The names of its authors.
        categories: The names of its actors and topics.
        content: What it says, as HTML with full addresses.
        language: The tag of its language, or "" for that of the site.
    """

    id: str
    url: str
    title: str
    published: dt.datetime
    updated: dt.datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    content: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        site_url: The address of the site.
        path: Its own path below the site.
        folder: The address of its page relative to the site.
        title: Its title.
        site_name: The name of the site.
        language: The tag of the site's language.
        rights: The licence of the site, or "".
        entries: The newest first.
    """

    site_url: str
    path: str
    folder: str
    title: str
    site_name: str
    language: str
    rights: str
    entries: tuple[FeedEntry, ...]

    @property
    def url(self) -> str:
        """Its full address."""
        return self.site_url + self.path

    @property
    def page(self) -> str:
        """The full address of its page."""
        return self.site_url + self.folder

    @property
    def updated(self) -> dt.datetime:
        """When the latest entry changed: no build changes it if no entry has changed."""
        return max((one.updated for one in self.entries), default=_NEVER)


def brief_entry(context: SiteContext, position: int, text: str = "") -> FeedEntry:
    """Returns the entry of a brief.

    Args:
        context: The archive.
        position: The brief's position in the graph.
        text: Its rendered text, for a feed with whole texts; "" for its summary.
    """
    resolved = context.graph.briefs[position]
    brief = resolved.brief
    summary = brief.summary or context.openings.get(brief.path, "")
    body = text or (f"<p>{html.escape(shorten(summary))}</p>" if summary else "")
    published = brief.publish or _midnight(brief.date)
    days = (
        note.date for note in (*brief.corrections, *brief.updates) if note.date <= context.today
    )
    named = (*resolved.actors, *resolved.topics)
    return FeedEntry(
        id=brief_id(brief, context.settings.site_url),
        url=context.settings.site_url + brief.url,
        title=brief.title,
        published=published,
        updated=max([published, *map(_midnight, days)]),
        authors=tuple(context.chips[id_].name for id_ in resolved.authors),
        categories=tuple(context.chips[id_].name for id_ in named),
        content=_notes(context, brief) + with_full_addresses(body, context, brief.url),
        language=_language(context, brief),
    )


def change_entries(context: SiteContext) -> Iterator[FeedEntry]:
    """Yields an entry for each correction, update and withdrawal that is not in the future.

    They are in the order of their dates, the newest first.
    """
    found = sorted(
        (change for change in _changes(context) if change[0] <= context.today),
        key=lambda change: (change[0], change[1].path),
        reverse=True,
    )
    for date, brief, label, name, note in found[:MOST]:
        yield FeedEntry(
            id=f"{brief_id(brief, context.settings.site_url)}#{name}",
            url=context.settings.site_url + brief.url,
            title=f"{label(date=long_date(date, context.catalogue))} {brief.title}",
            published=_midnight(date),
            updated=_midnight(date),
            authors=(),
            categories=(),
            content=f"<p>{html.escape(note)}</p>",
            language=_language(context, brief),
        )


def brief_id(brief: Brief, site_url: str) -> str:
    """Returns the identifier of a brief, from the first address that it had.

    Source: the ``tag`` scheme (RFC 4151). A brief that has moved lists its earlier addresses as
    ``aliases``, the first one first.
    """
    first = brief.aliases[0].text.strip("/") if brief.aliases else brief.url.strip("/")
    host = urlsplit(site_url).hostname or ""
    return f"tag:{host},{max(brief.date.year, _EARLIEST)}:{quote(first, safe='/._~-')}"


def with_full_addresses(markup: str, context: SiteContext, url: str) -> str:
    """Returns HTML of a page with full addresses in place of relative ones."""
    page = context.settings.site_url + url

    def full(match: re.Match[str]) -> str:
        address = urljoin(page, html.unescape(match[2]))
        return f'{match[1]}="{html.escape(address)}"'

    return _ADDRESS.sub(full, markup)


_Change = tuple[dt.date, Brief, Callable[..., str], str, str]
"""Day, brief, a title for the day, the end of the identifier, and what is said."""


def _changes(context: SiteContext) -> Iterator[_Change]:
    def titled(message: str) -> Callable[..., str]:
        return lambda **values: context.catalogue.gettext(message, **values)

    update, correction = titled(N_("Update, {date}:")), titled(N_("Correction, {date}:"))
    for resolved in context.graph.briefs:
        brief = resolved.brief
        for label, name, notes in (
            (update, "update", brief.updates),
            (correction, "correction", brief.corrections),
        ):
            for number, note in _numbered(note.date for note in notes):
                yield notes[number].date, brief, label, f"{name}-{note}", notes[number].note
    withdrawal = titled(N_("Withdrawn, {date}:"))
    for brief in context.graph.withdrawn:
        if notice := brief.withdrawn:
            yield notice.date, brief, withdrawal, "withdrawn", notice.reason


def _numbered(days: Iterable[dt.date]) -> Iterator[tuple[int, str]]:
    """Yields the position and a name of each day; a day that occurs again has a number too."""
    seen: dict[dt.date, int] = {}
    for position, day in enumerate(days):
        seen[day] = seen.get(day, 0) + 1
        yield position, day.isoformat() + (f"-{seen[day]}" if seen[day] > 1 else "")


def _notes(context: SiteContext, brief: Brief) -> str:
    """Returns the updates and corrections of a brief, the newest first, as HTML."""
    gettext = context.catalogue.gettext
    notes = [
        (note.date, gettext(label, date=long_date(note.date, context.catalogue)), note.note)
        for label, found in (
            (N_("Update, {date}:"), brief.updates),
            (N_("Correction, {date}:"), brief.corrections),
        )
        for note in found
        if note.date <= context.today
    ]
    ordered = sorted(notes, key=lambda note: note[0], reverse=True)
    return "".join(
        f"<p><strong>{html.escape(label)}</strong> {html.escape(note)}</p>"
        for _, label, note in ordered
    )


def _language(context: SiteContext, brief: Brief) -> str:
    return brief.language if brief.language != context.catalogue.language else ""


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
