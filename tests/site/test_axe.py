"""axe finds no serious or critical problem on any kind of page, light and dark."""

from __future__ import annotations

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES.keys())
def test_accessible(
    browser: Browser, address: str, url: str, scheme: Literal["light", "dark"]
) -> None:
    with open_page(browser, address, scheme=scheme) as page:
        response = page.goto(address + url)
        assert response is not None
        assert response.ok
        found = [
            f"{violation['impact']} {violation['id']}: {node['html'][:160]}"
            for violation in Axe().run(page).response["violations"]
            if violation["impact"] in ("serious", "critical")
            for node in violation["nodes"]
        ]
        assert found == []
