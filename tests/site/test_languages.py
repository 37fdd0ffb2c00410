"""An English archive with briefs in French, Arabic and Swahili: pages, lists, counts, search."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import open_page
from tests.support.server import serve
from tests.support.sites import Run, make_project, run_mkdocs

SITE = "https://archive.example.org/"
BRIEFS = {
    "briefs/2024/rail.md": """---
title: The border railway
date: 2024-03-01
actors: [Kenya, Ethiopia]
tags: [rail]
updates: [{date: 2024-06-01, note: The line has opened.}]
---
Trains cross the border, and elections follow.
""",
    "briefs/2024/rail-fr.md": """---
title: Le chemin de fer frontalier
language: fr
translation_of: rail.md
---
Les trains passent les frontières avant les élections.
""",
    "briefs/2024/rail-ar.md": """---
title: سكة حديد الحدود
date: 2022-05-01
language: ar
translation_of: briefs/2024/rail.md
translated: 2024-07-01
updates: [{date: 2024-07-02, note: افتتح الخط.}]
---
تعبر القطارات الحدود بين البلدين.
""",
    "briefs/2024/mpaka.md": """---
title: Mpaka wa Somalia
date: 2024-04-01
language: sw
actors: [Somalia]
---
Wafanyabiashara wanavuka mpaka kila siku.
""",
    "briefs/2023/eau.md": """---
title: Les eaux du Nil
date: 2023-02-01
language: fr
actors: [Ethiopia, Egypt]
---
Les barrages changent les débits du fleuve.
""",
}
VERSIONS = {
    "en": "briefs/2024/rail/",
    "fr": "briefs/2024/rail-fr/",
    "ar": "briefs/2024/rail-ar/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Run:
    project = make_project(tmp_path_factory.mktemp("languages") / "project", BRIEFS)
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert "the original has changed since this translation: 2024-06-01" in run.output
    return run


@pytest.fixture(scope="module")
def base(site: Run) -> Iterator[str]:
    with serve(site.site) as address:
        yield address


def test_all_versions_link_each_other_and_themselves(site: Run) -> None:
    wanted = {
        **{lang: SITE + url for lang, url in VERSIONS.items()},
        "x-default": SITE + VERSIONS["en"],
    }
    for url in VERSIONS.values():
        html = site.page(url)
        links = re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', html)
        assert dict(links) == wanted
        assert len(links) == len(wanted)
        assert f'<link rel="canonical" href="{SITE}{url}">' in html
    assert 'rel="alternate" hreflang' not in site.page("briefs/2024/mpaka/")
    sitemap = (site.site / "sitemap.xml").read_text("utf-8")
    assert all(f"<loc>{SITE}{url}</loc>" in sitemap for url in VERSIONS.values())


def test_a_page_marks_the_language_and_direction_of_its_text(site: Run) -> None:
    arabic = site.page(VERSIONS["ar"])
    assert '<h1 lang="ar" dir="rtl">سكة حديد الحدود</h1>' in arabic
    assert '<div class="prose" lang="ar" dir="rtl">' in arabic
    assert '<bdi lang="ar" dir="rtl">افتتح الخط.</bdi>' in arabic
    assert '<h1 lang="fr" dir="ltr">' in site.page(VERSIONS["fr"])
    assert '<h1 dir="auto">The border railway</h1>' in site.page(VERSIONS["en"])
    also = re.search(r'<p class="versions">.*?</p>', site.page(VERSIONS["fr"]))
    assert also is not None
    assert also[0] == (
        '<p class="versions">Also in: '
        '<a href="../../../briefs/2024/rail/" hreflang="en" lang="en" dir="ltr"'
        ' title="The border railway">English</a> · '
        '<a href="../../../briefs/2024/rail-ar/" hreflang="ar" lang="ar" dir="rtl"'
        ' title="سكة حديد الحدود">العربية</a></p>'
    )


def test_a_version_that_no_list_shows_does_not_link_its_year(site: Run) -> None:
    assert "years/2024/" in site.page(VERSIONS["en"])
    assert not (site.site / "years/2022").exists()


def test_a_translation_takes_over_what_it_leaves_out(site: Run) -> None:
    html = site.page(VERSIONS["fr"])
    assert '<time datetime="2024-03-01">' in html
    assert '<span class="chip__name">Ethiopia</span>' in html
    assert 'href="../../../topics/rail/"' in html
    assert "The line has opened" not in html, "the text is its own"


def test_a_translation_says_that_its_original_has_changed(site: Run) -> None:
    notice = "The original has changed since this translation, on"
    assert notice in site.page(VERSIONS["fr"])
    assert notice not in site.page(VERSIONS["ar"]), "translated after the change"


def test_lists_show_and_count_works(site: Run) -> None:
    pages = {url: site.page(url) for url in ("", "countries/kenya", "years/2024", "years/2023")}
    for url in ("", "countries/kenya", "years/2024"):
        assert pages[url].count(">The border railway</a>") == 1
        assert ">Le chemin de fer frontalier</a>" not in pages[url]
        assert 'title="Le chemin de fer frontalier">français</a>' in pages[url]
    assert (
        'lang="fr" dir="ltr"><a href="../../briefs/2023/eau/">Les eaux du Nil'
        in pages["years/2023"]
    )
    assert "<strong>3</strong> briefs" in pages[""]
    assert "1 brief in the archive" in pages["countries/kenya"]
    assert "2 briefs in the archive" in site.page("countries/ethiopia")
    assert '"2 briefs of 2024' in pages["years/2024"]


def search(page: Page, query: str) -> list[str]:
    """Returns what a search says of its results, and their titles in order."""
    page.locator("[data-archive-part=input]").fill(query)
    expect(page.locator("[data-archive-part=status]")).to_contain_text(f"“{query}”")
    return results(page)


def results(page: Page) -> list[str]:
    status = page.locator("[data-archive-part=status]")
    expect(status).not_to_have_text("")
    titles = page.locator(".archive-search__title").all_inner_texts()
    return [status.inner_text(), *titles]


@pytest.mark.long
def test_a_query_runs_in_all_languages_and_counts_works(base: str, browser: Browser) -> None:
    with open_page(browser, base) as page:
        page.goto(f"{base}search/")
        assert results(page)[0].startswith("3 briefs")
        languages = page.get_by_role("list", name="Language").get_by_role("listitem")
        expect(languages).to_have_text(["French 2", "Arabic 1", "English 1", "Swahili 1"])
        french = "Le chemin de fer frontalier"
        assert search(page, "frontière") == ["1 brief for “frontière”", french]
        others = page.locator(".archive-search__result .versions")
        expect(others).to_have_text("Also in: English · العربية")
        assert search(page, "election") == ["1 brief for “election”", "The border railway"]
        assert search(page, "élection")[0] == "1 brief for “élection”"
        assert search(page, "الحدود")[1:] == ["سكة حديد الحدود"]
        assert search(page, "mpaka")[1:] == ["Mpaka wa Somalia"]
        assert search(page, "wanavu")[0] == "No brief has “wanavu”", "whole words"
        assert search(page, "Kenya")[0] == "1 brief, 6 other pages for “Kenya”"
        assert search(page, "Kenya -trains")[0] == "6 other pages for “Kenya -trains”"
        page.goto(f"{base}search/?language=French")
        in_french = results(page)
        assert in_french[0] == "2 briefs"
        assert sorted(in_french[1:]) == [french, "Les eaux du Nil"]


def test_lists_show_the_version_in_the_language_of_the_browser(base: str, browser: Browser) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{base}countries/kenya/")
    card = page.locator(".card")
    expect(card.locator(".card__title a")).to_have_text("Le chemin de fer frontalier")
    expect(card.locator(".versions")).to_have_text("Also in: العربية · English")
    assert card.locator(".card__title").get_attribute("lang") == "fr"
    card.locator(".card__title a").click()
    assert page.url == base + VERSIONS["fr"]
    context.close()


def test_the_arabic_page_is_read_from_the_right(base: str, browser: Browser) -> None:
    with open_page(browser, base, width=360) as page:
        page.goto(base + VERSIONS["ar"])
        assert page.locator(".prose p").evaluate("one => getComputedStyle(one).direction") == "rtl"
        assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == "rtl"
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
