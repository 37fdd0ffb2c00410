"""Pages at the earlier addresses of briefs, each of which leads to the new one."""

from __future__ import annotations

from html import escape
from typing import BinaryIO

from archive.core.urls import alias_url, way_up
from archive.lib.csp import with_policy
from archive.lib.output_files import page_file
from archive.outputs.output import OutputSources
from archive.resolve.graph import Graph


def redirects(graph: Graph) -> dict[str, str]:
    """Returns earlier addresses of briefs → their current addresses."""
    return {
        url: resolved.brief.url
        for resolved in graph.briefs
        for alias in resolved.brief.aliases
        if (url := alias_url(alias.text))
    }


def files(sources: OutputSources) -> dict[str, object]:
    """Returns one page for each earlier address, which depends on the address it leads to."""
    return {page_file(old): new for old, new in sources.redirects.items()}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one page."""
    old = path.removesuffix("index.html")
    stream.write(redirect_page(old, sources.redirects[old]).encode())


def redirect_page(old: str, new: str) -> str:
    """Returns the page at an earlier address.

    Args:
        old: The earlier address, relative to the site's root.
        new: The address that it leads to.
    """
    target = escape(way_up(old) + new)
    return with_policy(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
        f'<link rel="canonical" href="{target}"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"></head>'
        f'<body><p>This page has moved: <a href="{target}">{escape("/" + new)}</a></p>'
        "</body></html>\n"
    )
