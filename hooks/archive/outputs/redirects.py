"""Pages at the earlier addresses of briefs, which redirect to the current addresses."""

from __future__ import annotations

from html import escape
from typing import BinaryIO

from archive.core.catalogue import Catalogue
from archive.core.urls import alias_url, path_to_root
from archive.lib.csp import with_policy
from archive.lib.output_files import page_file
from archive.outputs.output import OutputSources
from archive.resolve.graph import Graph


def redirects(graph: Graph) -> dict[str, str]:
    """Returns earlier addresses of briefs → their current addresses."""
    return {
        url: brief.url
        for brief in graph.addressed
        for alias in brief.aliases
        if (url := alias_url(alias.text))
    }


def files(sources: OutputSources) -> dict[str, object]:
    """Returns one page for each earlier address, which depends on its target and its text."""
    words = sources.site.catalogue
    return {page_file(old): (new, words) for old, new in sources.redirects.items()}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one page."""
    old = path.removesuffix("index.html")
    stream.write(redirect_page(old, sources.redirects[old], sources.site.catalogue).encode())


def redirect_page(old: str, new: str, catalogue: Catalogue) -> str:
    """Returns the page at an earlier address.

    Args:
        old: The earlier address, relative to the site's root.
        new: The address that it redirects to.
        catalogue: The messages of the interface.
    """
    target = escape(path_to_root(old) + new)
    title = escape(catalogue.gettext("Moved"))
    moved = escape(catalogue.gettext("This page has moved: {address}")).format(
        address=f'<a href="{target}">{escape("/" + new)}</a>'
    )
    return with_policy(
        f'<!doctype html>\n<html {catalogue.html_attributes}><head><meta charset="utf-8">'
        f"<title>{title}</title>"
        f'<link rel="canonical" href="{target}"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f"<body><p>{moved}</p></body></html>\n"
    )
