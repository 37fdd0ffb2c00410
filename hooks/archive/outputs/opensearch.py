"""The description by which a browser adds the archive to its search engines."""

from __future__ import annotations

from html import escape
from typing import BinaryIO

from archive.core.catalogue import Catalogue
from archive.core.settings import Settings
from archive.core.urls import SEARCH
from archive.outputs.output import OutputSources

FILE = "opensearch.xml"
MEDIA_TYPE = "application/opensearchdescription+xml"


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the description; none without Pagefind's search or the site's address."""
    settings = sources.site.settings
    if not settings.has_search_page or not settings.site_url:
        return {}
    return {FILE: (settings.site_name, settings.site_url, sources.site.catalogue)}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes the description."""
    site = sources.site
    stream.write(opensearch_description(site.settings, site.catalogue).encode())


def opensearch_description(settings: Settings, catalogue: Catalogue) -> str:
    """Returns the file's text.

    Source: OpenSearch 1.1, draft 6, "OpenSearch description document". It needs the address of
    the published site; without one the file is not written.
    """
    name = settings.site_name
    template = f"{settings.site_url}{SEARCH}?q={{searchTerms}}"
    description = catalogue.gettext("Search the {site}", site=name)
    short = name if len(name) <= 16 else name[:15].rstrip() + "…"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short)}</ShortName>\n"
        f"<LongName>{escape(name[:48])}</LongName>\n"
        f"<Description>{escape(description)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" method="get" template="{escape(template)}"/>\n'
        "</OpenSearchDescription>\n"
    )


def search_action(settings: Settings) -> dict[str, object]:
    """Returns the site's search for schema.org: ``potentialAction`` of its ``WebSite``."""
    return {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{settings.site_url}{SEARCH}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
