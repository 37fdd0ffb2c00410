"""The export for search servers fits its own mappings; the settings choose the search."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from archive.search import export
from tests.support.sites import ROOT, Run, build_site, make_project, run_mkdocs

JSON_TYPES = {"keyword": (str,), "text": (str,), "date": (int,)}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("export") / "project", {})
    for name in ("briefs", "registry"):
        shutil.copytree(ROOT / name, project / name)
    run = run_mkdocs(project, ARCHIVE_SEARCH_EXPORT="1")
    assert run.code == 0, run.output
    return run.site / export.FOLDER


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
    assert len(lines) == len(list((ROOT / "briefs").rglob("*.md")))
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
    assert all(json.loads(line)["index"]["_index"] == export.INDEX for line in bulk[::2])


def test_material_is_not_shipped_beside_pagefind(example: Run) -> None:
    assert not (example.site / "search" / "search_index.json").exists()
    assert not list(example.site.glob("assets/javascripts/workers/*"))
    for url in ("", "about/", "search/"):
        assert "assets/javascripts/workers/" not in example.page(url)
        assert json.loads(config_of(example.page(url)))["search"] is None
    assert (example.site / "pagefind" / "pagefind-entry.json").is_file()
    assert 'rel="search"' in example.page("")
    assert "SearchAction" in example.page("")
    assert "?q={searchTerms}" in (example.site / "opensearch.xml").read_text("utf-8")


def test_material_stays_as_the_fallback(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    given = config.replace("  archive:\n", "  archive:\n    search: material\n")
    brief = (ROOT / "briefs/2009/georgia-leaves-cis.md").read_text("utf-8")
    brief = brief.replace("../2021/turkmenistan-neutrality.md", "https://example.org/")
    run = build_site(tmp_path / "p", {"mkdocs.yml": given, "briefs/2009/georgia.md": brief})
    assert run.code == 0, run.output
    assert (run.site / "search" / "search_index.json").is_file()
    assert not (run.site / "pagefind").exists()
    assert not (run.site / "assets/javascripts/search").exists()
    assert "archive-search" not in run.page("")
    told = json.loads(config_of(run.page("")))
    assert (run.site / told["search"]).is_file()
    assert "search.result.none" in told["translations"]


def test_an_unknown_search_is_an_error(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    given = config.replace("  archive:\n", "  archive:\n    search: pagefinder\n")
    run = build_site(tmp_path / "p", {"mkdocs.yml": given})
    assert run.code == 1
    assert "must be pagefind, material or none" in run.output
    assert 'did you mean "pagefind"' in run.output
