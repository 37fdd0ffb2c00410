"""Judged queries find their answers: see ``relevance.yml``."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from benchmarks.relevance import (
    CORPUS,
    PAGEFIND,
    asking,
    judge,
    read_judged,
    score,
)
from tests.support.sites import Run


def test_over_the_own_briefs(browser: Browser, example: Run) -> None:
    with asking(browser, example.site, PAGEFIND) as ask:
        outcomes = judge(ask, read_judged("own"))
    assert not [one.judged.query for one in outcomes if not one.count]
    assert score(outcomes) >= 0.85, [one for one in outcomes if one.rank != 1]


def test_over_the_development_corpus(browser: Browser, request: pytest.FixtureRequest) -> None:
    """Where the corpus is; elsewhere the set must at least be large and well formed."""
    queries = read_judged("corpus")
    assert len({one.query for one in queries}) >= 60
    assert all(one.pages for one in queries)
    if not CORPUS.is_dir():
        return
    run: Run = request.getfixturevalue("real")
    with asking(browser, run.site, PAGEFIND) as ask:
        outcomes = judge(ask, queries)
    assert not [one.judged.query for one in outcomes if not one.count]
    assert score(outcomes) >= 0.85, [one for one in outcomes if one.rank != 1]
