"""Pages that stand at earlier addresses and lead to the new ones."""

from __future__ import annotations

from html import escape

from archive.core.catalogue import Catalogue
from archive.core.urls import way_up
from archive.lib.csp import with_policy


def redirect_page(old: str, new: str, catalogue: Catalogue) -> str:
    """Returns the page at an earlier address.

    Args:
        old: The earlier address, relative to the site's root.
        new: The address that it leads to.
        catalogue: The words of the interface.
    """
    target = escape(way_up(old) + new)
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
