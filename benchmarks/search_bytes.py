"""Counts what a search downloads, and times it: ``python -m benchmarks.search_bytes``.

A real browser with an empty cache opens the search dialog and the search page, and runs one query
after another. Bytes are those of the files, as a plain static server sends them; next to them are
those of a host that compresses scripts by gzip, as most do (the index is compressed already).
"""

from __future__ import annotations

import argparse
import gzip
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlencode

import yaml
from lxml import html
from playwright.sync_api import Browser, Page

from benchmarks import natural, reader
from benchmarks.contenders import ROOT, with_search
from benchmarks.generate import NATURAL, write_briefs
from benchmarks.measure import cores
from benchmarks.reader import Counter
from tests.support.sites import make_project, run_mkdocs

FIRST = 600_000
NEXT = 350_000
"""Maximum bytes of a first query and of each later query at 10,000 briefs."""
SOON = 150.0
"""Maximum milliseconds from a keystroke to its list, with a warm index."""
BRIEFS = 10_000
PACKED = (".js", ".json")
"""Extensions of files that hosts compress."""
PARTS = ("pagefind/", "search/", "assets/javascripts/search", "assets/javascripts/fold.js")
"""Files and folders of the site that belong to the search."""
SENTENCE = 14
"""Number of words in a quote."""
SLOWLY = 150
"""Milliseconds between two keys: each causes a query."""
BOX = "[role=combobox], .archive-search-page .archive-search__input"
ANSWERED = """() => {
  const status = document.querySelector(".archive-search__status");
  return status && status.textContent && status.textContent !== window.statusBefore;
}"""
KEYSTROKE = """(typed) => new Promise((resolve) => {
  const page = document.querySelector(".archive-search-page");
  const box = (page ?? document).querySelector(".archive-search__input");
  const list = (page ?? document).querySelector(".archive-search__list");
  const from = performance.now();
  setTimeout(resolve, 10_000, 10_000);
  new MutationObserver((_, observer) => {
    observer.disconnect();
    resolve(performance.now() - from);
  }).observe(list, { childList: true });
  box.value = typed;
  box.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@dataclass(frozen=True, slots=True)
class Query:
    """A query and its type; ``finds`` tells whether it has results."""

    kind: str
    text: str
    finds: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the step, its cost and the maximum cost."""

    where: str
    what: str
    files: int
    cost: float
    most: float
    unit: str = "bytes"
    packed: float = 0

    @property
    def passed(self) -> bool:
        """Whether the goal is reached."""
        return self.cost <= self.most


def queries(sentence: str) -> tuple[Query, ...]:
    """Returns the queries, in order. Words are those of the natural generator, by rank.

    Args:
        sentence: Consecutive words of a brief.
    """
    forms = [word for word in natural.vocabulary()[0] if len(word) > 4]
    usual, common, rare = forms[400], forms[60], forms[30_000]
    most = [word for word in ("other", "between", "about") if word in forms[:60]]
    return (
        Query("two usual words", f"{usual} {forms[600]}"),
        Query("a common word", common),
        Query("a rare word", rare),
        Query("an actor by an alias", "Kyrgyz Republic"),
        Query("an actor by an acronym", "OSCE"),
        Query("a phrase in quotes", f'"{forms[500]} {rare}"'),
        Query("a phrase with “of the”", f'"{rare} of the {usual}"', finds=False),
        Query("“the” before a common word", f'"the {common}"'),
        Query("“of” between two common words", f'"{forms[64]} of {forms[90]}"', finds=False),
        Query("“in the” before a usual word", f'"in the {forms[100]}"'),
        Query("a phrase that ends in “of the”", f'"{common} of the"'),
        Query("“of the” alone", '"of the"'),
        Query("two common words", f"{forms[61]} {forms[70]}"),
        Query("a word that is on most pages", most[0]),
        Query("three words that are on most pages", " ".join(most)),
        Query("two of them as a phrase", f'"{most[0]} {most[1]}"', finds=False),
        Query("three usual words in quotes", f'"{usual} {forms[600]} {forms[90]}"', finds=False),
        Query("half a sentence in quotes", f'"{sentence}"'),
        Query("a usual and a rare word", f"{forms[500]} {forms[20_000]}"),
        Query("three letters", rare[:3]),
        Query("nothing of it", "zzyzx", finds=False),
    )


def sentence_of(site: Path) -> str:
    """Returns words from the middle of a brief.

    Raises:
        LookupError: If no brief has enough words.
    """
    for file in sorted(site.glob("briefs/*/*/index.html")):
        tree = html.parse(str(file), parser=html.HTMLParser(encoding="utf-8")).getroot()
        for paragraph in tree.xpath("//article//p"):
            words = paragraph.text_content().split()
            if len(words) > 3 * SENTENCE:
                return " ".join(words[SENTENCE : 2 * SENTENCE])
    raise LookupError(f"{site}: no brief with a long paragraph")


@contextmanager
def visit(chromium: Browser, site: Path, address: str) -> Iterator[tuple[Page, Counter]]:
    """Opens a page with an empty cache; yields it and the counter of its server."""
    with reader.counting(site) as (base, counter):
        context = chromium.new_context()
        try:
            page = context.new_page()
            page.goto(base + address)
            yield page, counter
        finally:
            context.close()


def measure(chromium: Browser, site: Path, asked: Sequence[Query]) -> list[Row]:
    """Runs all queries in the dialog, then on the search page, then key by key."""
    rows: list[Row] = []
    with _dialog(chromium, site) as (page, counter):
        rows += _ask_all(page, counter, site, "dialog", asked)
        rows += _keystrokes(page, "dialog", asked)
    phrase = next(query for query in asked if query.text.startswith('"'))
    with _dialog(chromium, site) as (page, counter):
        rows += _ask_all(page, counter, site, "dialog", [phrase])
    with _dialog(chromium, site) as (page, counter):
        page.locator(BOX).press_sequentially(asked[0].text, delay=SLOWLY)
        reader.wait(page, counter)
        letters = len(asked[0].text)
        what = f"first, typed so slowly that it is {letters} queries"
        most = FIRST + NEXT * (letters - 1)
        rows.append(_row("dialog", what, counter.take(), most, site))
    with visit(chromium, site, "search/") as (page, counter):
        page.wait_for_function(ANSWERED)
        reader.wait(page, counter)
        where = "page with facets"
        rows.append(_row(where, "the page opened, newest first", counter.take(), FIRST, site))
        rows += _ask_all(page, counter, site, where, asked)
        rows += _facets(page, counter, site)
        rows += _keystrokes(page, where, asked)
    with visit(chromium, site, f"search/?{urlencode({'q': asked[0].text})}") as (page, counter):
        page.wait_for_function(ANSWERED)
        reader.wait(page, counter)
        what = f"an address with {asked[0].kind}"
        rows.append(_row("page with facets", what, counter.take(), FIRST, site))
    return rows


@contextmanager
def _dialog(chromium: Browser, site: Path) -> Iterator[tuple[Page, Counter]]:
    """Opens the search dialog of a page; bytes count from then on."""
    with visit(chromium, site, "about/") as (page, counter):
        reader.wait(page, counter)
        counter.take()
        page.keyboard.press("/")
        page.wait_for_selector(BOX)
        yield page, counter


def _ask_all(
    page: Page,
    counter: Counter,
    site: Path,
    where: str,
    asked: Sequence[Query],
) -> Iterator[Row]:
    for number, query in enumerate(asked):
        page.evaluate("window.statusBefore = document.querySelector('[role=status]').textContent")
        page.fill(BOX, query.text)
        page.wait_for_function(ANSWERED)
        reader.wait(page, counter)
        what = f"{'first: ' if not number else ''}{query.kind}"
        yield _row(where, what, counter.take(), NEXT if number else FIRST, site)


def _facets(page: Page, counter: Counter, site: Path) -> Iterator[Row]:
    """Selects a facet, then a range of days."""
    page.fill(BOX, "")
    reader.wait(page, counter)
    counter.take()
    page.locator(".archive-facets input").nth(3).check()
    reader.wait(page, counter)
    yield _row("page with facets", "a facet ticked", counter.take(), NEXT, site)
    page.get_by_label("From", exact=True).fill("2003-02-05")
    page.get_by_label("From", exact=True).blur()
    reader.wait(page, counter)
    yield _row("page with facets", "a range of days", counter.take(), NEXT, site)
    page.get_by_role("button", name="Clear all").click()
    reader.wait(page, counter)


def _row(where: str, what: str, sent: Mapping[str, int], most: float, site: Path) -> Row:
    own = {path: size for path, size in sent.items() if path.lstrip("/").startswith(PARTS)}
    packed = sum(
        min(size, len(gzip.compress((site / path.lstrip("/")).read_bytes())))
        if path.endswith(PACKED)
        else size
        for path, size in own.items()
    )
    return Row(where, what, len(own), sum(own.values()), most, packed=packed)


def _keystrokes(page: Page, where: str, asked: Sequence[Query]) -> Iterator[Row]:
    """Types each query as a whole several times, with its files already loaded."""
    asked = [query for query in asked if query.finds]
    texts = [query.text for query in asked]
    took = [page.evaluate(KEYSTROKE, text) for _ in range(5) for text in texts]
    yield Row(where, "keystroke → list, median", 0, statistics.median(took), SOON, "ms")
    slowest = max(range(len(texts)), key=lambda at: statistics.median(took[at :: len(texts)]))
    median = statistics.median(took[slowest :: len(texts)])
    what = f"keystroke → list, slowest: {asked[slowest].kind}"
    yield Row(where, what, 0, median, SOON, "ms")


def table(rows: Sequence[Row]) -> str:
    """Returns the rows as Markdown."""
    lines = ["| where | what | files | cost | packed | goal | |", "|---|---|--:|--:|--:|--:|---|"]
    lines += [
        f"| {row.where} | {row.what} | {row.files or ''} | {row.cost:,.0f} {row.unit} |"
        f" {f'{row.packed:,.0f}' if row.packed else ''} |"
        f" {row.most:,.0f} | {'' if row.passed else '**above**'} |"
        for row in rows
    ]
    return "\n".join(lines)


def build(folder: Path, number: int) -> Path:
    """Builds an archive of briefs with natural words.

    Raises:
        RuntimeError: If it cannot be built.
    """
    project = make_project(folder / "project", {})
    shutil.copytree(ROOT / "registry", project / "registry")
    config = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    config = with_search(config, "pagefind", has_setting=True)
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False), "utf-8")
    write_briefs(project / "briefs", number, speech=NATURAL)
    run = run_mkdocs(project, "--quiet")
    if run.code:
        raise RuntimeError(run.output[-2000:])
    return run.site


def conditions(number: int | None) -> str:
    """Returns the conditions of the measurement."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("pagefind", "mkdocs"))
    size = f"{number:,} briefs, " if number else ""
    return f"{size}{cores()} cores, Python {platform.python_version()}, {packages}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; returns 1 if a goal was missed."""
    parser = argparse.ArgumentParser("benchmarks.search_bytes", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=BRIEFS, help="number of briefs")
    parser.add_argument(
        "--site", type=Path, help="a site that is already built, with natural words"
    )
    parser.add_argument("--keep", type=Path, help="folder to build in, which is kept")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="search-bytes-") as name, reader.browser() as chromium:
        site = chosen.site or build(chosen.keep or Path(name), chosen.number)
        rows = measure(chromium, site, queries(sentence_of(site)))
        print(conditions(None if chosen.site else chosen.number), f"Chromium {chromium.version}")
    print(table(rows))
    missed = [row for row in rows if not row.passed]
    print(f"{len(missed)} of {len(rows)} above their goal")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
