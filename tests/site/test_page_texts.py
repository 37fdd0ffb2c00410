"""Text, counts, names, dates, anchors and regions on the pages of a small archive are correct."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from tests.support.server import serve
from tests.support.sites import Run, build_site

FIRST = """---
title: "عنوان: Brief one"
date: 2020-02-01
actors: [India, CSTO]
relations:
  - {subject: India, relation: observer, object: CSTO, status: proposed, from: 2022-02-01}
  - {subject: India, relation: guest, object: CSTO, status: ended, from: 2019}
  - {subject: India, relation: partner, object: CSTO, from: 2018}
---
Adopted by 14[^1] votes for 10<sup>6</sup> tonnes<br>in all. Narendra Modi spoke.

[^1]: Of 15.

## Итоги

النص العربي
"""
SECOND = """---
title: Many regions
date: 2025-03-01
actors: [BRICS, Brazil, China, Russia, South Africa, India]
---
See [the other](../2020/one.md#итоги) and [again](../2020/one.md#%D0%B8%D1%82%D0%BE%D0%B3%D0%B8).
"""
REGISTRY = {
    "registry/people.yml": """
narendra-modi:
  name: Narendra Modi
  posts:
    - {title: Prime Minister, of: in, from: '2014-05-26'}
""",
    "registry/organizations/mine.yml": """
mine:
  name: Movement for Words
  kind: ngo
  short: Words
  aliases: [Words, WORDS, "The Words", Deeds]
""",
}
THIRD = """---
title: Words
date: 2025-03-02
actors: [Words]
---
Text.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Run:
    files = {
        "briefs/2020/one.md": FIRST,
        "briefs/2025/two.md": SECOND,
        "briefs/2025/three.md": THIRD,
        "docs/about.md": "# О проекте\n\n## Правила\n\n[here](#правила)\n",
        **REGISTRY,
    }
    run = build_site(tmp_path_factory.mktemp("true") / "project", files, "--strict")
    assert run.code == 0, run.output
    return run


def text_of(page: str, path: str) -> list[str]:
    found = lxml_html.document_fromstring(page).xpath(path)
    assert isinstance(found, list)
    return [words_of(one) for one in found]


def words_of(node: object) -> str:
    assert isinstance(node, lxml_html.HtmlElement)
    return " ".join(str(node.text_content()).split())


OPENING = "Adopted by 14 votes for 10^6 tonnes in all."


@pytest.mark.long
def test_footnote_marks_are_not_in_plain_text(site: Run) -> None:
    page = site.page("briefs/2020/one")
    (description,) = re.findall(r'<meta name="description" content="([^"]*)"', page)
    assert html.unescape(description).startswith(OPENING)
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(data)["description"].startswith(OPENING)
    (card,) = text_of(site.page("years/2020"), "//p[@class='card__summary']")
    assert card == OPENING + " Narendra Modi spoke."


def test_links_find_headings_in_other_scripts(site: Run) -> None:
    assert '<h2 id="итоги" dir="auto">' in site.page("briefs/2020/one")
    links = re.findall(r'href="[^"]*/one/(#[^"]*)"', site.page("briefs/2025/two"))
    assert links == ["#итоги", "#%D0%B8%D1%82%D0%BE%D0%B3%D0%B8"]
    assert '<h2 id="правила">' in site.page("about")
    assert "text-_" not in site.page("about") + site.page("briefs/2020/one")


def test_right_to_left_text_has_a_direction(site: Run) -> None:
    page = site.page("briefs/2020/one")
    assert '<h1 dir="auto">' in page
    assert '<p dir="auto">النص العربي</p>' in page
    assert '<td dir="auto">' in page
    card = site.page("years/2020")
    assert 'class="card__title" dir="auto"' in card
    assert 'class="card__summary" dir="auto"' in card


def test_the_dates_of_a_relation_match_its_status(site: Run) -> None:
    rows = text_of(site.page("briefs/2020/one"), "//table[@class='relations']/tbody/tr")
    assert [row.split("CSTO")[-1].split("Organization")[-1].strip() for row in rows] == [
        "proposed 1 February 2022",
        "ended from 2019",
        "in force since 2018",
    ]


def test_the_page_of_a_person_without_briefs_offers_a_search(site: Run) -> None:
    page = site.page("people/narendra-modi")
    (message,) = text_of(page, "//p[@class='empty']")
    assert message.startswith("No brief is filed under Narendra Modi yet. Search the text")
    assert 'href="../../search/?q=Narendra%20Modi"' in page
    assert "0 brief" not in page
    assert 'content="Narendra Modi: person."' in page


def test_a_name_is_shown_once(site: Run) -> None:
    page = site.page("organizations/movement-for-words")
    assert text_of(page, "//p[@class='names']") == ["Words · Deeds"]


def test_numbers_agree_with_their_nouns(site: Run) -> None:
    for file in Path(site.site).rglob("*.html"):
        words = words_of(lxml_html.document_fromstring(file.read_bytes()))
        wrong = re.findall(r"\b1 (?:briefs|countries|organizations|people|events|regions)\b", words)
        assert not wrong, file
    assert "3 briefs read" in site.output


def test_a_brief_of_many_regions_is_filed_under_the_world(site: Run) -> None:
    page = site.page("briefs/2025/two")
    assert '<a href="../../../regions/world/">World</a>' in page
    assert "Many regions" in site.page("regions/world")


LINES = """() => {
  const narrow = document.createElement("style");
  narrow.textContent = "ul.chips { width: 7rem } ul.chips li { max-width: 100% }";
  document.head.append(narrow);
  const counts = [...document.querySelectorAll(".chip__count, .together__count")];
  return counts.map((count) => {
    count.textContent = "109";
    const range = document.createRange();
    range.selectNodeContents(count);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
  });
}"""


@pytest.mark.long
def test_a_number_in_a_chip_stays_on_one_line(browser: Browser, site: Run) -> None:
    with serve(site.site) as url:
        page = browser.new_page(viewport={"width": 360, "height": 800})
        lines = []
        for path in ("", "years/2025/", "organizations/brics/", "regions/world/"):
            page.goto(url + path)
            lines += page.evaluate(LINES)
        page.close()
    assert lines
    assert set(lines) == {1}
