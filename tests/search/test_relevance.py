"""Judged queries find their answers: see ``relevance.yml``."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from benchmarks.relevance import PAGEFIND, asking, judge, read_judged, score
from tests.support.sites import Run


@pytest.mark.long
def test_over_the_example(browser: Browser, example: Run) -> None:
    with asking(browser, example.site, PAGEFIND) as ask:
        outcomes = judge(ask, read_judged("example"))
    assert len(outcomes) > 20
    assert not [one.judged.query for one in outcomes if not one.count]
    assert score(outcomes) >= 0.85, [one for one in outcomes if one.rank != 1]


def test_the_corpus_has_many_queries_with_expected_results() -> None:
    queries = read_judged("corpus")
    assert len({one.query for one in queries}) >= 60
    assert all(one.pages for one in queries)


@pytest.mark.long
def test_over_the_development_corpus(browser: Browser, real: Run) -> None:
    with asking(browser, real.site, PAGEFIND) as ask:
        outcomes = judge(ask, read_judged("corpus"))
    assert not [one.judged.query for one in outcomes if not one.count]
    assert score(outcomes) >= 0.85, [one for one in outcomes if one.rank != 1]
