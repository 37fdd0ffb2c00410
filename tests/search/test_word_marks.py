"""An index without places: the same pages and weights, and a mark for each word."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from archive.search import cbor
from archive.search.marks import MOST, PLACES, PLAIN, mark_of, weight_of, write_weight
from archive.search.postings import Word, join_word, load_words, read_words, store_words
from archive.search.shards import index_shards, place
from tests.support.search_scripts import copy_search_scripts
from tests.support.server import serve
from tests.support.sites import ROOT

PLACED = st.lists(
    st.tuples(
        st.sampled_from([PLAIN, 12, 168, 144]),
        st.lists(st.integers(0, 70_000), min_size=1, max_size=30, unique=True),
    ),
    max_size=3,
)
"""Weights, and the places of each."""
PAGES = st.lists(
    st.tuples(st.integers(1, 70_000), PLACED, st.lists(st.integers(0, 300), max_size=3))
)


def as_written(placed: list[tuple[int, list[int]]]) -> list[cbor.Value]:
    """Places as Pagefind writes them."""
    found: list[cbor.Value] = []
    for weight, places in placed:
        ordered = sorted(places)
        steps = [now - before for before, now in itertools.pairwise([0, *ordered])]
        found += [-weight - 1, *steps]
    return found


def weight(placed: list[tuple[int, list[int]]]) -> int:
    return sum(weight * len(places) for weight, places in placed)


def places_of(written: list[int]) -> list[tuple[int, int]]:
    """Places as Pagefind reads them, each with its weight."""
    found, worth, place = [], 0, 0
    for number in written:
        if number < 0:
            worth, place = -number - 1, 0
        else:
            place += number
            found.append((place, worth))
    return found


@given(st.integers(0, 2 * MOST * PLACES), st.text(max_size=12))
def test_a_weight_is_written_as_places_of_one_mark(weight: int, word: str) -> None:
    written, _ = cbor.read(write_weight(weight, mark_of(word)))
    assert isinstance(written, list)
    found = places_of([int(str(number)) for number in written])
    assert sum(worth for _, worth in found) == min(weight, MOST * PLACES)
    assert all(0 < worth < 256 for _, worth in found)
    assert [place for place, _ in found] == [
        mark_of(word) * PLACES + at for at in range(len(found))
    ]


@given(PAGES.filter(bool))
def test_weights_stand_where_places_did(
    pages: list[tuple[int, list[tuple[int, list[int]]], list[int]]],
) -> None:
    written: cbor.Value = [
        [distance, as_written(placed), [-3, *fields] if fields else []]
        for distance, placed, fields in pages
    ]
    (word,) = read_words(cbor.write([[["trade", written, []]]]))
    (kept,) = load_words(store_words([word]))
    assert kept == word
    joined: Any = cbor.read(join_word([(0, kept)]))[0]
    text, found, spellings = joined
    assert (text, spellings) == ("trade", [])
    for (distance, placed, fields), (step, weights, beside) in zip(pages, found, strict=True):
        assert step == distance
        assert weight_of(cbor.write(weights)) == min(weight(placed), MOST * PLACES)
        assert {place // PLACES for place, _ in places_of(weights)} <= {mark_of("trade")}
        assert beside == ([-3, *[0] * len(fields)] if fields else [])


def test_an_accented_spelling_has_a_mark_of_its_own() -> None:
    data = cbor.write([[["naive", [[1, [-25, 4], []]], [["naïve", [[1, [-25, 9], []]]]]]]])
    (word,) = read_words(data)
    assert isinstance(word, Word)
    assert word.pages.weights != word.spellings[0][1].weights


def test_marks_of_words_of_a_corpus_seldom_meet() -> None:
    words = {f"{one}{two}" for one, two in itertools.product(range(300), "abcdefghij")}
    assert len({mark_of(word) for word in words}) > len(words) - 5


SCRIPTS = ROOT / "docs" / "assets" / "javascripts" / "search"
TEXT = (
    "Countries and the country's organizations, organizing stability; stations of the state hope,"
    " hoping for EU-funded abilities (disability) <b>Sao Tome</b>, São Tomé, dying skies, relying"
    " on U.S. security and secure constructors. Москва, “quoted” 2022; responsibilities, rulings."
)
QUERIES = {
    "country": {"Countries", "country's"},
    "organization": {"organizations,", "organizing"},
    "states": {"state"},
    "hopes": {"hope,", "hoping"},
    "EU": {"EU-funded"},
    "funding": {"EU-funded"},
    "ability": {"abilities"},
    "sao tome": {"Sao", "Tome,", "São", "Tomé,"},
    "die sky": {"dying", "skies,"},
    "rely": {"relying"},
    "US": {"U.S."},
    "securities": {"security", "secure"},
    "constructor": {"constructors."},
    "москва": {"Москва,"},
    "quote": {"“quoted”"},
    "responsible": {"responsibilities,"},
    "ruling": {"rulings."},
}
"""What is searched for, and the words of the text that are found."""


@pytest.fixture(scope="module")
def marked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """For each query the words of the text that the result shows as found."""
    folder = tmp_path_factory.mktemp("marks")
    html = f"<html><body data-pagefind-body><p>{TEXT}</p></body></html>"
    made = index_shards({"a/": ""}, lambda _: html, folder / "cache", 1)
    place(made.files, folder / "site" / "pagefind")
    copy_search_scripts(folder / "site")
    (folder / "site" / "index.html").write_text('<html lang="en"><title>x</title>', "utf-8")
    with serve(folder / "site") as url:
        page = browser.new_page()
        page.goto(url)
        found = page.evaluate(
            """async (queries) => {
              const { Engine } = await import("/search/engine.js");
              const { findMarks, marksOf } = await import("/search/marks.js");
              const engine = new Engine(new URL("/", window.location));
              await engine.load();
              const found = {};
              for (const query of queries) {
                const [result = { id: "", words: [] }] = (await engine.ask(query)).results;
                found[query] = [];
                if (!result.id) continue;
                const { words } = await engine.page(result.id);
                const marks = findMarks(words, marksOf(result), new Map());
                found[query] = words.filter((_, at) => marks[at] !== null);
              }
              return found;
            }""",
            list(QUERIES),
        )
        page.close()
    return {query: set(words) for query, words in found.items()}


@pytest.mark.parametrize("query", QUERIES)
def test_the_words_that_a_result_was_found_by(marked: dict[str, set[str]], query: str) -> None:
    assert marked[query] == QUERIES[query]


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page that can load the search's scripts."""
    with serve(SCRIPTS) as url:
        page = browser.new_page()
        page.goto(url + "marks.js")
        yield page
        page.close()


@settings(max_examples=50, deadline=None)
@given(words=st.lists(st.text(max_size=12), max_size=20))
def test_both_programs_make_the_same_marks(words: list[str], scripts: Page) -> None:
    script = """async (words) => {
      const { markOf } = await import("/marks.js");
      return words.map(markOf);
    }"""
    assert scripts.evaluate(script, words) == [mark_of(word) for word in words]
