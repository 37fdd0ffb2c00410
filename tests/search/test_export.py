"""The export for search servers fits its own mappings; the settings choose the search."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archive.outputs import search_export
from tests.support.sites import (
    EXAMPLE,
    Run,
    brief,
    make_example,
    make_project,
    run_mkdocs,
    set_option,
)

JSON_TYPES = {"keyword": (str,), "text": (str,), "date": (int,)}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_example(tmp_path_factory.mktemp("export") / "project")
    run = run_mkdocs(project, ARCHIVE_SEARCH_EXPORT="1")
    assert run.code == 0, run.output
    return run.site / search_export.FOLDER


def config_of(page: str) -> str:
    """What Material's scripts are told on a page."""
    found = re.search(r'<script id="__config" type="application/json">(.*?)</script>', page)
    assert found
    return found[1]


def test_documents_fit_the_mapping(exported: Path) -> None:
    properties = json.loads((exported / "mapping.json").read_text("utf-8"))["mappings"][
        "properties"
    ]
    fields = json.loads((exported / "typesense.json").read_text("utf-8"))["fields"]
    typesense = {field["name"]: field["type"] for field in fields}
    lines = (exported / "documents.ndjson").read_text("utf-8").splitlines()
    texts = [file.read_text("utf-8") for file in (EXAMPLE / "briefs").rglob("*.md")]
    assert len(lines) == sum(not re.search("\n(draft|withdrawn):", one) for one in texts) > 15
    for line in lines:
        record = json.loads(line)
        assert set(record) == set(properties) == {*typesense, "id"}
        for name, value in record.items():
            values = value if isinstance(value, list) else [value]
            assert all(isinstance(one, JSON_TYPES[properties[name]["type"]]) for one in values)
            if name != "id":
                assert isinstance(value, list) == typesense[name].endswith("[]")
    bulk = (exported / "bulk.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in bulk[1::2]] == [json.loads(line) for line in lines]
    assert all(json.loads(line)["index"]["_index"] == search_export.INDEX for line in bulk[::2])


def test_material_search_is_not_shipped_next_to_pagefind(example: Run) -> None:
    assert not (example.site / "search" / "search_index.json").exists()
    assert not list(example.site.glob("assets/javascripts/workers/*"))
    for url in ("", "about/", "search/"):
        assert "assets/javascripts/workers/" not in example.page(url)
        assert json.loads(config_of(example.page(url)))["search"] is None
    assert (example.site / "pagefind" / "pages" / "pagefind-entry.json").is_file()
    assert 'rel="search"' in example.page("")
    assert "SearchAction" in example.page("")
    assert "?q={searchTerms}" in (example.site / "opensearch.xml").read_text("utf-8")


@pytest.mark.long
def test_material_stays_as_the_fallback(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {"briefs/2009/georgia.md": brief(actors="Georgia, CIS")})
    set_option(project, "search", "material")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert (run.site / "search" / "search_index.json").is_file()
    assert not (run.site / "pagefind").exists()
    assert not (run.site / "assets/javascripts/search").exists()
    assert "archive-search" not in run.page("")
    told = json.loads(config_of(run.page("")))
    assert (run.site / told["search"]).is_file()
    assert "search.result.none" in told["translations"]


def test_an_unknown_search_is_an_error(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {})
    set_option(project, "search", "pagefinder")
    run = run_mkdocs(project)
    assert run.code == 1
    assert "must be pagefind, material or none" in run.output
    assert 'did you mean "pagefind"' in run.output
