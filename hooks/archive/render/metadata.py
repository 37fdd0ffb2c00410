"""The metadata in the head of a page: description and structured data."""

from __future__ import annotations

import json
from html import escape

from archive.core.catalogue import Catalogue
from archive.core.settings import Settings
from archive.core.urls import path_to_root
from archive.outputs.opensearch import search_action
from archive.pages.cards import shorten
from archive.pages.collection_view import CollectionPage
from archive.pages.feeds import feed_links
from archive.pages.views import (
    BriefPage,
    CorrectionsPage,
    EntityPage,
    HomePage,
    IndexPage,
    NewsPage,
    PairPage,
    RegionPage,
    View,
    WithdrawnPage,
    YearPage,
    YearsPage,
)
from archive.prose.body import Body
from archive.render.citation_tags import citation_tags
from archive.render.publication import alternate_links, file_data, publication_data, version_data

DESCRIPTION_LENGTH = 200
LANGUAGES = "assets/javascripts/languages.js"


def describe(view: View, body: Body | None, catalogue: Catalogue) -> str:
    """Returns one or two sentences on a page, for search engines and link previews."""
    ngettext = catalogue.ngettext
    match view:
        case BriefPage():
            opening = body.opening if body else ""
            return shorten(view.summary or opening, DESCRIPTION_LENGTH)
        case EntityPage(count=0):
            return catalogue.gettext("{name}: {kind}.", name=view.title, kind=view.kind_in_sentence)
        case EntityPage() | CollectionPage():
            return ngettext(
                "{name}: {kind}, {count} brief in the archive.",
                "{name}: {kind}, {count} briefs in the archive.",
                view.count,
                name=view.title,
                kind=view.kind_in_sentence,
            )
        case RegionPage():
            return ngettext(
                "{name}: {count} brief in the archive.",
                "{name}: {count} briefs in the archive.",
                view.count,
                name=view.title,
            )
        case PairPage():
            return ngettext(
                "{names}: {count} brief that names both, and the relations between them.",
                "{names}: {count} briefs that name both, and the relations between them.",
                view.count,
                names=view.title,
            )
        case YearPage():
            return ngettext(
                "{count} brief of {year}.", "{count} briefs of {year}.", view.count, year=view.year
            )
        case YearsPage():
            return ngettext(
                "{count} brief, year by year.", "{count} briefs, year by year.", view.count
            )
        case IndexPage() | WithdrawnPage() | NewsPage() | CorrectionsPage():
            return view.lead
        case HomePage():
            return view.description or view.tagline or view.site_name


def head(view: View, body: Body | None, settings: Settings, catalogue: Catalogue) -> str:
    """Returns the metadata elements of a page's head: Open Graph and schema.org.

    Source: ogp.me; schema.org, types ``Report``, ``WebSite``, and those of entities.
    """
    address = settings.site_url + view.url
    description = describe(view, body, catalogue)
    properties = {
        "og:type": "article" if isinstance(view, BriefPage) else "website",
        "og:title": view.title,
        "og:description": description,
        "og:site_name": settings.site_name,
    }
    if settings.site_url:
        properties["og:url"] = address
    if isinstance(view, BriefPage):
        properties["article:published_time"] = view.date.iso
        if view.picture and settings.site_url:
            properties["og:image"] = settings.site_url + view.picture.url
            properties["og:image:alt"] = view.picture.alt
    lines = [
        f'<meta property="{name}" content="{escape(text)}">' for name, text in properties.items()
    ]
    if isinstance(view, BriefPage):
        lines += citation_tags(view, settings)
        if settings.site_url:
            lines += alternate_links(view.languages, settings.site_url)
    up = path_to_root(view.url)
    # "feed" is a link type of its own. Material's script takes "alternate" alone for the site in
    # another language, and asks for its site map.
    lines += (
        f'<link rel="alternate feed" type="{one.media_type}" title="{escape(one.title)}" '
        f'href="{up}{one.url}">'
        for one in feed_links(view, settings)
    )
    if isinstance(view, WithdrawnPage):
        lines.append('<meta name="robots" content="noindex">')
    if structured := _structured(view, description, settings):
        lines.append(f'<script type="application/ld+json">{inline_json(structured)}</script>')
    return "\n".join(lines)


def script_of_languages(view: View, article: str) -> str:
    """Returns the script of a page that shows briefs in several languages, or "".

    Args:
        view: The page.
        article: The HTML of its article.
    """
    if 'class="versions"' not in article:
        return ""
    return f'\n<script type="module" src="{path_to_root(view.url)}{LANGUAGES}"></script>'


def inline_json(data: object) -> str:
    """Returns JSON for a ``script`` element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _structured(view: View, description: str, settings: Settings) -> dict[str, object]:
    if isinstance(view, HomePage):
        site: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": settings.site_name,
            "url": settings.site_url or "/",
        }
        if settings.site_url and settings.has_search_page:
            site["potentialAction"] = search_action(settings)
        return site
    if isinstance(view, EntityPage) and view.structured:
        return {"@context": "https://schema.org", **dict(view.structured)}
    if not isinstance(view, BriefPage):
        return {}
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": view.title,
        "description": description,
        "datePublished": view.date.iso,
        "wordCount": view.words,
        "about": [{"@type": "Thing", "name": chip.name} for chip in view.actors],
        "citation": [source.url for source in view.sources if source.url],
    }
    if view.topics:
        data["keywords"] = [chip.name for chip in view.topics]
    data |= publication_data(view.bibliography, settings.site_url)
    data |= file_data(view, settings.site_url)
    data |= version_data(view, settings.site_url)
    if view.modified:
        data["dateModified"] = view.modified
    if settings.site_url:
        data["url"] = settings.site_url + view.url
    return data
