"""What machines outside find: site map, canonical addresses, how to search the archive."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.sites import EXAMPLE, Run, brief, build_site

SITE = "https://archive.example.org/"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def changed(example: Run) -> dict[str, str]:
    """Address of each page → when it was last changed, or empty."""
    root = ET.parse(example.site / "sitemap.xml").getroot()
    return {
        str(one.findtext("s:loc", "", NAMESPACE)).removeprefix(SITE): one.findtext(
            "s:lastmod", "", NAMESPACE
        )
        for one in root.findall("s:url", NAMESPACE)
    }


def test_briefs_changed_on_their_day(example: Run) -> None:
    found = changed(example)
    texts = {
        f"briefs/{file.parent.name}/{file.stem}/": file.read_text("utf-8")
        for file in (EXAMPLE / "briefs").rglob("*.md")
    }
    plain = {
        url: text
        for url, text in texts.items()
        if not re.search(r"^(?:slug|corrections|draft|withdrawn):", text, re.MULTILINE)
    }
    assert len(plain) > 10
    for url, text in plain.items():
        day = re.search(r"^date: *(\S+)", text, re.MULTILINE)
        assert day
        assert found[url] == day[1]
    assert found["briefs/2012/uzbekistan-leaves/"] == "2013-02-02", "the day of its last correction"


@pytest.mark.long
def test_a_correction_is_a_change(tmp_path: Path) -> None:
    days = ("2023-05-06", "2022-07-01")
    rows = "".join(f"- {{date: {day}, note: A number was wrong.}}\n" for day in days)
    text = brief().replace("\n---\n", f"\ncorrections:\n{rows}---\n", 1)
    found = changed(build_site(tmp_path / "p", {"briefs/2022/a.md": text}))
    assert found["briefs/2022/a/"] == "2023-05-06"
    assert found["countries/india/"] == "2023-05-06"


def test_pages_of_actors_changed_with_their_newest_brief(example: Run) -> None:
    found = changed(example)
    page = example.page("countries/uzbekistan/")
    briefs = {url for url in found if url.startswith("briefs/") and f"{url}" in page}
    assert briefs
    assert found["countries/uzbekistan/"] == max(found[url] for url in briefs)
    assert found["about/"] == "", "nothing says when a hand-written page was changed"


def test_addresses_are_canonical(example: Run) -> None:
    for url in ("", "about/", "search/", "countries/uzbekistan/"):
        assert f'<link rel="canonical" href="{SITE}{url}">' in example.page(url)


def test_browsers_are_told_how_to_search(example: Run) -> None:
    for url in ("", "about/", "countries/uzbekistan/"):
        link = re.search(r'<link rel="search"[^>]* href="([^"]+)"', example.page(url))
        assert link
        assert (example.site / url / link[1]).resolve() == example.site / "opensearch.xml"
    root = ET.parse(example.site / "opensearch.xml").getroot()
    (way,) = root.findall("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert way.get("template") == f"{SITE}search/?q={{searchTerms}}"
    home = example.page("")
    data = [
        json.loads(text)
        for text in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', home, re.DOTALL
        )
    ]
    assert "urlTemplate" in json.dumps(data)
    assert f"{SITE}search/?q={{search_term_string}}" in json.dumps(data)
