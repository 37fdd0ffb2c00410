"""The page on which one searches, before its script has filled it."""

from __future__ import annotations

from html import escape
from typing import BinaryIO

from archive.core.urls import SEARCH
from archive.lib.output_files import page_file
from archive.outputs.output import OutputSources

FILE = page_file(SEARCH)

ARTICLE = """<h1>Search</h1>
<div data-archive-search="page"></div>
<noscript><p>Searching needs JavaScript. Without it, begin with the <a href="../years/">years</a>,
the <a href="../countries/">countries</a> or the <a href="../organizations/">organizations</a>.</p>
</noscript>
"""


def files(sources: OutputSources) -> dict[str, object]:
    """The page, from its own HTML; none where the site has another search, or none."""
    return {FILE: search_page(sources)} if sources.site.settings.search == "pagefind" else {}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes the page."""
    stream.write(search_page(sources).encode())


def search_page(sources: OutputSources) -> str:
    """Returns the page's HTML."""
    settings = sources.site.settings
    return sources.shell(SEARCH).fill(
        {
            "title": escape(f"Search – {settings.site_name}"),
            "description": escape(f"Search the {settings.site_name}."),
            "canonical": escape(settings.site_url + SEARCH),
            "head": "",
            "kind": "search",
            "article": ARTICLE,
        }
    )
