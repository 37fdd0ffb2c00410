"""The facets of a brief: by what the results of a search are narrowed."""

from __future__ import annotations

from collections.abc import Iterator

from archive.core.catalogue import N_
from archive.core.kinds import ENTITY_KINDS
from archive.pages.views import BriefPage

BRIEF = N_("Brief")
"""Value of the type facet for briefs."""
DAY = "day"
"""The name under which the date of a brief is among its facets."""
TRANSLATED = ("type", "status")
"""Facets whose values are words of the interface."""

Facets = tuple[tuple[str, str], ...]
"""Facets and values of a page, in the order of the page."""


def brief_facets(view: BriefPage) -> Iterator[tuple[str, str]]:
    """Yields facets and values of a brief; types and statuses are not translated."""
    yield "type", BRIEF
    chips = (*view.actors, *view.regions, *view.people, *view.events)
    for kind, row in ENTITY_KINDS.items():
        if row.facet:
            yield from ((kind, chip.name) for chip in chips if chip.kind == kind)
    yield from (("status", one) for one in dict.fromkeys(row.status for row in view.relations))
    yield DAY, view.date.iso
