"""The site map: every page, and for briefs when they were last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from archive.pages.context import SiteContext
from archive.pages.plan import plan_pages, plan_pairs
from archive.resolve.graph import Graph


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page's address relative to the site, and its ISO date of last change, or empty."""

    url: str
    changed: str = ""


def sitemap_entries(context: SiteContext) -> Iterator[SitemapEntry]:
    """Yields all pages.

    A brief changed last on its own date or that of its latest correction; the page of an actor,
    a region or a year when the newest of its briefs did.
    """
    graph = context.graph
    changed = [_changed(graph, position) for position in range(len(graph.briefs))]
    newest = max(changed, default="")
    by_year: dict[str, str] = {}
    for resolved, date in zip(graph.briefs, changed, strict=True):
        year = str(resolved.brief.date.year)
        by_year[year] = max(date, by_year.get(year, ""))
    for page in plan_pages(graph):
        if page.kind in ("entity", "region"):
            positions: Iterable[int] = graph.by_entity[page.about[0]]
            yield SitemapEntry(page.url, max((changed[at] for at in positions), default=""))
        elif page.kind == "year":
            yield SitemapEntry(page.url, by_year[page.about[0]])
        else:
            yield SitemapEntry(page.url, newest)
    found: dict[str, set[int]] = {}
    for page in plan_pairs(context):
        first, second = page.about
        if first not in found:
            found = {first: set(graph.by_entity[first])}
        shared = found[first].intersection(graph.by_entity[second])
        yield SitemapEntry(page.url, max((changed[at] for at in shared), default=""))
    for position, resolved in enumerate(graph.briefs):
        yield SitemapEntry(resolved.brief.url, changed[position])


def sitemap(entries: Iterable[SitemapEntry], site_url: str) -> str:
    """Returns the ``<url>`` elements (sitemaps.org protocol 0.9), one a line."""
    lines = []
    for entry in entries:
        changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
        lines.append(f"<url><loc>{escape(site_url + entry.url)}</loc>{changed}</url>")
    return "\n".join(lines)


def _changed(graph: Graph, position: int) -> str:
    brief = graph.briefs[position].brief
    dates = (brief.date, *(correction.date for correction in brief.corrections))
    return max(dates).isoformat()
