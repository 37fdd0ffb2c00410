"""Writes the search page, which a script fills in the browser."""

from __future__ import annotations

from html import escape
from typing import BinaryIO

from archive.core.catalogue import Catalogue
from archive.core.urls import SEARCH
from archive.lib.output_files import page_file
from archive.outputs.output import OutputSources

FILE = page_file(SEARCH)


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the page with its HTML; nothing if the site has no search or another one."""
    return {FILE: search_page(sources)} if sources.site.settings.search == "pagefind" else {}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes the page."""
    stream.write(search_page(sources).encode())


def search_page(sources: OutputSources) -> str:
    """Returns the page's HTML."""
    settings, catalogue = sources.site.settings, sources.site.catalogue
    description = catalogue.gettext("Search the {site}.", site=settings.site_name)
    return sources.shell(SEARCH).fill(
        {
            "title": escape(f"{catalogue.gettext('Search')} – {settings.site_name}"),
            "description": escape(description),
            "canonical": escape(settings.site_url + SEARCH),
            "head": "",
            "kind": "search",
            "article": article(catalogue),
        }
    )


def article(catalogue: Catalogue) -> str:
    """Returns the HTML of the page's article.

    Args:
        catalogue: The words of the interface.
    """
    gettext = catalogue.gettext
    message = gettext(
        "Searching needs JavaScript. Without it, begin with the {years}, the {countries} or the"
        " {organizations}."
    )
    without = escape(message).format(
        years=_link("years/", gettext("years")),
        countries=_link("countries/", gettext("countries")),
        organizations=_link("organizations/", gettext("organizations")),
    )
    return (
        f"<h1>{escape(gettext('Search'))}</h1>\n"
        '<div data-archive-search="page"></div>\n'
        f"<noscript><p>{without}</p>\n</noscript>\n"
    )


def _link(url: str, text: str) -> str:
    return f'<a href="../{url}">{escape(text)}</a>'
