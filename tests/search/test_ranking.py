"""What is on very many pages is found and ranked as Pagefind does it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from archive.search import shards
from archive.search.shards import index_shards, place
from tests.support.search_scripts import copy_search_scripts
from tests.support.server import serve

WORDS = Path(__file__).with_name("stems.txt").read_text("utf-8").split()
"""Words of the development corpus, some for each rule of the stemmer."""
OPEN = """
  const { Engine } = await import("/search/engine.js");
  const { Ranking } = await import("/search/ranking.js");
  const { readEntry } = await import("/search/files.js");
  const { markOf, marksOf } = await import("/search/marks.js");
  const { stem } = await import("/search/stem.js");
  const engine = new Engine(new URL("/", window.location));
  await engine.load();
  const folder = new URL("/pagefind/", window.location);
"""
COMPARE = (
    f"async ([queries, few]) => {{{OPEN}"
    """
  engine.ranking = new Ranking(folder, await readEntry(folder), engine.weights, few);
  const told = ({ id, score, words }) => [id, [...marksOf({ words })].sort().join(" "), score];
  const found = {};
  for (const query of queries) {
    const ranked = await engine.rank(query);
    // It also finds words of files that it has downloaded for another query.
    const fresh = new Engine(engine.base);
    await fresh.load();
    const { results } = await fresh.pagefind.search(query);
    found[query] = [ranked && ranked.results.map(told).sort(), results.map(told).sort()];
  }
  return found;
}"""
)
STEMS = (
    f"async (words) => {{{OPEN}"
    """
  const found = {};
  for (const word of words) {
    const { results } = await engine.pagefind.search(`"${word}"`);
    const marks = new Set(results.flatMap((result) => [...marksOf(result)]));
    found[word] = marks.size === 1 && marks.has(markOf(stem(word)));
  }
  return found;
}"""
)
EXACT = [f'"{word}"' for word in ("states", "organization", "early", "2022")]
PLAIN = ["states", "organization", "organ", "countries", "2022", "states 2022", "inter"]
UNPLAIN = ["naïve", "states states", "state states", "nothingofit", "eu-funded", '"states 2022"']


def page(number: int) -> str:
    """A page with words in its text, a heading, its title and its names."""
    chance = random.Random(number)
    some = [*WORDS, "states", "state", "states’", "statement", "countries", "EU-funded", "naïve"]

    def text(most: int) -> str:
        common = ["states", "organization", "2022"]
        pool = [chance.choice(common if chance.random() < 0.3 else some) for _ in range(most)]
        return " ".join(pool)

    body = f"<p>{text(chance.randint(1, 120))}</p><h2>{text(3)}</h2><p>{text(40)}</p>"
    return document(text(3), text(4), body)


def document(names: str, title: str, body: str) -> str:
    return (
        f'<html lang="en"><head><meta data-pagefind-meta="names[content]" content="{names}">'
        f'<meta data-pagefind-meta="date[content]" content="2022"></head>'
        f'<body data-pagefind-body><h1 data-pagefind-meta="title">{title}</h1>{body}</body></html>'
    )


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of a site with an index."""
    folder = tmp_path_factory.mktemp("ranking")
    html = {f"briefs/b-{number}/": page(number) for number in range(150)}
    html["briefs/all/"] = document("–", "All", f"<p>{' '.join(WORDS)}</p>")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "PAGES_A_SHARD", 60)
        made = index_shards(dict.fromkeys(html, ""), html.__getitem__, folder / "cache", 1)
    place(made.files, folder / "site" / "pagefind")
    copy_search_scripts(folder / "site")
    (folder / "site" / "index.html").write_text('<html lang="en"><title>x</title>', "utf-8")
    with serve(folder / "site") as url:
        tab = browser.new_page()
        tab.goto(url)
        yield tab
        tab.close()


@pytest.mark.long
def test_pages_scores_and_words_are_those_of_pagefind(opened: Page) -> None:
    chance = random.Random("queries")
    queries = [*PLAIN, *EXACT, *WORDS[::9]]
    queries += [" ".join(chance.sample(WORDS, 2)) for _ in range(30)]
    queries += [f"states {word}" for word in WORDS[::20]]
    found: dict[str, Any] = opened.evaluate(COMPARE, [queries, 0])
    ranked = 0
    for query, (ours, theirs) in found.items():
        if ours is not None:
            assert [one[:2] for one in ours] == [one[:2] for one in theirs], query
            scores = pytest.approx([score for *_, score in theirs], rel=1e-4)
            assert [score for *_, score in ours] == scores, query
            ranked += bool(ours)
    assert ranked > len(queries) / 2
    assert all(found[query][0] for query in (*PLAIN, *EXACT))


def test_other_queries_are_left_to_pagefind(opened: Page) -> None:
    found = opened.evaluate(COMPARE, [UNPLAIN, 0])
    assert {query for query, (ours, _) in found.items() if ours is not None} == set()
    found = opened.evaluate(COMPARE, [PLAIN, 2_000_000])
    assert {query for query, (ours, _) in found.items() if ours is not None} == set()


@pytest.mark.parametrize("at", range(4))
def test_stems_are_those_of_pagefind(opened: Page, at: int) -> None:
    found = opened.evaluate(STEMS, WORDS[at::4])
    assert {word for word, same in found.items() if not same} == set()
