"""The names of actors as files: those in other letters only in the larger one."""

from __future__ import annotations

import gzip
import json

import pytest
from playwright.sync_api import Browser

from archive.search.names import ALL, LATIN, is_latin, names_files
from tests.support.server import serve
from tests.support.sites import ROOT

KINDS = [
    ("Kyrgyz Republic", True),
    ("Côte d’Ivoire", True),
    ("Oʻzbekiston", True),
    ("Đông Timor", True),
    ("ＡＳＥＡＮ 10+3", True),
    ("№ 5", True),
    ("", True),
    ("Киргизия", False),
    ("Kyrgyz Республика", False),
    ("Ελλάδα", False),
    ("الهند", False),
    ("印度", False),
    ("인도", False),
]


def test_the_small_file_has_the_names_in_latin_letters() -> None:
    row = ("India", "countries/india/", "Country", 3, "", ["Bharat", "Индия", "Índia"])
    files = {name: json.loads(gzip.decompress(data)) for name, data in names_files([row]).items()}
    assert files == {LATIN: [[*row[:5], ["Bharat", "Índia"]]], ALL: [[*row]]}


@pytest.mark.parametrize(("name", "latin"), KINDS)
def test_letters(name: str, latin: bool) -> None:
    assert is_latin(name) == latin


def test_the_browser_computes_the_same(browser: Browser) -> None:
    with serve(ROOT / "docs") as url:
        page = browser.new_page()
        page.goto(url + "assets/logo.svg")
        said = page.evaluate(
            """async ([url, names]) => {
              const { isForeign } = await import(url);
              return names.map((name) => !isForeign(name));
            }""",
            [url + "assets/javascripts/search/text.js", [name for name, _ in KINDS]],
        )
        page.close()
    assert said == [latin for _, latin in KINDS]
