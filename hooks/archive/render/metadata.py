"""What a page says of itself in its head: description and structured data."""

from __future__ import annotations

import json
from html import escape

from archive.core.settings import Settings
from archive.outputs.opensearch import search_action
from archive.pages.cards import shorten
from archive.pages.views import (
    BriefPage,
    EntityPage,
    HomePage,
    IndexPage,
    PairPage,
    RegionPage,
    View,
    YearPage,
    YearsPage,
)
from archive.prose.body import Body

DESCRIPTION_LENGTH = 200


def describe(view: View, body: Body | None = None) -> str:
    """One or two sentences on a page, for search engines and link previews."""
    match view:
        case BriefPage():
            opening = body.opening if body else ""
            return shorten(view.summary or opening, DESCRIPTION_LENGTH)
        case EntityPage():
            kind = view.chip.type_label.lower()
            return f"{view.title}: {kind}, {_briefs(view.count)} in the archive."
        case RegionPage():
            return f"{view.title}: {_briefs(view.count)} in the archive."
        case PairPage():
            return f"{view.title}: {_briefs(view.count)} that name both, and how they stand."
        case YearPage():
            return f"{_briefs(view.count)} of {view.year}."
        case YearsPage():
            return f"{_briefs(view.count)}, year by year."
        case IndexPage():
            return view.lead
        case HomePage():
            return view.tagline or view.site_name


def head(view: View, body: Body | None, settings: Settings) -> str:
    """The elements of a page's head that say what it is: Open Graph and schema.org.

    Source: ogp.me; schema.org, types ``Report`` and ``WebSite``.
    """
    address = settings.site_url + view.url
    properties = {
        "og:type": "article" if isinstance(view, BriefPage) else "website",
        "og:title": view.title,
        "og:description": describe(view, body),
        "og:site_name": settings.site_name,
    }
    if settings.site_url:
        properties["og:url"] = address
    if isinstance(view, BriefPage):
        properties["article:published_time"] = view.date.iso
    lines = [
        f'<meta property="{name}" content="{escape(text)}">' for name, text in properties.items()
    ]
    if structured := _structured(view, body, settings):
        lines.append(f'<script type="application/ld+json">{inline_json(structured)}</script>')
    return "\n".join(lines)


def inline_json(data: object) -> str:
    """JSON that can stand inside a ``script`` element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _structured(view: View, body: Body | None, settings: Settings) -> dict[str, object]:
    if isinstance(view, HomePage):
        site: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": settings.site_name,
            "url": settings.site_url or "/",
        }
        if settings.site_url and settings.search == "pagefind":
            site["potentialAction"] = search_action(settings)
        return site
    if not isinstance(view, BriefPage):
        return {}
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": view.title,
        "description": describe(view, body),
        "datePublished": view.date.iso,
        "wordCount": view.words,
        "about": [{"@type": "Thing", "name": chip.name} for chip in view.actors],
        "citation": [source.url for source in view.sources if source.url],
    }
    if view.corrections:
        data["dateModified"] = max(one.date for one in view.corrections).isoformat()
    if settings.site_url:
        data["url"] = settings.site_url + view.url
    return data


def _briefs(count: int) -> str:
    return "1 brief" if count == 1 else f"{count} briefs"
