"""Pages that stand at earlier addresses and lead to the new ones."""

from __future__ import annotations

from html import escape

from archive.core.urls import way_up
from archive.lib.csp import with_policy


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
