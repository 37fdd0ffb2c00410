"""The search document of a page: its article, facets, sort key and metadata."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from archive.core.catalogue import N_, Catalogue
from archive.core.kinds import ENTITY_KINDS
from archive.core.letters import folded_runs
from archive.core.names import fold
from archive.pages.collection_view import CollectionPage
from archive.pages.facets import BRIEF, TRANSLATED, Facets, brief_facets
from archive.pages.parts import Chip, Fact
from archive.pages.views import BriefPage, EntityPage, RegionPage, View
from archive.prose.named import Namer
from archive.prose.plain_text import plain_blocks, plain_text

PAGE = N_("Page")
"""Value of the type facet for hand-written pages; for an entity it is its kind."""
SEPARATOR = " · "
"""Separates chips: without a space, Pagefind would join two words."""
ORDER = "address"
"""The sort key of every document: unique, so that the browser learns which result is which."""
EVERY = "龥龥"
"""A word that every document has: a search for it lists them all. It sorts after other words, so
that it is in the last file of a shard, which is small. A search for nothing downloads all files."""
OWN_TEXT_ENDS = "<hr>"
"""What follows in a document are words of the program: relations, and names of the registry."""
TAGS = 3
"""Weight of a tag compared with a word of the text."""

ATTACHED = 0.2
"""Weight of a word of an attachment compared with a word of the text."""
MOST_ATTACHED = 100_000
"""Characters of all attachments of a brief that are searched."""

_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_BODY = re.compile(r"<body[^>]*>(.*?)<hr>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A page as Pagefind indexes it.

    Attributes:
        url: Its address relative to the site's root.
        html: An HTML document with the text of the article, and with the metadata in attributes
            that Pagefind reads.
        facets: By what results are narrowed.
        named: Addresses of the actors that its text names; see ``prose.named``.
        names: Hash of the names with which ``named`` was found.
    """

    url: str
    html: str
    facets: Facets = ()
    named: tuple[str, ...] = ()
    names: str = ""

    @property
    def digest(self) -> str:
        """Hash of the HTML: equal for equal documents."""
        return hashlib.sha256(self.html.encode()).hexdigest()


def own_text(html: str) -> str:
    """Returns what the author of a brief wrote, with the title first, from its document."""
    title = re.search(r'"title\[content\]" content="([^"]*)"', html)
    body = _BODY.search(html)
    return plain_text(f"<p>{title[1] if title else ''}</p>{body[1] if body else ''}")


def search_document(
    view: View, catalogue: Catalogue, namer: Namer | None = None, attached: Iterable[str] = ()
) -> SearchDocument | None:
    """Returns the document of a page, or None for a page that only lists others.

    Only briefs have facets other than the type, so that counts are numbers of briefs.

    Args:
        view: The page.
        catalogue: The words of the interface.
        namer: Finds the actors that a brief names.
        attached: The words of the attachments of a brief.
    """
    match view:
        case BriefPage():
            document = _brief(view, catalogue, attached)
            if namer:
                named = namer.find(own_text(document.html))
                document = replace(document, named=named, names=namer.digest)
            return document
        case EntityPage() | RegionPage() | CollectionPage():
            return _entity(view, catalogue)
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
    text = plain_blocks(_H1.sub("", html, count=1))
    type_ = catalogue.gettext(PAGE)
    return _document(url, shown or title, (("type", type_),), {"type": type_}, text, catalogue)


def _brief(view: BriefPage, catalogue: Catalogue, attached: Iterable[str]) -> SearchDocument:
    gettext = catalogue.gettext
    sources = "".join(_line(_joined(one.title, one.publisher)) for one in view.sources)
    own = (
        _line(view.summary),
        view.body,
        *map(_line, view.notes),
        *(_line(row.note) for row in view.relations),
        _section("topics", gettext("Topics"), _line(_joined(*_topics(view)), TAGS)),
        _section(
            "attachments",
            gettext("Attachments"),
            "".join(_line(one.title) for one in view.attachments),
        ),
        _section("sources", gettext("Sources"), sources),
    )
    relations = "".join(
        _line(
            _joined(row.subject.name, gettext(row.relation), row.object.name, gettext(row.status))
        )
        for row in view.relations
    )
    others = (
        _section("relations", gettext("Relations in this brief"), relations),
        *map(_line, _in_words(view.facts)),
        # They come last, so that excerpts of the brief do not begin in them.
        *(_line(text, ATTACHED) for text in _shortened(attached)),
    )
    facets = (
        (name, gettext(value) if name in TRANSLATED else value)
        for name, value in brief_facets(view)
    )
    return _document(
        view.url,
        view.title,
        tuple(dict.fromkeys(facets)),
        {
            "date": view.date.iso,
            "type": gettext(BRIEF),
            "names": _names((*view.actors, *view.people, *view.events)),
        },
        plain_blocks("".join(own)) + OWN_TEXT_ENDS + plain_blocks("".join(others)),
        catalogue,
        view.languages.lang,
    )


def _topics(view: BriefPage) -> Iterator[str]:
    """Yields the names of a brief's topics, and its tags where they spell them in another way."""
    names = {fold(chip.name): chip.name for chip in view.topics}
    yield from (chip.name for chip in view.topics)
    yield from (tag for tag in view.tags if fold(tag) not in names)


def _entity(view: EntityPage | RegionPage | CollectionPage, catalogue: Catalogue) -> SearchDocument:
    if isinstance(view, RegionPage):
        texts = [_joined(*(chip.name for chip in view.countries))]
    elif isinstance(view, CollectionPage):
        names = (name for _, name in view.other_languages)
        texts = [*view.also_known_as, *names, view.note, *_in_words(view.facts)]
    else:
        names = (name for _, name in view.other_languages)
        known = (view.official, view.chip.acronym, *view.also_known_as, *names)
        texts = [*known, view.note, *_in_words(view.facts)]
    row = ENTITY_KINDS.get(view.chip.kind)
    facets = (("type", catalogue.gettext(row.singular) if row else view.chip.type_label),)
    text = plain_blocks("".join(map(_line, texts)))
    meta = {"type": view.chip.type_label}
    return _document(view.url, view.title, facets, meta, text, catalogue)


def _line(text: str, weight: float = 1) -> str:
    attribute = f' data-pagefind-weight="{weight}"' if weight != 1 else ""
    return f"<p{attribute}>{escape(text)}</p>" if text else ""


def _shortened(texts: Iterable[str]) -> Iterator[str]:
    left = MOST_ATTACHED
    for text in texts:
        yield text[:left]
        left = max(0, left - len(text))


def _in_words(facts: Iterable[Fact]) -> Iterator[str]:
    return (fact.in_words for fact in facts)


def _joined(*texts: str) -> str:
    return SEPARATOR.join(filter(None, texts))


def _section(id_: str, title: str, html: str) -> str:
    """Returns a section with the id that its heading has on the page, or "" without content."""
    return f'<h2 id="archive-{id_}">{escape(title)}</h2>{html}' if html else ""


def _names(chips: Iterable[Chip]) -> str:
    """Returns names with their acronyms, as people may search for either."""
    names = (
        f"{one.name} ({one.acronym})" if one.acronym not in ("", one.name) else one.name
        for one in chips
    )
    return SEPARATOR.join(dict.fromkeys(names))


def _document(
    url: str,
    title: str,
    facets: Facets,
    meta: Mapping[str, str],
    text: str,
    catalogue: Catalogue,
    lang: str = "",
) -> SearchDocument:
    if not any(map(str.isalnum, plain_text(text))):
        text += _line(meta["type"])  # Pagefind leaves out a page without text.
    plain = plain_text(f"<p>{escape(title)}</p><p>{escape(meta.get('names', ''))}</p>{text}")
    fields = {"title": title, **meta, "letters": folded_runs(plain), "every": EVERY}
    head = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">\n'
        for name, value in fields.items()
        if value
    )
    attributes = f'lang="{lang}"' if lang else catalogue.html_attributes
    html = (
        f'<!doctype html>\n<html {attributes}><head><meta charset="utf-8">\n'
        f'<meta data-pagefind-sort="{ORDER}[content]" content="{escape(url)}">\n'
        f"{head}</head>\n<body data-pagefind-body>{text}\n</body></html>\n"
    )
    return SearchDocument(url, html, facets)
