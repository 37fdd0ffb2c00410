"""The search's scripts as they are published: shorter, and the same modules."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.server import serve
from tests.support.sites import ROOT, Run

FOLDER = "assets/javascripts/search"
SOURCES = sorted((ROOT / "docs" / FOLDER).glob("*.js"))
EXPORTED = """async (names) => {
  const found = {};
  for (const name of names) {
    const module = await import(`/assets/javascripts/search/${name}`);
    found[name] = Object.entries(module).map(([key, value]) => `${key}: ${typeof value}`);
  }
  return found;
}"""


@pytest.mark.parametrize("source", SOURCES, ids=[file.name for file in SOURCES])
def test_a_published_script_has_no_comments(example: Run, source: Path) -> None:
    text = (example.site / FOLDER / source.name).read_text("utf-8")
    assert not [line for line in text.splitlines() if line.lstrip().startswith("//")]
    assert len(text) < 0.85 * len(source.read_text("utf-8"))


@pytest.mark.long
def test_published_scripts_are_the_same_modules(browser: Browser, example: Run) -> None:
    exported = []
    for folder in (ROOT / "docs", example.site):
        with serve(folder) as url:
            page = browser.new_page()
            page.goto(url + "assets/logo.svg")
            exported.append(page.evaluate(EXPORTED, [file.name for file in SOURCES]))
            page.close()
    assert exported[0] == exported[1]
    assert "Engine: function" in exported[0]["engine.js"]
