"""The index kept in shards is the index that Pagefind would make at once."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from archive.search import cbor, merge, shards
from archive.search.pack import Stem
from archive.search.shards import assign, index_shards, place
from tests.support.server import serve
from tests.support.sites import ROOT

WORDS = "india trade summit border water treaty rail grain visa court observer naïve café".split()


SCRIPTS = ROOT / "docs" / "assets" / "javascripts" / "search"
ASK = """async (queries) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.options({ noWorker: true });
  NARROW
  const shown = (results) => Promise.all(results.map(async (result) =>
    [await urlOf(result), Math.round(result.score * 1000)])).then((all) => all.sort());
  const found = {};
  for (const query of queries) {
    found[query] = {
      all: await shown((await narrow(query, [], "", "")).results),
      india: await shown((await narrow(query, ["India", "Kyrgyzstan, the"], "", "")).results),
      ranged: await shown((await narrow(query, [], "2013-02-03", "2019-11-30")).results),
      both: await shown((await narrow(query, ["Iran"], "2013-02-03", "2019-11-30")).results),
      countries: Object.fromEntries(
        Object.entries((await narrow(query, [], "", "")).counts).filter(([, number]) => number),
      ),
    };
  }
  return found;
}"""
ONE = """
  const urlOf = async ({ data }) => (await data()).url;
  const { day: days } = await pagefind.filters();
  const narrow = async (query, countries, from, to) => {
    const within = Object.keys(days).filter((day) => day >= from && day <= to);
    const filters = {};
    if (countries.length) filters.country = { any: countries };
    if (from) filters.day = { any: within };
    const { results, filters: counts } = await pagefind.search(query, { filters });
    return { results, counts: counts.country };
  };
"""
"""Pagefind's own index, narrowed by its own filters."""
MANY = """
  const { readPage } = await import("/files.js");
  const base = new URL("/", window.location);
  const urls = new Map();
  const urlOf = async ({ id }) => {
    if (!urls.has(id)) urls.set(id, (await readPage(id, base)).url);
    return urls.get(id);
  };
  const { loadTable } = await import("/table.js");
  const table = await loadTable(new URL("/pagefind/", window.location));
  const narrow = async (query, country, from, to) => {
    const { results } = await pagefind.search(query);
    const found = table.narrow(results, { facets: { country }, from, to });
    return { results: found.results, counts: found.counts.country };
  };
"""


def documents(count: int) -> dict[str, str]:
    found = {}
    for number in range(count):
        pick = random.Random(number)
        text = " ".join(pick.choice(WORDS) for _ in range(pick.randint(5, 60)))
        day = f"20{pick.randint(10, 24)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
        country = pick.choice(["India", "Iran", "Kyrgyzstan, the"])
        found[f"briefs/b-{number}/"] = (
            f'<html lang="en"><head><meta data-pagefind-filter="country[content]" '
            f'content="{country}"><meta data-pagefind-filter="day[content]" content="{day}">'
            f'</head><body data-pagefind-body><h1 data-pagefind-meta="title">Number {number} '
            f"{pick.choice(WORDS)}</h1><p>{text}</p></body></html>"
        )
    return found


def keep(docs: dict[str, str], cache: Path, target: Path) -> tuple[shards.Made, list[str]]:
    log = cache.parent / "asked"
    log.unlink(missing_ok=True)

    def load(url: str) -> str:
        with log.open("a") as file:  # it is asked in other processes
            file.write(f"{url}\n")
        return docs[url]

    digests = {url: hashlib.sha256(text.encode()).hexdigest() for url, text in docs.items()}
    report = index_shards(digests, load, cache, 2)
    place(report.files, target / "pagefind")
    return report, log.read_text().split() if log.exists() else []


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "PAGES_A_SHARD", 20)


@pytest.mark.long
@pytest.mark.usefixtures("_small")
def test_shards_answer_as_one_index(browser: Browser, tmp_path: Path) -> None:
    docs = documents(120)
    report, _ = keep(docs, tmp_path / "cache", tmp_path / "many")
    assert report.shards == 8
    for url, text in docs.items():
        file = tmp_path / "one" / url / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--silent", "--site", str(tmp_path / "one")], check=True
    )
    for script in ("table.js", "files.js", "cbor.js"):
        shutil.copy(SCRIPTS / script, tmp_path / "many")
    queries = [*WORDS, "india water", "naive", "tr", "nothing-of-it", "number 7"]
    answers = []
    for name, script in (("one", ONE), ("many", MANY)):
        (tmp_path / name / "index.html").write_text('<html lang="en"><title>x</title>', "utf-8")
        with serve(tmp_path / name) as url:
            page = browser.new_page()
            page.goto(url)
            answers.append(page.evaluate(ASK.replace("NARROW", script), queries))
            page.close()
    assert answers[0] == answers[1]
    assert len(answers[0]["india"]["all"]) > 20
    some = answers[0]["india"]
    assert 0 < len(some["india"]) < len(some["all"])
    assert 0 < len(some["ranged"]) < len(some["all"])
    assert sum(some["countries"].values()) == len(some["all"])


@pytest.mark.usefixtures("_small")
def test_an_edit_indexes_one_shard_and_equals_a_clean_index(tmp_path: Path) -> None:
    docs = documents(120)
    keep(docs, tmp_path / "cache", tmp_path / "site")
    report, asked = keep(docs, tmp_path / "cache", tmp_path / "site")
    assert (report.indexed, asked) == (0, [])
    assert place(report.files, tmp_path / "site" / "pagefind") == 0
    url = "briefs/b-7/"
    docs[url] = docs[url].replace("<p>", "<p>ratatouille ")
    report, asked = keep(docs, tmp_path / "cache", tmp_path / "site")
    assert report.indexed == 1
    assert url in asked
    assert len(asked) < 40
    del docs["briefs/b-9/"]
    keep(docs, tmp_path / "cache", tmp_path / "site")
    keep(docs, tmp_path / "clean-cache", tmp_path / "clean")
    assert files(tmp_path / "site") == files(tmp_path / "clean")


@pytest.mark.usefixtures("_small")
def test_an_edit_joins_only_words_that_begin_as_changed_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge, "LEAST_CUT", 1)
    made: list[object] = []
    whole = merge._pieces

    def counted(parts: Sequence[tuple[int, Stem]]) -> merge.Pieces:
        made.append(parts)
        return whole(parts)

    monkeypatch.setattr(merge, "_pieces", counted)
    docs = documents(120)
    keep(docs, tmp_path / "cache", tmp_path / "site")
    first = len(made)
    docs["briefs/b-7/"] = docs["briefs/b-7/"].replace("</p>", " ratatouille</p>")
    keep(docs, tmp_path / "cache", tmp_path / "site")
    assert first > 5
    assert 0 < len(made) - first < first / 2
    keep(docs, tmp_path / "clean-cache", tmp_path / "clean")
    assert files(tmp_path / "site") == files(tmp_path / "clean")


@pytest.mark.usefixtures("_small")
def test_a_damaged_cache_is_rebuilt(tmp_path: Path) -> None:
    docs = documents(60)
    keep(docs, tmp_path / "cache", tmp_path / "site")
    whole = files(tmp_path / "site")
    for file in [*(tmp_path / "cache").glob("*"), *(tmp_path / "cache" / "files").glob("*")]:
        if file.is_file():
            data = file.read_bytes()
            file.write_bytes(data[:40] + b"\x00spoilt" + data[47:])
    shutil.rmtree(tmp_path / "site")
    report, _ = keep(docs, tmp_path / "cache", tmp_path / "site")
    assert report.indexed == report.shards
    assert files(tmp_path / "site") == whole


def test_pages_stay_in_their_shards() -> None:
    urls = [f"briefs/{number}/" for number in range(1900)]
    before = assign(urls)
    after = assign([*urls, "briefs/new/"])
    assert sum(one != two for one, two in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize("value", [0, 23, 24, 255, 70_000, -1, -500, "é", [1, ["a", []]]])
def test_cbor_there_and_back(value: cbor.Value) -> None:
    data = cbor.write(value)
    assert cbor.read(data) == (value, len(data))
