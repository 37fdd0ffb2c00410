"""Readers' tasks, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import open_page

BRIEF = "briefs/2022/india-request/"

UNDRAWN = {"countries/reunion/"}
"""Countries of the example that the map draws as a part of another."""


def test_links_lead_from_brief_to_country_organization_pair_and_back(
    browser: Browser, address: str
) -> None:
    with open_page(browser, address) as page:
        page.goto(address + "briefs/2022/flood-engineers/")
        page.locator(".lede .chip", has_text="Kazakhstan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Kazakhstan")
        page.locator(".standing").get_by_role("link", name="Two Rivers Water Commission").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Two Rivers Water Commission")
        page.locator(".together").get_by_role("link", name="Kazakhstan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Kazakhstan and Two Rivers Water Commission"
        )
        page.locator(".briefs").get_by_role(
            "link", name=re.compile("sends flood engineers")
        ).click()
        expect(page).to_have_url(address + "briefs/2022/flood-engineers/")


def test_an_earlier_address_leads_on_with_query_and_anchor(browser: Browser, address: str) -> None:
    old = f"{address}organizations/two-rivers-water-commission/"
    with open_page(browser, address) as page:
        page.goto(address)
        page.goto(f"{old}?year=2022#briefs")
        expect(page).to_have_url(f"{address}organizations/trwc/?year=2022#briefs")
        page.go_back()
        expect(page).to_have_url(address)
    with open_page(browser, address, javascript=False) as page:
        page.goto(f"{old}?year=2022#briefs")
        expect(page).to_have_url(f"{address}organizations/trwc/")


def test_a_mention_in_prose_links_to_the_page(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address + BRIEF)
        page.locator(".prose a.mention", has_text="Kyrgyz Republic").click()
        expect(page).to_have_url(address + "countries/kyrgyzstan/")


@pytest.mark.long
def test_search_finds_the_brief(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address)
        page.get_by_role("link", name="Search").click()
        page.keyboard.type("Placeholder Envoy had spoken")
        result = page.get_by_role("option").filter(has_text="observer or partner")
        result.first.click()
        expect(page).to_have_url(re.compile(re.escape(address + BRIEF)))


def test_a_narrow_screen_has_a_menu(browser: Browser, address: str) -> None:
    with open_page(browser, address, width=360) as page:
        page.goto(address)
        expect(page.get_by_role("navigation", name="Sections")).to_be_hidden()
        page.get_by_text("Menu", exact=True).click()
        page.get_by_role("navigation", name="Menu").get_by_role("link", name="Countries").click()
        expect(page).to_have_url(address + "countries/")


@pytest.mark.parametrize(("width", "menu"), [(1440, "more"), (360, "menu")])
def test_menus_close_by_escape_and_by_a_click_elsewhere(
    browser: Browser, address: str, width: int, menu: str
) -> None:
    with open_page(browser, address, width=width) as page:
        page.goto(address)
        links = page.locator(f".archive-header__{menu} ul")
        page.locator(f".archive-header__{menu} summary").click()
        expect(links).to_be_visible()
        page.keyboard.press("Escape")
        expect(links).to_be_hidden()
        page.keyboard.press("Enter")
        expect(links).to_be_visible()
        page.mouse.click(20, 780)
        expect(links).to_be_hidden()


@pytest.mark.parametrize("url", ["", BRIEF, "countries/kazakhstan/", "countries/", "years/2022/"])
def test_nothing_is_wider_than_a_narrow_screen(browser: Browser, address: str, url: str) -> None:
    with open_page(browser, address, width=360) as page:
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_index_is_filtered_by_typing(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address + "countries/")
        page.get_by_label("Filter countries").fill("kyrgyz")
        expect(page.locator("[data-archive-item]:visible")).to_have_count(1)
        expect(page.get_by_role("status").filter(has_text="1 of")).to_be_visible()


@pytest.mark.long
def test_dark_mode_is_remembered_on_the_next_page(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address)
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.get_by_title("Switch to dark mode").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(address + BRIEF)
        expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.long
def test_pages_work_without_javascript(browser: Browser, address: str) -> None:
    with open_page(browser, address, javascript=False) as page:
        page.goto(address)
        expect(page.locator(".world svg a").first).to_be_visible()
        page.locator(".lead a").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.locator(".lede .chip").first.click()
        expect(page.locator(".briefs .card").first).to_be_visible()
        page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").nth(1).click()
        expect(page.locator(".index__list a").first).to_be_visible()
        expect(page.locator(".filter")).to_be_hidden()


def test_the_edit_link_opens_the_file_of_the_brief(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address + BRIEF)
        link = page.get_by_role("link", name="Edit this page").get_attribute("href")
        assert link is not None
        assert link.endswith("/edit/main/briefs/2022/india-request.md")


def test_links_to_pairs_have_one_address(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address + "countries/kazakhstan/")
        link = page.locator(".together a").first.get_attribute("href")
        assert link is not None
        assert "/with/" in link


def test_the_map_links_the_countries_of_its_table(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address)
        address_of = "links => links.map(link => link.getAttribute('href'))"
        drawn = page.locator(".world svg a").evaluate_all(address_of)
        rows = page.locator(".world__table tbody a").evaluate_all(address_of)
        assert len(drawn) > 10
        assert set(rows) - set(drawn) == UNDRAWN
        assert len(drawn) == len(rows) - len(UNDRAWN)
