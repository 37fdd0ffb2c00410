"""The search document of a page: its article, facets, sort keys and metadata."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from archive.core.catalogue import N_, Catalogue
from archive.core.kinds import ENTITY_KINDS
from archive.pages.parts import Chip, Fact, RelationRow
from archive.pages.views import BriefPage, EntityPage, RegionPage, View
from archive.prose.body import Body
from archive.prose.plain_text import plain_blocks, plain_text

BRIEF = N_("Brief")
PAGE = N_("Page")
"""Values of the type facet for briefs and hand-written pages; for an entity it is its kind."""
TRANSLATED = ("type", "status")
"""Facets whose values are words of the interface."""
CHIPS = 6
"""Number of actors that a result shows."""
NONE = "–"
"""Value of metadata that a page does not have: all pages must have the same metadata."""
SEPARATOR = " · "
"""Separates chips: without a space, Pagefind would join two words."""

_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page as Pagefind indexes it.

    Attributes:
        url: Its address relative to the site's root.
        html: An HTML document with the text of the article, and with the filters and metadata in
            attributes that Pagefind reads.
    """

    url: str
    html: str

    @property
    def digest(self) -> str:
        """Hash of the HTML: equal for equal documents."""
        return hashlib.sha256(self.html.encode()).hexdigest()


def search_document(
    view: View, catalogue: Catalogue, body: Body | None = None
) -> SearchDocument | None:
    """Returns the document of a page, or None for a page that only lists others.

    Only briefs have facets other than the type, so that counts are numbers of briefs.

    Args:
        view: The page.
        catalogue: The words of the interface.
        body: The prose of a brief; not used, because the view contains it. The signature is the
            same as that of other functions called for each page.
    """
    del body
    match view:
        case BriefPage():
            return _brief(view, catalogue)
        case EntityPage():
            return _entity(view, catalogue)
        case RegionPage():
            names = SEPARATOR.join(chip.name for chip in view.countries)
            text = f"<p>{escape(names)}</p>" if names else ""
            type_ = catalogue.gettext(ENTITY_KINDS[view.chip.kind].singular)
            return _document(
                view.url, view.title, [("type", type_)], NONE, type_, NONE, text, catalogue
            )
    return None


def docs_document(url: str, title: str, html: str, catalogue: Catalogue) -> SearchDocument:
    """Returns the document of a hand-written page.

    Args:
        url: Its address relative to the site's root.
        title: Its title in the navigation, as plain text; used if the content has no heading.
        html: Its content, already safe.
        catalogue: The words of the interface.
    """
    heading = _H1.search(html)
    shown = plain_text(heading[1]) if heading else ""
    text = _H1.sub("", html, count=1)
    type_ = catalogue.gettext(PAGE)
    return _document(url, shown or title, [("type", type_)], NONE, type_, NONE, text, catalogue)


def brief_filters(view: BriefPage) -> Iterator[tuple[str, str]]:
    """Yields facets and values of a brief; types and statuses are not translated."""
    yield "type", BRIEF
    chips = (*view.actors, *view.regions, *view.people, *view.events)
    for kind, row in ENTITY_KINDS.items():
        if row.facet:
            yield from ((kind, chip.name) for chip in chips if chip.kind == kind)
    yield from (("status", status) for status in dict.fromkeys(_statuses(view.relations)))
    yield "day", view.date.iso


def _statuses(rows: Iterable[RelationRow]) -> Iterator[str]:
    return (row.status for row in rows)


def _brief(view: BriefPage, catalogue: Catalogue) -> SearchDocument:
    gettext = catalogue.gettext
    chips = (*view.actors, *view.people, *view.events)
    parts = [f"<p>{escape(view.summary)}</p>" if view.summary else "", view.body]
    for row in view.relations:
        words = SEPARATOR.join(
            (row.subject.name, gettext(row.relation), row.object.name, gettext(row.status))
        )
        parts.append(f"<p>{escape(f'{words} {row.note}'.strip())}</p>")
    parts += (f"<p>{escape(note)}</p>" for note in view.notes)
    parts += (f"<p>{escape(fact)}</p>" for fact in _in_words(view.facts))
    filters = (
        (name, gettext(value) if name in TRANSLATED else value)
        for name, value in brief_filters(view)
    )
    return _document(
        view.url,
        view.title,
        list(dict.fromkeys(filters)),
        view.date.iso,
        gettext(BRIEF),
        _names(chips),
        "\n".join(filter(None, parts)),
        catalogue,
    )


def _entity(view: EntityPage, catalogue: Catalogue) -> SearchDocument:
    texts = (
        view.official,
        view.chip.acronym,
        *view.also_known_as,
        *(name for _, name in view.other_languages),
        view.note,
        *_in_words(view.facts),
    )
    html = "\n".join(f"<p>{escape(text)}</p>" for text in texts if text)
    filters = [("type", catalogue.gettext(ENTITY_KINDS[view.chip.kind].singular))]
    return _document(
        view.url, view.title, filters, NONE, view.chip.type_label, NONE, html, catalogue
    )


def _in_words(facts: Iterable[Fact]) -> Iterator[str]:
    return (f"{fact.label}: {', '.join(one.text for one in fact.values)}" for fact in facts)


def _names(chips: tuple[Chip, ...]) -> str:
    names = dict.fromkeys(chip.name for chip in chips)
    return SEPARATOR.join(names) or NONE


def _document(
    url: str,
    title: str,
    filters: Iterable[tuple[str, str]],
    date: str,
    type_: str,
    names: str,
    html: str,
    catalogue: Catalogue,
) -> SearchDocument:
    head = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">\n'
        for name, value in filters
    )
    meta = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">\n'
        for name, value in (("date", date), ("type", type_), ("names", names))
    )
    return SearchDocument(
        url,
        f'<!doctype html>\n<html {catalogue.html_attributes}><head><meta charset="utf-8">\n'
        f"{head}{meta}</head>\n"
        f'<body data-pagefind-body><h1 data-pagefind-meta="title">{escape(title)}</h1>\n'
        f"{plain_blocks(html)}\n</body></html>\n",
    )
