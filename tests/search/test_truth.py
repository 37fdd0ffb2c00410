"""Counts are true: they are those of an independent reading of front matter and text."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from archive.build.archive import read_sources
from archive.core.settings import Settings
from archive.resolve.graph import Graph
from tests.conftest import CORPUS
from tests.support.independent import ReadBrief, fold, has_phrase, read_all
from tests.support.server import serve
from tests.support.sites import EXAMPLE, Run

Ask = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
"""Runs queries, each with filters; returns the totals and the addresses of the briefs."""

RUN = """async ({ base, asked }) => {
  const { emptyState, loadEngine } = await import(new URL("assets/javascripts/search.js", base));
  const search = (window.archiveSearch ??= loadEngine(new URL(base)));
  const run = async ({ facets = {}, all = [], ...given }) => {
    const empty = emptyState();
    const state = { ...empty, ...given, facets: { ...empty.facets, ...facets }, all: new Set(all) };
    const found = await search.run(state);
    return { total: found.total, others: found.others, loose: found.loose.length };
  };
  const found = [];
  for (const one of asked) found.push(await run(one));
  return found;
}"""
"""In one page, so that its index is loaded once."""

ENGLISH = {"who", "us", "it", "is", "in", "so", "car", "world", "global", "worldwide", "island"}
ENGLISH |= {"bad", "bid", "bird"}  # also acronyms of banks in other languages


@contextmanager
def asking(browser: Browser, site: Path) -> Iterator[Ask]:
    with serve(site) as base:
        page = browser.new_page()
        page.goto(base + "about/")
        yield lambda asked: page.evaluate(RUN, {"base": base, "asked": asked})
        page.close()


def forms(name: str) -> list[str]:
    """Spellings of a name: none may change a count, but those that make it an English word."""
    return [name] if fold(name) in ENGLISH else [name, name.lower(), name.upper(), name.title()]


def check_actors(ask: Ask, graph: Graph, briefs: list[ReadBrief], number: int) -> None:
    """Asks for actors by each of their names, in every case."""
    queries: list[tuple[str, int]] = []
    entities = sorted(
        (one for one in graph.entities.values() if graph.has_page(one.id)),
        key=lambda one: -graph.count(one.id),
    )
    for entity in entities:
        if entity.kind not in ("country", "organization", "person"):
            continue
        own = [entity.label, entity.name, *entity.aliases, getattr(entity.details, "acronym", "")]
        other = [entity.official, *(name for _, name in entity.names)]
        names = [name for name in dict.fromkeys([*own, *other]) if name]
        folded = set(map(fold, names))
        plain = [one for one in names if len(fold(one)) > 2 and fold(one) not in ENGLISH]
        written = [one for one in names if one not in plain and one.isupper()]
        expected = sum(
            bool(folded & brief.actors)
            or any(map(brief.names, plain))
            or any(brief.writes(name.replace(".", "")) for name in written)
            for brief in briefs
        )
        queries += ((form, expected) for name in own if name for form in forms(name))
    chosen = dict(queries)
    picked = random.Random(1).sample(sorted(chosen), min(number, len(chosen)))
    found = ask([{"q": query} for query in picked])
    wrong = [
        (query, one["total"], chosen[query])
        for query, one in zip(picked, found, strict=True)
        if one["total"] != chosen[query]
    ]
    assert len(picked) >= min(number, 40)
    assert not wrong, wrong


def check_phrases(ask: Ask, briefs: list[ReadBrief], number: int) -> None:
    """Asks for words that follow each other in a brief, and for the same in another order."""
    pick = random.Random(2)
    phrases: list[str] = []
    while len(phrases) < number:
        words = re.findall(r"[A-Za-z]+(?= )", pick.choice(briefs).text)
        at = pick.randrange(max(1, len(words) - 4))
        phrase = " ".join(words[at : at + pick.choice((2, 2, 3, 4))])
        if len(phrase) > 6 and " " in phrase:
            phrases += [phrase, " ".join(reversed(phrase.split()))]
    found = ask([{"q": f'"{phrase}"'} for phrase in phrases])
    wrong = [
        (phrase, one["total"], expected)
        for phrase, one in zip(phrases, found, strict=True)
        if one["total"] != (expected := sum(has_phrase(one.text, phrase) for one in briefs))
    ]
    assert not wrong, wrong
    assert any(one["total"] for one in found)


def check_filters(ask: Ask, graph: Graph, briefs: list[ReadBrief], number: int) -> None:
    """Asks for combinations of countries, any or all of them, and of days."""
    by_url = {one.url: one for one in briefs}
    counted = sorted(graph.entities.values(), key=lambda one: -graph.count(one.id))
    countries = [one for one in counted if one.kind == "country"][:6]
    pick = random.Random(3)
    asked, expected = [], []
    pairs = list(itertools.combinations(countries, 2))
    for turn in range(number):
        pair = pairs[turn % len(pairs)]
        days = sorted(pick.choice(briefs).day for _ in range(2))
        is_all = bool(turn % 2)
        dates = {"from": days[0], "to": days[1]} if turn % 3 else {}
        asked.append(
            {
                "facets": {"country": [one.label for one in pair]},
                "all": ["country"] if is_all else [],
                **dates,
            }
        )
        named = [set(map(fold, (one.label, one.name, one.official, *one.aliases))) for one in pair]
        expected.append(
            sum(
                (all if is_all else any)(bool(names & brief.actors) for names in named)
                and (not dates or days[0] <= brief.day <= days[1])
                for brief in by_url.values()
            )
        )
    assert [one["total"] for one in ask(asked)] == expected
    assert len(set(expected)) > 2


@pytest.fixture(scope="module")
def ask(browser: Browser, example: Run) -> Iterator[Ask]:
    with asking(browser, example.site) as asked:
        yield asked


def test_actors_of_the_example(ask: Ask, example_graph: Graph) -> None:
    check_actors(ask, example_graph, read_all(EXAMPLE / "briefs"), 60)


def test_phrases_of_the_example(ask: Ask) -> None:
    check_phrases(ask, read_all(EXAMPLE / "briefs"), 40)


def test_filters_of_the_example(ask: Ask, example_graph: Graph) -> None:
    check_filters(ask, example_graph, read_all(EXAMPLE / "briefs"), 20)


@pytest.mark.long
def test_counts_of_the_development_corpus(browser: Browser, real: Run) -> None:
    graph = read_sources(real.site.parent, Settings()).graph
    briefs = read_all(CORPUS)
    with asking(browser, real.site) as asked:
        check_actors(asked, graph, briefs, 120)
        check_phrases(asked, briefs, 40)
        check_filters(asked, graph, briefs, 20)
