"""The page on which one searches, before its script has filled it."""

from __future__ import annotations

from html import escape

from archive.core.catalogue import Catalogue


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
