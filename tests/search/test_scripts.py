"""The search's scripts as they are published: shorter, and the same modules."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.server import serve
from tests.support.sites import ROOT, Run

FOLDER = "assets/javascripts/search"
SOURCES = sorted((ROOT / "docs" / FOLDER).glob("*.js"))


def exported(page: Page, url: str, file: Path) -> dict[str, str]:
    """Names of what a module exports, and their kinds."""
    found: dict[str, str] = page.evaluate(
        """async (url) => Object.fromEntries(
          Object.entries(await import(url)).map(([name, value]) => [name, typeof value]))""",
        f"{url}{FOLDER}/{file.name}",
    )
    return found


@pytest.mark.parametrize("source", SOURCES, ids=[file.name for file in SOURCES])
def test_a_published_script_is_the_same_module(
    browser: Browser, example: Run, source: Path
) -> None:
    published = example.site / FOLDER / source.name
    text = published.read_text("utf-8")
    assert not [line for line in text.splitlines() if line.lstrip().startswith("//")]
    assert len(text) < 0.85 * len(source.read_text("utf-8"))
    with serve(ROOT / "docs") as written, serve(example.site) as site:
        page = browser.new_page()
        page.goto(written + "assets/logo.svg")
        before = exported(page, written, source)
        page.goto(site)
        assert exported(page, site, source) == before
        page.close()
