"""Queries as sets, over shards that are merged: what is found, and by which spelling."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from archive.core.catalogue import ENGLISH
from archive.pages.actor_names import NameRow, named_pages
from archive.prose.named import Namer
from archive.search import shards
from archive.search.documents import docs_document, own_text
from archive.search.index import build_index, place
from archive.search.store import DOCUMENTS, opened
from tests.support.server import serve
from tests.support.sites import ROOT

NAMES = [
    NameRow("China", "countries/china/", "Country", "country", 1, "", ["中国"]),
    NameRow("India", "countries/india/", "Country", "country", 2, "", ["Bharat", "Inde"]),
    NameRow(
        "World Health Organization", "organizations/who/", "Agency", "organization", 1, "WHO", []
    ),
]
TEXTS = {
    "a": ("2001-05-06", "India", "<p>The summit on the border railway, said Lech Wałęsa.</p>"),
    "b": ("2002-05-06", "", "<p>Those who met in Bharat saw d’Alema. A border treaty.</p>"),
    "c": ("2003-05-06", "China", "<p>The WHO on railways; a Straße in Łódź.</p>"),
    "d": ("2004-05-06", "India", "<p>Nothing but the summit of observers in 北京.</p>"),
    "e": (
        "2005-05-06",
        "",
        '<h2 id="x">Treaties</h2><p>Observer status, and securitised debt.</p>',
    ),
}
"""Name of a brief → its date, the country that it lists, its text."""
QUERIES = {
    "border railway": "a",
    "railway border": "a",
    '"border railway"': "a",
    '"railway border"': "",
    "border": "ab",
    "border -railway": "b",
    'border -"border railway"': "b",
    "railway OR treaty": "abce",
    "border OR observer summit": "ad",
    "india": "abd",
    "INDIA": "abd",
    "bharat": "abd",
    "inde": "abd",
    "India summit": "ad",
    "india -bharat": "",
    "WHO": "c",
    "who": "",
    "world health organization": "c",
    "health": "",
    "中国": "c",
    "北京": "d",
    "walesa": "a",
    "Wałęsa": "a",
    '"Lech Walesa"': "a",
    '"Lech Wałęsa"': "a",
    "alema": "b",
    "d'Alema": "b",
    "strasse": "c",
    "Lodz": "c",
    '"observer status"': "e",
    "observer status": "e",
    "status observer": "e",
    "observers": "de",
    "zzyzx india": "",
    "constructor": "",
}
RUN = """async ({ base, queries }) => {
  const { emptyState, loadEngine } = await import(new URL("assets/javascripts/search.js", base));
  const search = loadEngine(new URL(base));
  const found = {};
  for (const q of queries) {
    const result = await search.run({ ...emptyState(), q });
    const shown = await Promise.all(result.ids.map((id) => search.result(id, result)));
    const loose = await Promise.all(result.loose.map(({ id }) => search.result(id, result)));
    found[q] = {
      total: result.total,
      urls: shown.map(({ url }) => url),
      loose: loose.map(({ url }) => url),
      words: result.loose.map(({ words }) => words),
      marked: shown.flatMap(({ excerpt }) => excerpt.filter(([, on]) => on).map(([text]) => text)),
      parts: shown.flatMap(({ parts }) => parts.map(({ url }) => url)),
    };
  }
  return found;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of five briefs in five shards, with the scripts as they are in ``docs/``."""
    folder = tmp_path_factory.mktemp("engine")
    namer = Namer(named_pages(NAMES))
    with pytest.MonkeyPatch.context() as patch, opened(folder / DOCUMENTS) as store:
        patch.setattr(shards, "LEAST", 1)
        patch.setattr(shards, "MOST_SHARDS", 9)
        for name, (day, country, text) in TEXTS.items():
            page = docs_document(f"briefs/{name}/", f"Brief {name}", f"{text}<hr>", ENGLISH)
            html = page.html.replace("\n</body>", "<hr>\n</body>")
            facets = [("type", "Brief"), ("day", day)]
            facets += [("country", country)] if country else []
            named = namer.find(own_text(html))
            brief = replace(page, html=html, facets=tuple(facets), named=named, names=namer.digest)
            store.put([(page.url, "key", brief)])
        store.put([("about/", "key", docs_document("about/", "About", "<p>Words.</p>", ENGLISH))])
        files = build_index(store, store.entries(), NAMES, 1, folder / "cache")
    place(files, folder / "site")
    assert len(list((folder / "site/pagefind").iterdir())) == 6
    shutil.copytree(ROOT / "docs/assets/javascripts", folder / "site/assets/javascripts")
    (folder / "site/about").mkdir()
    (folder / "site/about/index.html").write_text('<html lang="en"><title>x</title>', "utf-8")
    return folder / "site"


@pytest.fixture(scope="module")
def found(browser: Browser, site: Path) -> dict[str, Any]:
    asked = [*QUERIES, "kyrgyz securitis", "boat summit", "observer"]
    with serve(site) as base:
        page = browser.new_page()
        page.goto(base + "about/")
        answers: dict[str, Any] = page.evaluate(RUN, {"base": base, "queries": asked})
        page.close()
    return answers


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds_exactly_its_briefs(found: dict[str, Any], query: str) -> None:
    names = [url.split("/")[-2] for url in found[query]["urls"] if url.startswith("/briefs/")]
    assert "".join(sorted(names)) == QUERIES[query]
    assert found[query]["total"] == len(names)


def test_what_matches_in_part_follows_and_is_not_counted(found: dict[str, Any]) -> None:
    assert found["boat summit"]["total"] == 0
    assert sorted(found["boat summit"]["loose"]) == ["/briefs/a/", "/briefs/d/"]
    assert found["boat summit"]["words"] == [["summit"], ["summit"]]
    assert found["kyrgyz securitis"]["loose"] == ["/briefs/e/"]
    assert found["kyrgyz securitis"]["words"] == [["securitis…"]]


def test_an_excerpt_marks_whole_words_and_a_heading_is_a_link(found: dict[str, Any]) -> None:
    assert set(found["observer"]["marked"]) == {"Observer", "observers"}
    assert found["observer"]["parts"] == ["/briefs/e/#x"]
    assert found["WHO"]["marked"] == ["WHO"]


def test_two_shards_may_have_an_id_in_common(browser: Browser, site: Path) -> None:
    script = RUN.replace(
        "const search = loadEngine(new URL(base));",
        """const search = loadEngine(new URL(base));
        await search.load();
        const { engine } = search;
        await engine.list();
        const [one, two] = engine.results.slice(-2);
        engine.rowsOf.set(one.id, [engine.results.length - 2, engine.results.length - 1]);
        engine.rowsOf.set(two.id, [engine.results.length - 2, engine.results.length - 1]);""",
    )
    with serve(site) as base:
        page = browser.new_page()
        page.goto(base + "about/")
        answer = page.evaluate(script, {"base": base, "queries": ["observers"]})
        page.close()
    assert sorted(answer["observers"]["urls"]) == ["/briefs/d/", "/briefs/e/"]


def test_an_excerpt_shows_as_much_of_the_query_as_possible(browser: Browser, site: Path) -> None:
    script = """async (base) => {
      const { excerptsOf } = await import(new URL("assets/javascripts/search/excerpt.js", base));
      const words = Array.from({ length: 100 }, (_, at) => `w${at}`);
      const spots = new Map([[1, "a"], [3, "a"], [5, "a"], [60, "b"], [61, "b"], [70, "a"]]);
      return excerptsOf("/", words, [], spots).excerpt.filter(([, on]) => on).map(([text]) => text);
    }"""
    with serve(site) as base:
        page = browser.new_page()
        page.goto(base + "about/")
        assert page.evaluate(script, base) == ["w60 w61", "w70"]
        page.close()
