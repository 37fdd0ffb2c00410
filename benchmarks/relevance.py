"""Compares the search's results with those of Material: ``python -m benchmarks.relevance``."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.browser import ARGUMENTS, browser_path
from tests.support.server import serve
from tests.support.sites import ROOT, make_example, make_project, run_mkdocs, set_option

JUDGED = ROOT / "tests" / "search" / "relevance.yml"
CORPUS = ROOT.parent / "shared" / "corpus" / "statements"
DEEP = 10
"""Number of results that count."""

PAGEFIND = """async ({ base, query }) => {
  const { emptyState, loadEngine } = await import(new URL("assets/javascripts/search.js", base));
  window.archiveSearch ??= loadEngine(new URL(base));
  const found = await window.archiveSearch.run({ ...emptyState(), q: query });
  const entries = [...found.ids.map((id) => ({ id })), ...found.loose].slice(0, 12);
  const shown = await Promise.all(entries.map(({ id }) => window.archiveSearch.result(id, found)));
  const path = new URL(base).pathname;
  const urls = shown.map(({ url }) => url.slice(path.length));
  const own = found.plan.own?.url;
  return own ? [own, ...urls.filter((url) => url !== own)] : urls;
}"""

MATERIAL = """async ({ base, query }) => {
  const { config } = JSON.parse(document.getElementById("__config").textContent).search
    ? { config: JSON.parse(document.getElementById("__config").textContent) } : { config: null };
  if (!window.materialSearch) {
    const index = await (await fetch(new URL("search/search_index.json", base))).json();
    const worker = new Worker(new URL(config.search, document.baseURI));
    const ask = (message, type) => new Promise((resolve) => {
      worker.addEventListener("message", function hear({ data }) {
        if (data.type !== type) return;
        worker.removeEventListener("message", hear);
        resolve(data.data);
      });
      worker.postMessage(message);
    });
    await ask({ type: 0, data: { ...index, options: { suggest: false } } }, 1);
    window.materialSearch = (query) => ask({ type: 2, data: query }, 3);
  }
  const { items } = await window.materialSearch(query);
  return items.map((group) => group[0].location.split("#")[0]);
}"""


@dataclass(frozen=True)
class Judged:
    """A query and its relevant pages, by the beginnings of their addresses."""

    query: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """The rank of the first relevant page, from 1, or 0 for none, and the number of results."""

    judged: Judged
    rank: int
    count: int


def read_judged(name: str) -> tuple[Judged, ...]:
    """Returns the queries of a set, with their relevant pages."""
    data = yaml.safe_load(JUDGED.read_text(encoding="utf-8"))
    return tuple(Judged(str(one["query"]), tuple(one["pages"])) for one in data[name])


def score(outcomes: Sequence[Outcome]) -> float:
    """Returns the mean reciprocal rank over the first ten results."""
    return sum(1 / one.rank for one in outcomes if one.rank) / len(outcomes)


def judge(ask: Callable[[str], list[str]], queries: Sequence[Judged]) -> list[Outcome]:
    """Runs each query, and rates its results."""
    outcomes = []
    for judged in queries:
        urls = ask(judged.query)
        ranks = [
            rank
            for rank, url in enumerate(urls[:DEEP], 1)
            if any(url.startswith(page) for page in judged.pages)
        ]
        outcomes.append(Outcome(judged, min(ranks, default=0), len(urls)))
    return outcomes


@contextmanager
def asking(browser: Browser, site: Path, script: str) -> Iterator[Callable[[str], list[str]]]:
    """Opens a site in a browser; yields a function that runs a query as the interface does."""
    with serve(site) as base:
        page: Page = browser.new_page()
        page.goto(base + "about/")

        def ask(query: str) -> list[str]:
            urls: Any = page.evaluate(script, {"base": base, "query": query})
            return [str(url) for url in urls]

        yield ask
        page.close()


def build(folder: Path, name: str, search: str) -> Path:
    """Builds the site of a set with one of the two searches."""
    project = folder / f"{name}-{search}"
    if name == "corpus":
        make_project(project, {})
        shutil.copytree(CORPUS, project / "briefs", copy_function=shutil.copyfile)
    else:
        make_example(project)
    set_option(project, "search", search)
    run = run_mkdocs(project)
    if run.code:
        raise RuntimeError(run.output)
    return run.site


def main() -> None:
    """Prints the results of both searches side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the numbers as JSON")
    arguments = parser.parse_args()
    found: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for which in ("corpus", "example") if CORPUS.is_dir() else ("example",):
            queries = read_judged(which)
            sets = {}
            for search, script in (("pagefind", PAGEFIND), ("material", MATERIAL)):
                site = build(Path(name), which, search)
                with asking(browser, site, script) as ask:
                    sets[search] = judge(ask, queries)
            found[which] = {
                search: {
                    "queries": len(outcomes),
                    "mrr": round(score(outcomes), 3),
                    "empty": sum(not one.count for one in outcomes),
                }
                for search, outcomes in sets.items()
            }
            if not arguments.json:
                _print(which, sets)
        browser.close()
    print(json.dumps(found, indent=1))


def _print(which: str, sets: dict[str, list[Outcome]]) -> None:
    print(f"{which}: rank of the first relevant page (– for none among the first ten)")
    print(f"{'query':52}{'pagefind':>9}{'material':>9}")
    for ours, theirs in zip(sets["pagefind"], sets["material"], strict=True):
        print(f"{ours.judged.query[:50]:52}{ours.rank or '–':>9}{theirs.rank or '–':>9}")


if __name__ == "__main__":
    main()
