"""Updates and corrections are at the top of the brief, newest first, and found by searches."""

from __future__ import annotations

import json
import re

import pytest

from archive.core.catalogue import ENGLISH
from archive.outputs.material_search import brief_entries
from archive.outputs.search_export import brief_record
from archive.pages.bibliography import Bibliography
from archive.pages.parts import Day, Html, Note
from archive.pages.version import Versions
from archive.pages.views import BriefPage
from archive.prose.body import Body
from archive.prose.named import Namer
from archive.search.documents import search_document
from tests.support.sites import Run, brief, build_site

NOTES = """
updates:
  - {date: 2023-05-06, note: The visit took place.}
  - {date: 2024-05-12, note: "A <b>second</b> visit took place."}
corrections:
  - {date: 2022-07-01, note: A number was wrong.}
---
"""


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> Run:
    text = brief().replace("\n---\n", NOTES, 1)
    return build_site(tmp_path_factory.mktemp("notes") / "p", {"briefs/2022/a.md": text})


def asides(page: str) -> list[tuple[str, list[str]]]:
    """Returns the label of each box of notes, with the text of its notes."""
    found = re.findall(r'<aside class="notes" aria-label="(\w+)">(.*?)</aside>', page, re.DOTALL)
    return [
        (label, [re.sub("<[^>]+>", "", note) for note in re.findall("<p>(.*?)</p>", html)])
        for label, html in found
    ]


def test_notes_are_at_the_top_newest_first(noted: Run) -> None:
    page = noted.page("briefs/2022/a")
    assert asides(page) == [
        ("Corrections", ["Correction, 1 July 2022: A number was wrong."]),
        (
            "Updates",
            [
                "Update, 12 May 2024: A &lt;b&gt;second&lt;/b&gt; visit took place.",
                "Update, 6 May 2023: The visit took place.",
            ],
        ),
    ]
    assert '<time datetime="2024-05-12">12 May 2024</time>' in page
    assert page.index('class="notes"') < page.index('class="prose"')


def test_corrections_and_updates_have_pages_of_their_own(noted: Run) -> None:
    news, corrections = noted.page("new"), noted.page("corrections")
    for text in ("New brief", "A &lt;b&gt;second&lt;/b&gt; visit took place.", "was wrong."):
        assert text in news
    assert "A number was wrong." in corrections
    assert "visit" not in corrections
    assert '<a href="../briefs/2022/a/"' in corrections
    for page in (noted.page(""), noted.page("briefs/2022/a")):
        assert re.search(r'href="[./]*new/">What is new<', page)
    assert re.search(r'href="[./]*corrections/">Corrections<', noted.page("briefs/2022/a"))


def test_an_update_changes_the_modification_date(noted: Run) -> None:
    page = noted.page("briefs/2022/a")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    assert json.loads(data[1])["dateModified"] == "2024-05-12"
    sitemap = (noted.site / "sitemap.xml").read_text("utf-8")
    for url in ("briefs/2022/a/", "countries/india/"):
        assert f"/{url}</loc><lastmod>2024-05-12</lastmod>" in sitemap


def test_a_brief_without_notes_has_no_box(example: Run) -> None:
    assert asides(example.page("briefs/2001/uzbekistan-joins")) == []
    corrected = dict(asides(example.page("briefs/2012/uzbekistan-leaves")))
    assert corrected == {
        "Corrections": [
            "Correction, 2 February 2013: A date was missing.",
            "Correction, 10 January 2013: The number of gauges was wrong.",
        ]
    }


def view() -> BriefPage:
    return BriefPage(
        url="briefs/2022/a/",
        title="A brief",
        breadcrumb=(),
        date=Day("2022-02-01", "1 February 2022"),
        held="",
        summary="",
        body=Html("<p>The text.</p>"),
        reading_minutes=1,
        words=2,
        actors=(),
        regions=(),
        people=(),
        events=(),
        facts=(),
        bibliography=Bibliography(),
        tags=(),
        topics=(),
        broader=(),
        relations=(),
        sources=(),
        updates=(Note(Day("2023-05-06", "6 May 2023"), "A <visit> took place."),),
        corrections=(Note(Day("2022-07-01", "1 July 2022"), "A number was wrong."),),
        picture=None,
        attachments=(),
        replaced_by=(),
        languages=Versions(),
        gone=(),
        modified="2023-05-06",
        related=(),
        older=None,
        newer=None,
        source_path="briefs/2022/a.md",
    )


def test_searches_find_notes() -> None:
    body = Body(html=Html("<p>The text.</p>"), headings=(), opening="The text.", words=2)
    document = search_document(view(), ENGLISH)
    assert document
    assert "<p>A &lt;visit&gt; took place.</p>" in document.html
    assert "<p>A number was wrong.</p>" in document.html
    (entry,) = brief_entries(view(), body)
    assert entry.text == "A &lt;visit&gt; took place. A number was wrong. The text."
    text = brief_record(view(), Namer(()))["text"]
    assert text.split("\n")[:2] == ["A <visit> took place.", "A number was wrong."]
