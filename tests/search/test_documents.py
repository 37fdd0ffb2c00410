"""What of a page is handed to the index."""

from __future__ import annotations

from archive.core.catalogue import ENGLISH
from archive.prose.sanitize import sanitize
from archive.search.documents import docs_document


def test_a_hand_written_page_has_its_own_heading_as_title() -> None:
    html = '<h1 id="a">About &amp; <em>why</em></h1><h2 id="b">Dates</h2><p>Text</p>'
    document = docs_document("about/", "About", html, ENGLISH)
    assert 'data-pagefind-meta="title[content]" content="About &amp; why"' in document.html
    assert "<h1" not in document.html, "an excerpt does not begin with the title"
    assert '<h2 id="b">Dates</h2>' in document.html
    assert document.facets == (("type", "Page"),)


def test_a_page_without_heading_has_the_title_of_navigation() -> None:
    html = docs_document("about/", "About", "<p>Text</p>", ENGLISH).html
    assert 'data-pagefind-meta="title[content]" content="About"' in html


def test_a_title_is_text() -> None:
    html = docs_document("a/", "<script>alert(1)</script>", "", ENGLISH).html
    assert "<script" not in html


def test_marks_of_footnotes_are_not_read_as_digits_of_numbers() -> None:
    note = '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
    html = f"<p>By 14{note} votes, 10<sup>6</sup><br>tonnes.</p><table><tr><td>a<td>b</table>"
    document = docs_document("a/", "A", sanitize(html), ENGLISH).html
    assert "<p>By 14 votes, 10^6 tonnes.</p>" in document
    assert "<td>a</td> <td>b</td>" in document
