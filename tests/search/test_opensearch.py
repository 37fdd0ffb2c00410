"""The same search page over a server: one setting, and nothing else changes for a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.opensearch import Record, search_server
from tests.support.server import serve
from tests.support.sites import Run, make_example, run_mkdocs, set_option

RESULT = "ol.archive-search__list > li"
Served = tuple[Run, str, str, list[Record]]
"""The site, its address, the server's origin, and the requests that the server got."""

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with search_server() as (origin, records, asked):
        project = make_example(tmp_path_factory.mktemp("server") / "project")
        set_option(project, "search", f"{{engine: opensearch, url: {origin}/briefs/}}")
        run = run_mkdocs(project, ARCHIVE_SEARCH_EXPORT="1")
        assert run.code == 0, run.output
        lines = (run.site / "search-export/documents.ndjson").read_text("utf-8").splitlines()
        records += map(json.loads, lines)
        with serve(run.site, strict=True) as address:
            yield run, address, origin, asked


def status(page: Page) -> str:
    told = page.locator(".archive-search__status")
    expect(told).not_to_be_empty()
    return told.inner_text()


def test_the_site_has_no_index_and_may_connect_to_the_server_alone(served: Served) -> None:
    run, _, origin, _ = served
    assert not (run.site / "pagefind").exists()
    assert (run.site / "search/table.dat").is_file()
    wanted = f"connect-src 'self' {origin};"
    assert wanted in run.page("search")
    assert wanted in run.page("briefs/2022/india-request")
    for name in ("_headers", ".htaccess", ".nginx.conf"):
        assert wanted in (run.site / name).read_text("utf-8")


def test_counts_filters_and_results_are_those_of_pagefind(
    browser: Browser, served: Served, example: Run
) -> None:
    _, address, _, asked = served
    queries = (
        "trwc",
        "india",
        '"observer or partner status"',
        "trwc -india",
        "Kazakhstan OR China",
        "?country=India&country=Russia&all=country",
        "?q=trwc&country=India&from=2010-01-01",
        "?organization=-",
    )
    with serve(example.site, strict=True) as own:
        for query in queries:
            told = []
            for base in (address, own):
                page = browser.new_page()
                page.goto(f"{base}search/{query if query[0] == '?' else f'?q={query}&type=Brief'}")
                told.append(status(page).partition(" and ")[0])
                keys = page.locator("[data-facet-key^='country=']").all()
                rows = {str(key.get_attribute("data-facet-key")) for key in keys}
                told.append(str(sorted(rows)))
                page.close()
            assert told[:2] == told[2:], query
    assert all(one["track_total_hits"] for one in asked)


def test_a_result_is_a_heading_with_a_link_and_an_excerpt(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served[1] + "search/?q=lighter")
    status(page)
    link = page.locator(f"{RESULT} > h2 > a").first
    expect(link).to_have_attribute("href", "/briefs/2022/india-request/")
    expect(page.locator(f"{RESULT} mark").first).to_be_visible()
    page.close()


def test_a_server_that_fails_is_told(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.route("**/_search", lambda route: route.fulfill(status=503))
    page.goto(served[1] + "search/?q=boat")
    expect(page.locator(".archive-search__status")).to_contain_text("Check your connection.")
    page.unroute("**/_search")
    page.get_by_role("searchbox", name="Search the archive").fill("boat ")
    expect(page.locator(".archive-search__status")).to_contain_text("brief")
    page.close()
