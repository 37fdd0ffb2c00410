"""Searching as a reader does, under the strict Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.support.axe import ONLY_COLORS, darken, violations
from tests.support.browser import open_page, press_slash
from tests.support.server import serve
from tests.support.sites import Run

TRWC = "/organizations/trwc/"
BOX = "input[role=combobox]"
OPTION = "a[role=option]"
RESULT = "ol.archive-search__list > li"
LINK = f"{RESULT} > h2 > a"
SEARCHED = re.compile(r"/(?:pagefind/|search\.js|table\.dat)")
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""


@pytest.fixture(scope="module")
def strict(example: Run) -> Iterator[str]:
    with serve(example.site, strict=True) as url:
        yield url


def status(page: Page) -> str:
    told = page.locator(".archive-search__status")
    expect(told).not_to_be_empty()
    return told.inner_text()


def count_of(page: Page, key: str) -> int:
    row = page.locator("label").filter(has=page.locator(f'[data-facet-key="{key}"]'))
    return int(row.locator(".archive-facets__count").inner_text())


def test_the_policy_is_in_force(browser: Browser, strict: str) -> None:
    page = browser.new_page()
    answer = page.goto(strict + "search/")
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self';" in policy
    assert "'unsafe-inline'" not in policy
    with pytest.raises(Error):
        page.add_script_tag(content="window.ran = true")
    page.close()


def test_the_dialog_by_keyboard_alone(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(strict, wait_until="networkidle")
        assert not [url for url in asked if SEARCHED.search(url)], "nothing is loaded before"
        press_slash(page)
        page.keyboard.type("trwc")
        box = page.get_by_role("combobox", name="Search the archive")
        expect(box).to_be_focused()
        expect(page.locator(OPTION).first).to_contain_text("Two Rivers")
        page.keyboard.press("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", "archive-search-0")
        expect(page.locator(OPTION + "[aria-selected=true]")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator(OPTION + "[aria-selected=true]")).to_have_count(0)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(strict.rstrip("/") + TRWC)
        press_slash(page)
        expect(page.locator(BOX)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(BOX)).to_be_hidden()


def test_results_are_headings_and_links(browser: Browser, strict: str) -> None:
    """On the page, each result is reached by Tab and by its heading."""
    with open_page(browser, strict) as page:
        scripts: list[str] = []
        page.on("request", lambda request: scripts.append(request.url.partition("?")[0]))
        page.goto(strict + "search/?q=Placeholder Envoy lighter form boats")
        assert re.fullmatch(r"\d briefs? for “Placeholder Envoy lighter form boats”", status(page))
        of_search = [one for one in scripts if re.search(r"/(?:search|pagefind)[^/]*/.*\.js$", one)]
        own = [one for one in scripts if one.endswith("/search-page.js")]
        assert len({*of_search, *own}) == 3, "the search, Pagefind and its worker"
        links = page.locator(LINK)
        expect(links.first).to_have_attribute("href", "/briefs/2022/india-request/")
        title = links.first.inner_text()
        excerpt = page.locator(f"{RESULT} .archive-search__excerpt").first
        assert not excerpt.inner_text().lstrip("… ").startswith(title)
        assert excerpt.locator("mark").count() > 1
        parts = page.locator(f"{RESULT} .archive-search__parts").first
        part = parts.locator("[href='/briefs/2022/india-request/#what-is-on-offer']")
        expect(part).to_be_visible()
        chips = page.locator(".archive-search__chips").first.inner_text()
        assert "OrganizationIndia" not in chips
        page.locator("select").first.focus()
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.closest('ol') !== null"):
                break
        expect(links.first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(strict + "briefs/2022/india-request/")


def test_facets_counts_chips_and_the_address(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=summit")
        said = page.get_by_role("status")
        status(page)
        india, russia = count_of(page, "country=India"), count_of(page, "country=Russia")
        page.locator('[data-facet-key="country=India"]').focus()
        page.keyboard.press("Space")
        expect(said).to_contain_text(f"{india} brief")
        expect(page.locator('[data-facet-key="country=India"]')).to_be_focused()
        expect(page).to_have_url(re.compile("country=India"))
        assert count_of(page, "country=Russia") == russia, "what it would find in India's place"
        assert count_of(page, "type=Brief") == india, "other facets count what is left"
        page.locator('[data-facet-key="country=Russia"]').check()
        expect(page).to_have_url(re.compile("country=India&country=Russia"))
        expect(said).not_to_contain_text(f"{india} brief")
        either = int(status(page).split()[0])
        assert max(india, russia) <= either <= india + russia, "they are alternatives"
        page.get_by_label("all of them").check()
        expect(page).to_have_url(re.compile("all=country"))
        both = india + russia - either
        expect(said).to_have_text(re.compile(rf"^{both} brief|^No(?:thing| brief)"))
        page.go_back()
        expect(page.get_by_label("any of them")).to_be_checked()
        page.get_by_role("button", name="Remove Country: Russia").click()
        expect(said).to_contain_text(f"{india} brief")
        page.reload()
        expect(page.locator('[data-facet-key="country=India"]')).to_be_checked()


def test_a_value_is_found_by_typing_and_none_is_a_value(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?region=-")
        assert "without" not in status(page)
        expect(page.locator('[data-facet-key="region=-"]')).to_be_checked()
        expect(page.get_by_role("button", name="Remove Region: None")).to_be_visible()
        page.get_by_role("button", name="Remove Region: None").click()
        find = page.get_by_role("searchbox", name="Find in Country")
        find.fill("kyrgyz")
        expect(page.locator('[data-facet="country"]')).to_have_count(1)
        expect(find).to_be_focused()


@pytest.mark.long
def test_dates_by_field_and_by_dragging(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/")
        status(page)
        page.get_by_label("From", exact=True).fill("2022-01-02")
        page.get_by_label("From", exact=True).blur()
        page.get_by_label("To", exact=True).fill("2022-02-01")
        page.get_by_label("To", exact=True).blur()
        expect(page).to_have_url(re.compile("from=2022-01-02&to=2022-02-01"))
        expect(page.locator(RESULT).filter(has_text="would weigh")).to_be_visible()
        for day in page.locator(f"{RESULT} time").all():
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
        expect(page.locator(".archive-search__status")).to_have_text("4 briefs")
        outside = page.locator('.archive-years__bars [data-year="2022"]')
        expect(outside).to_have_class("is-out")


@pytest.mark.long
def test_newest_first_and_without_a_query(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        for address in ("search/?q=trwc&sort=date&type=Brief", "search/?type=Brief"):
            page.goto(strict + address)
            status(page)
            days = page.locator(f"{RESULT} time").all()
            dates = [str(day.get_attribute("datetime")) for day in days]
            assert len(dates) > 3
            assert dates == sorted(dates, reverse=True)


def test_an_actor_comes_first_by_any_name(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.goto(strict + "search/")
        box = page.get_by_role("searchbox", name="Search the archive")
        first = page.locator(LINK).first
        names = ("trwc", "TRWC", "Two Rivers Water Commission", "two rivers water")
        for name in names:
            box.fill(name)
            expect(first).to_have_attribute("href", TRWC)
        assert "names.dat" not in asked
        for name, country in (("Киргизия", "kyrgyzstan"), ("印度", "india"), ("الصين", "china")):
            box.fill(name)
            expect(first).to_have_attribute("href", f"/countries/{country}/")
        assert "names.dat" in asked, "names in other scripts are loaded for a query in one"


@pytest.mark.long
def test_where_nothing_is_found_there_are_links(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=Kazahkstan zzyzx")
        assert "zzyzx" in status(page)
        main = page.get_by_role("region", name="Results")
        expect(main.get_by_role("link", name="countries")).to_be_visible()
        expect(main.get_by_role("link", name="Kazakhstan zzyzx")).to_be_visible()
        page.goto(strict + "search/?q=boat zzyzx")
        assert status(page) == "No brief has “boat zzyzx”"
        expect(page.locator(".archive-search__line")).to_have_text("Also containing boat")
        page.get_by_role("link", name="“boat”").click()
        expect(page).to_have_url(re.compile(r"q=boat$"))
        expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ briefs?.* for “boat”"))


def test_what_a_query_means_is_said_on_the_page(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/")
        expect(page.locator("h1")).to_have_count(1)
        page.get_by_text("What a query means").click()
        expect(page.locator("#about-queries").get_by_text("border -railway")).to_be_visible()


def test_hand_written_pages_are_found_but_the_manual_is_not(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/?q=standing of a relation suspended&type=Page")
        links = page.locator(LINK)
        expect(links).to_have_count(1)
        expect(links).to_have_attribute("href", "/about/")
        page.goto(strict + 'search/?q="front matter"')
        assert status(page).startswith("Nothing found")


@pytest.mark.long
@pytest.mark.parametrize(
    "lost", [pytest.param("**/table.dat", marks=pytest.mark.long), "**/pagefind-entry.json*"]
)
def test_what_could_not_be_loaded_is_asked_for_again(
    browser: Browser, strict: str, lost: str
) -> None:
    page = browser.new_page()
    page.goto(strict)
    page.route(lost, lambda route: route.abort())
    press_slash(page)
    page.locator(BOX).fill('"the UN Charter"')
    told = page.locator(".archive-search__status")
    expect(told).to_contain_text("Check your connection.")
    page.unroute(lost)
    page.locator(BOX).fill('"the UN Charter" ')
    expect(told).to_contain_text("brief")
    page.close()


HOSTILE = [
    "x" * 10_000,
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    '"""((()))!!! ??? ***',
    "\u202eالهند 印度 ",
    "👩‍👩‍👧 🏳️‍🌈",
    "\\ % & # + ../../ \x00",
    '"unclosed <b>trwc',
    '-"" OR OR -x -"a b" OR',
    "__proto__ constructor toString",
]


@pytest.mark.long
def test_hostile_input_neither_throws_nor_injects(browser: Browser, strict: str) -> None:
    with open_page(browser, strict) as page:
        page.goto(strict + "search/")
        box = page.get_by_role("searchbox", name="Search the archive")
        told = page.locator(".archive-search__status")
        for text in HOSTILE:
            box.fill("trwc")
            expect(told).to_contain_text("trwc")
            box.fill(text)
            expect(told).not_to_contain_text("“trwc”")
            assert told.get_attribute("data-error") is None
            assert page.locator(".archive-search-page :is(img, b, script)").count() == 0


@pytest.mark.long
@pytest.mark.parametrize("width", [1440, 360])
def test_the_dialog_and_the_page_are_accessible_and_fit(
    browser: Browser, strict: str, width: int
) -> None:
    with open_page(browser, strict, width=width) as page:
        page.goto(strict)
        press_slash(page)
        page.keyboard.type("trwc india")
        expect(page.locator(OPTION).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        page.goto(strict + "search/?q=commission boat&country=India&country=Russia")
        status(page)
        assert page.evaluate(SHIFTS) < 0.05
        if width < 960:
            page.get_by_text("Filters", exact=False).first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        darken(page)
        assert violations(page, ONLY_COLORS) == []
