"""The site map: every page, with the date of its last change if known."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import BinaryIO

from archive.core.model import Brief
from archive.outputs.output import OutputSources
from archive.pages.context import SiteContext
from archive.pages.history import last_changed

FILE = "sitemap.xml"
PACKED_FILE = "sitemap.xml.gz"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page's address relative to the site, and its ISO date of last change, or empty."""

    url: str
    changed: str = ""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the plain and the compressed file, if the site has an address; both list all entries.

    The address is that of the site.
    """
    if not (site_url := sources.site.settings.site_url):
        return {}
    entries = [(entry.url, entry.changed) for entry in sitemap_entries(sources)]
    return dict.fromkeys((FILE, PACKED_FILE), (site_url, entries))


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes the file (sitemaps.org protocol 0.9). The compressed file contains no time."""
    text = sitemap(sitemap_entries(sources), sources.site.settings.site_url).encode()
    stream.write(gzip.compress(text, mtime=0) if path == PACKED_FILE else text)


def sitemap_entries(sources: OutputSources) -> Iterator[SitemapEntry]:
    """Yields the entries of all pages: hand-written pages, generated pages, briefs.

    The notices of withdrawn briefs are left out.

    The last change of a brief is its own date, that of its latest correction or update, or that of
    its last revision in Git. The last change of the page of an actor, a region or a year is that of
    its newest brief. Dates in the future do not count.
    """
    for url in sources.docs.urls:
        yield SitemapEntry(url)
    graph = sources.site.graph
    changed = [_changed(one.brief, sources.site) for one in graph.versions]
    newest = max(changed[: len(graph.briefs)], default="")
    by_year: dict[str, str] = {}
    for resolved, date in zip(graph.briefs, changed[: len(graph.briefs)], strict=True):
        year = str(resolved.brief.date.year)
        by_year[year] = max(date, by_year.get(year, ""))
    of_first: dict[str, set[int]] = {}
    for page in sources.pages:
        if page.type in ("entity", "region", "collection"):
            id_ = page.about[0]
            positions: Iterable[int] = (*graph.positions(id_), *graph.written.get(id_, ()))
            yield SitemapEntry(page.url, max((changed[at] for at in positions), default=""))
        elif page.type == "withdrawn":
            continue
        elif page.type == "year":
            yield SitemapEntry(page.url, by_year[page.about[0]])
        elif page.type == "pair":
            first, second = page.about
            if first not in of_first:
                of_first = {first: set(graph.by_entity[first])}
            shared = of_first[first].intersection(graph.by_entity[second])
            yield SitemapEntry(page.url, max((changed[at] for at in shared), default=""))
        else:
            yield SitemapEntry(page.url, newest)
    for position, resolved in enumerate(graph.versions):
        yield SitemapEntry(resolved.brief.url, changed[position])


def sitemap(entries: Iterable[SitemapEntry], site_url: str) -> str:
    """Returns the file's text, one ``<url>`` element per line."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for entry in entries:
        changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
        lines.append(f"<url><loc>{escape(site_url + entry.url)}</loc>{changed}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def _changed(brief: Brief, site: SiteContext) -> str:
    """Returns the ISO date of the last change that is not in the future, or ""."""
    days = (brief.date, *(one.date for one in (*brief.corrections, *brief.updates)))
    past = (day.isoformat() for day in days if day <= site.today)
    return max((last_changed(site, brief), *past))
