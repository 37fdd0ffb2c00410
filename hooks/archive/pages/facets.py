"""The facets of a brief: by what the results of a search are narrowed."""

from __future__ import annotations

from collections.abc import Iterator

from archive.core.catalogue import N_
from archive.core.kinds import ENTITY_KINDS
from archive.core.own_keys import own_facet
from archive.pages.views import BriefPage

BRIEF = N_("Brief")
"""Value of the type facet for briefs."""
DAY = "day"
"""The name under which the date of a brief is among its facets."""
LANG, WORK = "lang", "work"
"""The names under which a brief's language tag, if it is not that of the site, and the address of
the version that lists show, if a work has several, are among its facets."""
PUBLICATION = "publication"
"""The facet of what a brief is as a publication: "Report". The facet "type" tells briefs from other
pages."""
TRANSLATED = ("type", PUBLICATION, "status")
"""Facets whose values are words of the interface."""

Facets = tuple[tuple[str, str], ...]
"""Facets and values of a page, in the order of the page."""


def brief_facets(view: BriefPage) -> Iterator[tuple[str, str]]:
    """Yields facets and values of a brief; types and statuses are not translated."""
    yield "type", BRIEF
    chips = (*view.actors, *view.regions, *view.people, *view.events, *view.topics, *view.broader)
    for kind, row in ENTITY_KINDS.items():
        if row.facet:
            yield from ((kind, chip.name) for chip in chips if chip.kind == kind)
    own = (chip for chip in chips if chip.kind not in ENTITY_KINDS)
    yield from ((own_facet(chip.kind), chip.name) for chip in own)
    record = view.bibliography
    yield from ((PUBLICATION, one) for one in (record.type,) if one)
    yield from (("author", one.name) for one in record.authors)
    yield from (("series", one) for one in (record.series,) if one)
    yield from (("language", one) for one in (record.language_name,) if one)
    yield from record.own
    yield from (("status", one) for one in dict.fromkeys(row.status for row in view.relations))
    yield DAY, view.date.iso
    yield from ((LANG, one) for one in (view.languages.lang,) if one)
    yield from ((WORK, one) for one in (view.languages.listed,) if one)
