"""Writes the search page, which a script fills in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import BinaryIO

from archive.core.catalogue import Catalogue
from archive.core.site_kinds import site_facets
from archive.core.urls import SEARCH
from archive.lib.output_files import page_file
from archive.outputs.output import OutputSources

FILE = page_file(SEARCH)
_TITLE = re.compile(r"<h1\b.*?</h1>\s*", re.DOTALL)
"""The title of ``docs/search.md``, which the summary says."""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the page with its HTML; nothing if the site has no search or another one."""
    return {FILE: search_page(sources)} if sources.site.settings.has_search_page else {}


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
            "article": article(catalogue, sources.about_search, site_facets(settings)),
        }
    )


def article(catalogue: Catalogue, about: str = "", own: Mapping[str, str] | None = None) -> str:
    """Returns the HTML of the page's article: all that the script only fills in.

    Nothing moves when it does so: each part has its place from the beginning.

    Args:
        catalogue: The words of the interface.
        about: The content of ``docs/search.md``, already safe, or "".
        own: Facets by keys of the site: name → label.
    """
    gettext = catalogue.gettext
    indexes = {
        "years": _link("years/", gettext("years")),
        "countries": _link("countries/", gettext("countries")),
        "organizations": _link("organizations/", gettext("organizations")),
    }
    without = gettext(
        "Searching needs JavaScript. Without it, begin with the {years}, the {countries} or the"
        " {organizations}."
    )
    instead = gettext("Or begin with the {years}, the {countries} or the {organizations}.")
    label = escape(gettext("Search the archive"))
    hint = escape(gettext("Search briefs, countries, organizations …"))
    sort, relevance = escape(gettext("Sort by")), escape(gettext("Relevance"))
    newest, filters = escape(gettext("Newest first")), escape(gettext("Filters"))
    results, search = escape(gettext("Results")), escape(gettext("Search"))
    facets = f' data-archive-facets="{escape(json.dumps(own, ensure_ascii=False))}"' if own else ""
    return (
        f"<h1>{search}</h1>\n"
        f'<div class="archive-search-page" data-archive-search="page"{facets}>\n'
        '<form class="archive-search__bar" role="search">'
        '<input class="archive-search__input" data-archive-part="input" type="search" name="q"'
        f' aria-label="{label}" autocomplete="off" autocapitalize="off" spellcheck="false"'
        f' placeholder="{hint}">'
        "</form>\n"
        '<div class="archive-search__told">'
        '<p class="archive-search__status" data-archive-part="status" role="status"></p>'
        f'<label class="archive-search__order">{sort} <select data-archive-part="order">'
        f'<option value="relevance">{relevance}</option>'
        f'<option value="date">{newest}</option></select></label>'
        "</div>\n"
        f'<div class="archive-search__columns"><section aria-label="{filters}">'
        '<details class="archive-search__panel" data-archive-part="panel">'
        f"<summary>{filters}</summary></details></section>\n"
        f'<section aria-label="{results}" class="archive-search__main"'
        ' data-archive-part="results"></section></div>\n'
        f'<template data-archive-part="indexes">{escape(instead).format(**indexes)}</template>\n'
        f"</div>\n{_about(about, catalogue)}"
        f"<noscript><p>{escape(without).format(**indexes)}</p>\n</noscript>\n"
    )


def _about(html: str, catalogue: Catalogue) -> str:
    """Returns what ``docs/search.md`` says, to be unfolded below the search."""
    if not html:
        return ""
    title = escape(catalogue.gettext("What a query means"))
    html = _TITLE.sub("", html, count=1)
    return (
        f'<details class="archive-search__about" id="about-queries"><summary>{title}</summary>\n'
        f"{html}\n</details>\n"
    )


def _link(url: str, text: str) -> str:
    return f'<a href="../{url}">{escape(text)}</a>'
