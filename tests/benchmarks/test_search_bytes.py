"""The benchmark of downloads: its bytes, its queries, and the frequencies of its words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import natural, reader
from benchmarks.generate import NATURAL, write_briefs
from benchmarks.search_bytes import FIRST, NEXT, Query, Row, measure, table
from tests.support.sites import Run

ROWS_WITHOUT_BYTES = ("keystroke",)


@pytest.mark.long
def test_words_have_the_frequencies_of_real_texts(tmp_path: Path) -> None:
    write_briefs(tmp_path, 300, speech=NATURAL)
    texts = [file.read_text("utf-8").split() for file in tmp_path.rglob("*.md")]
    every = {word for text in texts for word in text}
    assert len(every) > 10_000
    different = sum(len(set(text)) for text in texts) / sum(map(len, texts))
    assert 0.35 < different < 0.6


def test_equal_seeds_give_equal_words() -> None:
    assert natural.sentence(random.Random(3), ["CSTO"]) == natural.sentence(
        random.Random(3), ["CSTO"]
    )
    words = natural.vocabulary()[0]
    assert len(set(words)) == natural.FORMS
    assert (words[400], words[40_000]) == ("firmers", "waprounss"), "in every process"


@pytest.mark.long
def test_bytes_are_those_of_the_files(browser: Browser, example: Run) -> None:
    with reader.counting(example.site) as (base, counter):
        page = browser.new_page()
        page.goto(base + "about/")
        reader.wait(page, counter)
        sent = counter.take()
        page.close()
    assert len(sent) > 5
    assert sent["/about/"] == (example.site / "about" / "index.html").stat().st_size
    assert all(
        size == (example.site / path.strip("/")).stat().st_size
        for path, size in sent.items()
        if not path.endswith("/")
    )
    assert counter.take() == {}


@pytest.mark.long
def test_a_small_archive_reaches_the_goals_on_bytes(browser: Browser, example: Run) -> None:
    """Only bytes: times depend on the load of the machine."""
    asked = (
        Query("two usual words", "observer summit"),
        Query("an acronym", "TRWC"),
        Query("a phrase", '"observer or partner status"'),
    )
    rows = measure(browser, example.site, asked)
    assert {row.where for row in rows} == {"dialog", "page with facets"}
    weighed = [row for row in rows if not row.what.startswith(ROWS_WITHOUT_BYTES)]
    assert [row.what for row in weighed if row.most == FIRST] == [
        "first: two usual words",
        "first: a phrase",
        "the page opened, newest first",
        "first: two usual words",
        "an address with two usual words",
    ]
    assert {row.most for row in weighed} == {FIRST, NEXT, FIRST + 14 * NEXT}
    assert all(row.packed <= row.cost for row in weighed)
    first = next(row for row in weighed if row.what.startswith("first"))
    assert first.files > 10
    assert first.cost > 90_000, "Pagefind's own script and program alone are so large"
    assert [row for row in weighed if not row.passed] == []


def test_the_table_marks_missed_goals() -> None:
    lines = table([Row("a", "b", 1, 9, 10), Row("a", "c", 0, 11, 10, "ms")]).splitlines()
    assert "above" not in lines[2]
    assert lines[3].endswith("**above** |")
