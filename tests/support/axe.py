"""Finds accessibility problems of a page with axe."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

ONLY_COLORS: dict[str, object] = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that can fail in dark mode on a page that has passed in light mode."""


def violations(page: Page, options: dict[str, object] | None = None) -> list[str]:
    """Returns serious and critical problems with their elements."""
    # Without it, axe also describes each element that passes, which doubles the time.
    asked = {"resultTypes": ["violations"], **(options or {})}
    return [
        f"{violation['impact']} {violation['id']}: {node['html'][:160]}"
        for violation in Axe().run(page, options=asked).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def darken(page: Page) -> None:
    """Switches to dark mode as a reader does, and waits until all colors have changed."""
    page.locator("label[for^=__palette]:visible").first.evaluate("label => label.click()")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")
