"""axe finds no serious or critical problem on any kind of page, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import ONLY_COLORS, darken, violations
from tests.support.browser import open_page

PAGES = {
    "home": "",
    "brief": "briefs/2022/india-csto/",
    "brief with a table and a footnote": "briefs/2022/csto-kazakhstan/",
    "country": "countries/kazakhstan/",
    "organization": "organizations/collective-security-treaty-organization/",
    "pair": "countries/kazakhstan/with/collective-security-treaty-organization/",
    "person": "people/narendra-modi/",
    "event": "events/first-india-central-asia-summit/",
    "region": "regions/central-asia/",
    "year": "years/2022/",
    "countries": "countries/",
    "organizations": "organizations/",
    "regions": "regions/",
    "years": "years/",
    "written": "write/",
    "search": "search/?q=csto+india&country=India",
}


@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_accessible(browser: Browser, address: str, url: str) -> None:
    with open_page(browser, address) as page:
        response = page.goto(address + url)
        assert response is not None
        assert response.ok
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        assert violations(page) == []
        darken(page)
        assert violations(page, ONLY_COLORS) == []


def test_colors_are_judged(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address)
        darken(page)
        page.locator("h1").first.evaluate("one => { one.style.color = '#444' }")
        found = violations(page, ONLY_COLORS)
        assert found
        assert all(one.startswith("serious color-contrast: <h1") for one in found)


def test_a_reader_who_prefers_dark_gets_dark(browser: Browser, address: str) -> None:
    with open_page(browser, address, scheme="dark") as page:
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
