"""In a language in which every message is in brackets, pages have no English outside them.

The content of briefs and registry is the same in all languages. Any other word outside brackets is
a word of the interface that nobody can translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from archive.build.archive import Archive, Sources, assemble, read_sources
from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.details import Country, Event, Organization, Person, Region
from archive.core.settings import Settings
from archive.outputs.opensearch import opensearch_description
from archive.outputs.redirects import redirect_page
from archive.outputs.search_page import article
from archive.pages.brief import brief_page
from archive.pages.plan import make_view, menu, plan_pages, plan_pairs
from archive.pages.views import BriefPage, View
from archive.prose.body import render_body
from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.read.briefs import read_body
from archive.render.metadata import describe
from archive.render.renderer import Renderer
from archive.search.documents import search_document
from tests.support.pseudo import pseudo_catalogue, unwrapped
from tests.support.sites import make_example

SETTINGS = Settings(
    site_name="Two Rivers", site_url="https://a.example/", tagline="Of rivers.", pair_minimum=2
)
INLINE = ("a", "cite", "code", "img", "span", "strong", "time")
SHOWN = ("aria-label", "title", "placeholder", "alt")
NAMES = ("ISO 3166-1", "Wikidata", "geoscheme", "ORCID", "CC BY", "CSV", "TXT")
"""Names, which are the same in all languages."""
_WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """The example archive, read."""
    return read_sources(make_example(tmp_path_factory.mktemp("example") / "project"), SETTINGS)


def assembled(sources: Sources, words: Catalogue) -> Archive:
    return assemble(sources, SETTINGS, Flavour(), {}, catalogue=words)


@pytest.fixture(scope="module")
def words() -> Catalogue:
    return pseudo_catalogue()


@pytest.fixture(scope="module")
def archive(sources: Sources, words: Catalogue) -> Archive:
    return assembled(sources, words)


@pytest.fixture(scope="module")
def content(archive: Archive) -> re.Pattern[str]:
    """The strings of briefs and registry, longest first."""
    graph = archive.context.graph
    known = {SETTINGS.site_name, SETTINGS.tagline, *NAMES}
    for brief in graph.withdrawn:
        known.update(strings(brief))
    for resolved in graph.briefs:
        known.update(strings(resolved.brief))
        known.update(urlsplit(source.url).hostname or "" for source in resolved.brief.sources)
    for entity in graph.entities.values():
        known.update(strings((entity.name, entity.label, entity.acronym, entity.official)))
        known.update(strings((entity.aliases, entity.names, entity.note)))
        match entity.details:
            case Country() as country:
                known.update((country.capital, country.alpha3))
            case Organization() as organization:
                known.add(organization.headquarters.city)
                known.update(organization.sources)
                known.add(re.sub(r"^https?://(?:www\.)?|/$", "", organization.website))
            case Region() as region:
                known.update(region.sources)
            case Person() as person:
                known.update(post.title for post in person.posts)
            case Event() as event:
                known.add(event.location)
    longest_first = sorted((text for text in known if _WORD.search(text)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def strings(value: Any) -> Iterator[str]:
    """Yields all strings in a value."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings(one)


def visible(markup: str) -> Iterator[str]:
    """Yields what a reader sees or hears of HTML, without prose."""
    tree = lxml_html.fromstring(f"<div>{markup}</div>")
    for element in tree.iter():
        if element.get("class") == "prose":
            element.text = ""
            del element[:]
        yield from (value for name in SHOWN if (value := element.get(name)))
    # Inline elements are part of their sentence.
    etree.strip_tags(tree, *INLINE)
    for element in tree.iter():
        yield from (" ".join((text or "").split()) for text in (element.text, element.tail))


def english(text: str, content: re.Pattern[str]) -> str:
    """Returns the part of a string that is neither in brackets nor content, if it has a word."""
    rest = content.sub(" ", unwrapped(text))
    return rest if _WORD.search(rest) else ""


def views(archive: Archive) -> Iterator[View]:
    """Yields the views of all pages."""
    context = archive.context
    for page in (*plan_pages(context.graph), *plan_pairs(context)):
        yield make_view(context, page)
    renderer = MarkdownRenderer(archive.flavour)
    for position, one in enumerate(context.graph.briefs):
        brief = read_body(archive.root, one.brief)
        body, _ = render_body(brief, renderer, None, frozenset(), "", archive.targets)
        yield brief_page(context, position, body)


def test_pages_have_no_untranslated_words(
    archive: Archive, words: Catalogue, content: re.Pattern[str]
) -> None:
    renderer = Renderer(SETTINGS, words)
    types = set()
    for view in views(archive):
        types.add(type(view).__name__)
        texts = [*visible(renderer.render(view)), view.title, describe(view, None, words)]
        assert [rest for text in texts if (rest := english(text, content))] == [], view.url
    assert len(types) == len(get_args(View)), "the example has a page of each type"


@pytest.mark.long
def test_a_translation_changes_no_address_anchor_or_class(sources: Sources) -> None:
    """Addresses, anchors and classes are those of the English site.

    The translation has the language of that site: in another, names have another order.
    """
    words = pseudo_catalogue("en")
    plain, wrapped = Renderer(SETTINGS, ENGLISH), Renderer(SETTINGS, words)
    pages = zip(views(assembled(sources, words)), views(assembled(sources, ENGLISH)), strict=True)
    for view, other in pages:
        both = (wrapped.render(view), plain.render(other))
        addresses = [re.findall(r' (?:href|id|class|datetime)="[^"]*"', page) for page in both]
        assert addresses[0] == addresses[1], view.url


def test_search_documents_have_no_untranslated_words(
    archive: Archive, words: Catalogue, content: re.Pattern[str]
) -> None:
    for view in views(archive):
        document = search_document(view, words)
        if document is None:
            continue
        lang = view.languages.lang if isinstance(view, BriefPage) else ""
        assert f'<html lang="{lang or "ru"}">' in document.html
        tree = lxml_html.fromstring(document.html)
        texts = [
            element.get("content", "")
            for element in tree.iter("meta")
            if element.get("data-pagefind-meta", "letters[content]") != "letters[content]"
        ]
        if not isinstance(view, BriefPage):
            texts += visible(document.html.partition("<body data-pagefind-body>")[2])
        assert [rest for text in texts if (rest := english(text, content))] == [], view.url


def test_the_menu_has_no_untranslated_words(archive: Archive) -> None:
    assert {unwrapped(link.text).strip() for link in menu(archive.context)} == {""}


def test_outputs_have_no_untranslated_words(words: Catalogue, content: re.Pattern[str]) -> None:
    page = redirect_page("old/", "new/", words)
    assert '<html lang="ru">' in page
    assert [text for text in visible(page) if english(text.replace("/new/", ""), content)] == []
    assert [text for text in visible(article(words)) if english(text, content)] == []
    described = opensearch_description(SETTINGS, words)
    (text,) = re.findall("<Description>(.*)</Description>", described)
    assert english(text, content) == ""


@pytest.mark.long
def test_a_right_to_left_language_sets_the_direction_of_a_redirect() -> None:
    arabic = pseudo_catalogue("ar")
    assert '<html lang="ar" dir="rtl">' in redirect_page("old/", "new/", arabic)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Sources</p>",
        "<p>⟦part of <a>Two Rivers</a>⟧ and more</p>",
        '<nav aria-label="Menu"></nav>',
        "<p><strong>12</strong> briefs</p>",
    ],
)
def test_untranslated_words_are_found(markup: str, content: re.Pattern[str]) -> None:
    assert [text for text in visible(markup) if english(text, content)]


def test_translated_words_are_not_reported(content: re.Pattern[str]) -> None:
    markup = '<p title="⟦To⟧">⟦part of <a>Two Rivers</a> ⟦and more⟧⟧ · Two Rivers, 2022</p>'
    assert not [text for text in visible(markup) if english(text, content)]
