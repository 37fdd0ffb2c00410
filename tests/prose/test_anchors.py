"""Anchors of headings: in any script, stable, and valid targets of links."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.prose.anchors import FALLBACK, anchor
from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.render.linkcheck import has_anchor
from tests.prose.support import html, render

CASES = [
    ("What it means", "what-it-means"),
    ("C'est l'été", "cest-lete"),
    ("Итоги 2024", "итоги-2024"),
    ("'Łódź' & Straße", "łódź-straße"),
    ("القمة العربية", "القمة-العربية"),
    ("भारत और चीन", "भारत-और-चीन"),
    ("日本", "日本"),
    ("Đà Nẵng", "đà-nẵng"),
    ("!!!", FALLBACK),
    ("", FALLBACK),
]


@pytest.mark.parametrize(("heading", "id_"), CASES)
def test_an_anchor_is_the_words_in_lower_case(heading: str, id_: str) -> None:
    assert anchor(heading) == id_


@given(st.text())
def test_an_anchor_is_a_valid_id(heading: str) -> None:
    made = anchor(heading)
    assert made
    assert not re.search(r"\s", made)
    assert anchor(unicodedata.normalize("NFD", heading)) == anchor(
        unicodedata.normalize("NFC", heading)
    )


def test_anchors_do_not_depend_on_other_headings() -> None:
    body, _ = render("## Итоги\n\n## القمة\n\n## !!!")
    other, _ = render("## Цели\n\n## !?\n\n## القمة\n\n## Итоги")
    assert [one.id for one in body.headings] == ["итоги", "القمة", "section"]
    assert [one.id for one in other.headings] == ["цели", "section", "القمة", "итоги"]
    assert '<h2 id="итоги">' in html("## Итоги")


def test_anchors_are_unique_on_the_page() -> None:
    body, _ = render('<p id="итоги">x</p>\n\n## Итоги\n\n## Итоги\n\n## !\n\n## ?')
    ids = re.findall(r' id="([^"]*)"', body.html)
    assert len(ids) == len(set(ids))
    assert {"итоги", "итоги_1", "section", "section_1"} == set(ids)


@pytest.mark.parametrize("written", ["итоги", "%D0%B8%D1%82%D0%BE%D0%B3%D0%B8"])
def test_links_to_anchors_are_resolved(written: str) -> None:
    body, problems = render(f"## Итоги\n\n[see](#{written})")
    assert not problems
    assert f'<a href="#{written}">' in body.html
    assert has_anchor(body.html, written)


def test_the_table_of_contents_links_anchors() -> None:
    body, problems = render("[TOC]\n\n## Итоги\n\n## القمة")
    assert not problems
    assert set(re.findall(r'href="#([^"]*)"', body.html)) == {"итоги", "القمة"}


def test_a_configured_slugify_function_is_used() -> None:
    flavour = Flavour(("toc",), {"toc": {"slugify": lambda text, _: f"x{len(text)}"}})
    assert MarkdownRenderer(flavour).render("# Four")[0] == '<h1 id="x4">Four</h1>'


def test_a_heading_keeps_its_anchor_from_raw_html() -> None:
    text = 'See <a href="#part">it</a>.\n\n<span id="part">No heading.</span>\n\n## Part\n\nText.'
    assert re.findall(r'<(\w+)[^>]* id="part"', html(text)) == ["h2"]
