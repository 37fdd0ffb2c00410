"""axe finds no serious or critical problem on any type of page, in light and dark mode."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.support.axe import ONLY_COLORS, darken, violations
from tests.support.browser import open_page

PAGES = {
    "brief with a table and a footnote": "briefs/2022/flood-engineers/",
    "hand-written page": "write/",
}
"""Pages that together have most parts of the templates."""
OTHERS = {
    "home": "",
    "search": "search/?q=trwc+india&country=India",
    "countries": "countries/",
    "organization": "organizations/trwc/",
    "pair": "countries/kazakhstan/with/trwc/",
    "region": "regions/central-asia/",
    "year": "years/2022/",
    "years": "years/",
    "news": "new/",
    "corrections": "corrections/",
    "brief": "briefs/2022/india-request/",
    "brief with headings, lists and code": "briefs/2023/second-boat/",
    "country": "countries/kazakhstan/",
    "person": "people/example-secretary/",
    "event": "events/two-rivers-video-summit/",
    "organizations": "organizations/",
    "regions": "regions/",
}
"""Pages of the other templates or with other parts, for the campaign."""


@pytest.mark.parametrize(
    "url",
    [
        *(pytest.param(url, id=name) for name, url in PAGES.items()),
        *(pytest.param(url, id=name, marks=pytest.mark.long) for name, url in OTHERS.items()),
    ],
)
def test_a_page_is_accessible_in_both_modes(browser: Browser, address: str, url: str) -> None:
    with open_page(browser, address) as page:
        response = page.goto(address + url)
        assert response is not None
        assert response.ok
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        assert violations(page) == []
        darken(page)
        assert violations(page, ONLY_COLORS) == []


def test_insufficient_contrast_is_found(browser: Browser, address: str) -> None:
    with open_page(browser, address) as page:
        page.goto(address + PAGES["hand-written page"])
        darken(page)
        page.locator("h1").first.evaluate("one => { one.style.color = '#444' }")
        found = violations(page, ONLY_COLORS)
        assert found
        assert all(one.startswith("serious color-contrast: <h1") for one in found)


def test_dark_mode_follows_the_system_setting(browser: Browser, address: str) -> None:
    with open_page(browser, address, scheme="dark") as page:
        page.goto(address)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
