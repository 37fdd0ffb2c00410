"""What a page says of itself in its head: description and structured data."""

from __future__ import annotations

from archive.pages.cards import shorten
from archive.pages.views import (
    BriefPage,
    EntityPage,
    HomePage,
    IndexPage,
    PairPage,
    RegionPage,
    View,
    YearPage,
    YearsPage,
)
from archive.prose.body import Body

DESCRIPTION_LENGTH = 200


def describe(view: View, body: Body | None = None) -> str:
    """One or two sentences on a page, for search engines and link previews."""
    match view:
        case BriefPage():
            opening = body.opening if body else ""
            return shorten(view.summary or opening, DESCRIPTION_LENGTH)
        case EntityPage():
            kind = view.chip.type_label.lower()
            return f"{view.title}: {kind}, {_briefs(view.count)} in the archive."
        case RegionPage():
            return f"{view.title}: {_briefs(view.count)} in the archive."
        case PairPage():
            return f"{view.title}: {_briefs(view.count)} that name both, and how they stand."
        case YearPage():
            return f"{_briefs(view.count)} of {view.year}."
        case YearsPage():
            return f"{_briefs(view.count)}, year by year."
        case IndexPage():
            return view.lead
        case HomePage():
            return view.tagline or view.site_name


def _briefs(count: int) -> str:
    return "1 brief" if count == 1 else f"{count} briefs"
