"""Searching as a reader does, under the strict Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.support.axe import ONLY_COLORS, darken, violations
from tests.support.browser import open_page
from tests.support.server import serve
from tests.support.sites import Run

TRWC = "organizations/two-rivers-water-commission/"
OPTION = "a[role=option]"
BOX = "input[role=combobox]"
SEARCHED = re.compile(r"/(?:pagefind/|assets/javascripts/search/(?!start))")


@pytest.fixture(scope="module")
def strict(example: Run) -> Iterator[str]:
    with serve(example.site, strict=True) as url:
        yield url


def status(page: Page) -> str:
    told = page.locator(".archive-search__status")
    expect(told).not_to_be_empty()
    return told.inner_text()


def test_the_policy_is_in_force(browser: Browser, strict: str) -> None:
    page = browser.new_page()
    answer = page.goto(strict + "search/")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    with pytest.raises(Error):
        page.add_script_tag(content="window.ran = true")
    page.close()


def test_nothing_is_loaded_before_the_box_is_opened(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(strict, wait_until="networkidle")
        expect(page.locator("a[aria-haspopup=dialog]")).to_be_visible()
        assert not [url for url in asked if SEARCHED.search(url)]
        page.keyboard.press("/")
        page.keyboard.type("trwc")
        expect(page.locator(OPTION).first).to_be_visible()
        assert [url for url in asked if SEARCHED.search(url)]


def test_by_keyboard_alone(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict)
        page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Search the archive")
        expect(box).to_be_focused()
        page.keyboard.type("TRWC")
        expect(page.locator(OPTION).first).to_contain_text("Two Rivers")
        page.keyboard.press("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", "archive-search-dialog-0")
        expect(page.locator(OPTION + "[aria-selected=true]")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator(OPTION + "[aria-selected=true]")).to_have_count(0)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(strict + TRWC)
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        expect(page.locator(BOX)).to_be_hidden()


@pytest.mark.long
def test_escape_while_the_dialog_is_loading(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        held: list[Route] = []
        page.route("**/search/dialog.js", lambda route: held.append(route))
        page.goto(strict)
        page.keyboard.press("/")
        page.wait_for_timeout(100)
        page.keyboard.press("Escape")
        for route in held:
            route.continue_()
        page.wait_for_timeout(500)
        expect(page.locator(BOX)).to_be_hidden()
        page.keyboard.press("/")
        expect(page.locator(BOX)).to_be_focused()


def test_an_alias_finds_what_the_name_finds(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        found = []
        for query in ("TRWC", "Two Rivers Water Commission"):
            page.goto(f"{strict}search/?q={query}")
            found.append(status(page).split(" for")[0])
            first = page.locator(OPTION).first
            expect(first).to_have_attribute("href", "/" + TRWC)
        assert found[0] == found[1]


def test_names_in_other_letters_are_loaded_for_a_query_in_them(
    browser: Browser, strict: str
) -> None:
    with open_page(browser, strict) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(strict)
        page.keyboard.press("/")
        box = page.get_by_role("combobox", name="Search the archive")
        box.fill("Kirghizia")
        expect(page.locator(OPTION).first).to_have_attribute("href", "/countries/kyrgyzstan/")
        assert "names-all.dat" not in asked
        for query, country in (("Киргизия", "kyrgyzstan"), ("印度", "india"), ("الصين", "china")):
            box.fill(query)
            first = page.locator(OPTION).first
            expect(first).to_have_attribute("href", f"/countries/{country}/")
        assert "names-all.dat" in asked


def test_a_mistyped_actor_is_offered_the_right_one(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=Kazahkstan")
        page.get_by_role("button", name="Kazakhstan", exact=True).click()
        expect(page).to_have_url(re.compile(r"q=Kazakhstan$"))
        expect(page.locator(OPTION).first).to_have_attribute("href", "/countries/kazakhstan/")


def count_of(page: Page, key: str) -> int:
    row = page.locator("label").filter(has=page.locator(f'[data-facet-key="{key}"]'))
    return int(row.locator(".archive-facets__count").inner_text())


def test_facets_counts_chips_and_the_address(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=summit")
        status(page)
        row = page.locator("label").filter(has=page.locator('[data-facet-key="country=India"]'))
        india = int(row.locator(".archive-facets__count").inner_text())
        russia = count_of(page, "country=Russia")
        row.locator("input").check()
        expect(page.locator(".archive-search__status")).to_contain_text(f"{india} result")
        expect(page).to_have_url(re.compile("country=India"))
        assert count_of(page, "country=Russia") == russia, "what it would find in India's place"
        assert 0 < count_of(page, "type=Brief") <= india, "other facets count what is left"
        other = page.locator('[data-facet-key="country=Russia"]')
        other.check()
        expect(page).to_have_url(re.compile("country=India&country=Russia"))
        expect(page.locator(".archive-search__status")).not_to_contain_text(f"{india} result")
        assert int(status(page).split()[0]) > india, "values of one facet are alternatives"
        page.get_by_role("button", name="Remove Country: Russia").click()
        expect(page.locator(".archive-search__status")).to_contain_text(f"{india} result")
        page.go_back()
        expect(other).to_be_checked()
        page.reload()
        expect(page.locator('[data-facet-key="country=Russia"]')).to_be_checked()


def test_dates_by_field_and_by_dragging(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/")
        status(page)
        page.get_by_label("From", exact=True).fill("2022-01-02")
        page.get_by_label("From", exact=True).blur()
        page.get_by_label("To", exact=True).fill("2022-02-01")
        page.get_by_label("To", exact=True).blur()
        expect(page).to_have_url(re.compile("from=2022-01-02&to=2022-02-01"))
        expect(page.locator(OPTION).filter(has_text="would weigh")).to_be_visible()
        expect(page.locator(OPTION).filter(has_text="sends its boat")).to_be_hidden()
        for day in page.locator(".archive-search__result time").all():
            assert "2022-01-02" <= str(day.get_attribute("datetime")) <= "2022-02-01"
        page.get_by_role("button", name="Remove Date").click()
        expect(page.get_by_role("button", name="Remove Date")).to_be_hidden()
        bars = page.locator(".archive-years__bars").bounding_box()
        assert bars
        middle = bars["y"] + bars["height"] / 2
        page.mouse.move(bars["x"] + bars["width"] * 0.9, middle)
        page.mouse.down()
        page.mouse.move(bars["x"] + bars["width"] - 2, middle, steps=4)
        page.mouse.up()
        expect(page).to_have_url(re.compile(r"from=2023-01-01&to=2025-12-31"))
        expect(page.locator(".archive-search__status")).to_have_text("4 results")
        outside = page.locator('.archive-years__bars [data-year="2022"]')
        expect(outside).to_have_class("is-out")
        expect(outside).not_to_have_attribute("title", "2022: 0")


@pytest.mark.long
def test_the_box_of_filters_has_no_ring_and_upright_signs(browser: Browser, strict: str) -> None:
    """Material puts one around every open box in which something has the focus."""
    with open_page(browser, strict, width=360) as page:
        page.goto(strict + "search/")
        status(page)
        page.get_by_text("Filters", exact=True).click()
        page.locator("[data-facet-key]").first.focus()
        turned = page.locator("summary").evaluate_all(
            "all => all.map(one => getComputedStyle(one, '::after').transform)"
        )
        assert set(turned) == {"none"}, "the signs of open and closed stand upright"
        for box in page.locator(".archive-search__panel, .archive-facets details").all():
            expect(box).to_have_css("box-shadow", "none")
            expect(box).to_have_css("background-color", "rgba(0, 0, 0, 0)")


def test_what_is_found_is_said_and_facets_need_no_mouse(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=observer")
        said = page.get_by_role("status")
        expect(said).to_contain_text(re.compile(r"^\d+ results? for “observer”"))
        box = page.get_by_role("combobox", name="Search the archive")
        expect(box).to_have_attribute("aria-expanded", "true")
        expect(page.get_by_role("listbox")).to_have_id("archive-search-page-list")
        expect(box).to_have_attribute("aria-controls", "archive-search-page-list")
        before = said.inner_text()
        first = page.locator('[data-facet="country"]').last
        key = str(first.get_attribute("data-facet-key"))
        box.focus()
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.facetKey") == key:
                break
        page.keyboard.press("Space")
        expect(said).not_to_have_text(before)
        same = page.locator(f'[data-facet-key="{key}"]')
        expect(same).to_be_checked()
        expect(same).to_be_focused()


def test_newest_first(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=trwc&sort=date&type=Brief")
        status(page)
        days = page.locator(".archive-search__result time")
        dates = [str(day.get_attribute("datetime")) for day in days.all()]
        assert len(dates) > 3
        assert dates == sorted(dates, reverse=True)


def test_without_a_query_all_pages_are_listed_and_pagefinds_program_is_not_loaded(
    browser: Browser, strict: str
) -> None:
    with open_page(browser, strict) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(strict + "search/", wait_until="networkidle")
        whole = int(status(page).split()[0].replace(",", ""))
        assert not [url for url in asked if re.search(r"pagefind\.js|wasm|/index/|names\.dat", url)]
        days = [str(day.get_attribute("datetime")) for day in page.locator(f"{OPTION} time").all()]
        assert len(days) == 10
        assert days == sorted(days, reverse=True)
        first = page.locator(OPTION).first
        listed = first.inner_text()
        row = page.locator("label").filter(has=page.locator('[data-facet-key="type=Brief"]'))
        briefs = int(row.locator(".archive-facets__count").inner_text())
        assert 0 < briefs < whole
        row.locator("input").check()
        expect(page.locator(".archive-search__status")).to_contain_text(f"{briefs} results")
        # What is listed without a query is what a query shows of the same page.
        title = page.locator(f"{OPTION} .archive-search__title").first.inner_text()
        href = first.get_attribute("href")
        excerpt = page.locator(f"{OPTION} .archive-search__excerpt").first.inner_text()
        assert excerpt.startswith(title)
        assert len(excerpt.split()) > len(title.split())
        page.goto(f'{strict}search/?q="{title}"')
        found = page.locator(f'{OPTION}[href="{href}"]')
        expect(found).to_be_visible()
        assert listed.splitlines()[:2] == found.inner_text().splitlines()[:2]


def test_a_phrase_in_quotes(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=%22observer or partner status%22&type=Brief")
        assert status(page) == "1 result for “observer or partner status”"
        page.goto(strict + "search/?q=%22partner observer or status%22")
        assert status(page).startswith("Nothing found")


PHRASES = (
    ('"observer or partner status"', 1),
    ('"an appeal by India for the status of observer or of partner"', 1),
    ('"an appeal by India for a status of observer or of partner"', 0),
    ('"in line with the UN Charter" "a door that is open"', 1),
    ('"in line with the UN Charter" "a door which is open"', 0),
    ('"observer or partner status" India', 1),
    ('"observer or partner status" nowhere', 0),
)


@pytest.mark.long
def test_phrases_with_words_that_say_nothing(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?type=Brief")
        told = page.locator(".archive-search__status")
        for query, number in PHRASES:
            page.locator(BOX).fill(query)
            found = "1 result" if number else "Nothing found"
            expect(told).to_have_text(re.compile(f"^{found} .*{re.escape(query[1:-1])}"))
            if number:
                first = page.locator(OPTION).first
                expect(first).to_have_attribute("href", "/briefs/2022/india-request/")


def test_a_result_shows_the_phrase(browser: Browser, strict: str) -> None:
    phrase = '"in line with the UN Charter"'
    with open_page(browser, strict) as page:
        page.goto(f"{strict}search/?type=Brief&q={quote(phrase)}")
        first = page.locator(OPTION).first
        expect(first.locator("mark")).to_contain_text(phrase.strip('"'))
        part = page.locator(".archive-search__part").first
        expect(part.locator("mark")).to_contain_text(phrase.strip('"'))


@pytest.mark.long
def test_a_result_shows_the_phrase_and_other_words(browser: Browser, strict: str) -> None:
    query = '"observer or partner status" "UN Charter" Placeholder'
    with open_page(browser, strict) as page:
        page.goto(f"{strict}search/?type=Brief&q={quote(query)}")
        marks = page.locator(f"{OPTION} mark")
        expect(marks.first).to_be_visible()
        shown = {re.sub(r"[^\w ]", "", text) for text in marks.all_inner_texts()}
        assert shown <= {"observer or partner status", "UN Charter", "Placeholder"}
        assert len(shown) > 1


def test_a_result_shows_the_words_that_were_asked_for(browser: Browser, strict: str) -> None:
    """Not "until" for "UN", though Pagefind finds it as well; for what is half typed, all."""
    with open_page(browser, strict) as page:
        page.goto(f"{strict}search/?type=Brief&q=UN Charter Placeholder")
        marks = page.locator(f"{OPTION} mark")
        expect(marks.first).to_be_visible()
        shown = {text.strip(".,’s") for text in marks.all_inner_texts()}
        assert {"UN", "Charter"} <= shown <= {"UN", "Charter", "Placeholder"}
        page.locator(BOX).fill("Kyrgyzst")
        expect(marks.filter(has_text="Kyrgyzstan").first).to_be_visible()


@pytest.mark.long
def test_a_phrase_of_words_that_say_nothing(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(f"{strict}search/?type=Brief&q=%22of the%22")
        assert int(status(page).split()[0]) > 3


LATER = ("**/pagefind-entry.json*", "**/neighbours/*")


@pytest.mark.parametrize(
    "lost", ["**/names.dat", *(pytest.param(one, marks=pytest.mark.long) for one in LATER)]
)
def test_what_could_not_be_loaded_is_asked_for_again(
    browser: Browser, strict: str, lost: str
) -> None:
    page = browser.new_page()
    page.goto(strict)
    page.route(lost, lambda route: route.abort())
    page.keyboard.press("/")
    page.locator(BOX).fill('"the UN Charter"')
    told = page.locator(".archive-search__status")
    expect(told).to_contain_text("Check your connection.")
    page.unroute(lost)
    page.locator(BOX).fill('"the UN Charter" ')
    expect(told).to_contain_text("result")
    page.close()


@pytest.mark.long
def test_words_that_say_nothing_are_not_searched_for_alone(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(strict)
        page.keyboard.press("/")
        page.keyboard.type("the of")
        expect(page.locator(".archive-search__status")).to_have_text("Type some more letters")
        assert not [url for url in asked if "/pagefind/index/" in url]
        page.locator(BOX).fill('"the"')
        expect(page.locator(".archive-search__status")).to_have_text("Type some more letters")
        assert not [url for url in asked if "/pagefind/index/" in url]
        page.locator(BOX).fill("the trwc")
        expect(page.locator(OPTION).first).to_contain_text("Two Rivers Water")


def test_headings_and_marks(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=lighter form observer")
        expect(page.locator(".archive-search__result mark").first).to_be_visible()
        part = page.locator(".archive-search__part").first
        expect(part).to_have_attribute("href", re.compile("#"))
        chips = page.locator(".archive-search__chips").first.inner_text()
        assert "OrganizationIndia" not in chips


def test_hand_written_pages_are_found(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=standing of a relation suspended&type=Page")
        about = page.locator(OPTION + "[href='/about/']")
        expect(about).to_contain_text("About this archive")
        expect(about.locator(".archive-search__type")).to_have_text("Page")
        part = page.locator(OPTION + "[href='/about/#how-to-read-a-relation']")
        expect(part).to_contain_text("How to read a relation")
        types = page.locator('[data-facet="type"]')
        values = {str(box.get_attribute("value")) for box in types.all()}
        assert values == {"Page"}, "no other kind of page has these words"


HOSTILE = [
    "x" * 10_000,
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    '"""((()))!!! ??? ***',
    "\u202eالهند 印度 ",
    "👩‍👩‍👧 🏳️‍🌈",
    "\\ % & # + ../../ \x00",
    '"unclosed <b>trwc',
]


def test_hostile_input_neither_throws_nor_injects(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/")
        told = page.locator(".archive-search__status")
        for text in HOSTILE:
            page.locator(BOX).fill("trwc")
            expect(told).to_contain_text("trwc")
            page.locator(BOX).fill(text)
            page.wait_for_timeout(500)
            expect(told).not_to_be_empty()
            assert told.get_attribute("data-error") is None
            assert page.locator(".archive-search-page :is(img, b, script)").count() == 0


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.long), 360])
def test_the_open_dialog_is_accessible_and_fits(browser: Browser, strict: str, width: int) -> None:
    with open_page(browser, strict, width=width) as page:
        page.goto(strict)
        page.keyboard.press("/")
        page.keyboard.type("trwc india")
        expect(page.locator(OPTION).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        darken(page)
        assert violations(page, ONLY_COLORS) == []
