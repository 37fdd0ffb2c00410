"""Undocumented details of Material that the program relies on; see ``private_details``."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import mkdocs.plugins
import pytest
import yaml
from mkdocs.utils import get_theme_dir

from archive.lib.digest import digest
from archive.mkdocs_adapter import material_search
from archive.outputs.material_search import SearchEntry
from archive.prose.sanitize import safe_id
from tests.support.sites import ROOT

THEIRS = Path(get_theme_dir("material"))
OURS = ROOT / "hooks" / "theme"
BASE = (THEIRS / "base.html").read_text("utf-8")
MAIN = (OURS / "main.html").read_text("utf-8")
_BLOCK = re.compile(r"\{%-?\s*block (\w+)\s*-?%\}")


def block(name: str) -> str:
    """Returns the text of a block of Material's page, up to the end of the first inner block."""
    found = re.search(rf"\{{% block {name} %\}}(.*?)\{{% endblock %\}}", BASE, re.DOTALL)
    assert found
    return found[1]


def test_every_overridden_block_exists() -> None:
    assert set(_BLOCK.findall(MAIN)) <= set(_BLOCK.findall(BASE))
    assert '{% extends "base.html" %}' in MAIN
    assert '{% extends "base.html" %}' in (THEIRS / "main.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("site_meta", "85fa5b46"),
        ("htmltitle", "949b63c6"),
        ("config", "c51fa343"),
        ("container", "24d294c9"),
        ("content", "37fc20e4"),
        ("header", "d6b99d11"),
        ("footer", "2205831d"),
    ],
)
def test_an_overridden_block_has_not_changed(name: str, known: str) -> None:
    text = re.sub(r"mkdocs-material-[\d.]+|\.[0-9a-f]{8}\.min", "", block(name))
    assert digest(" ".join(text.split()))[:8] == known, (
        f"compare the block {name} of Material's base.html with hooks/theme/main.html"
    )


def test_the_head_begins_with_the_charset() -> None:
    assert re.search(r'<head>\s*\{% block site_meta %\}\s*<meta charset="utf-8">', BASE)


def test_every_included_template_exists() -> None:
    names = {
        name
        for file in OURS.rglob("*.html")
        for name in re.findall(r'include "([^"]+)"', file.read_text("utf-8"))
    }
    theirs = {name for name in names if not (OURS / name).exists()}
    assert theirs == {
        "partials/palette.html",
        "partials/javascripts/palette.html",
        "partials/search.html",
        ".icons/material/magnify.svg",
    }
    assert all((THEIRS / name).is_file() for name in theirs)


def test_every_requested_word_exists() -> None:
    words = set(re.findall(r'lang\.t\("([^"]+)"\)', MAIN))
    english = (THEIRS / "partials/languages/en.html").read_text("utf-8")
    assert words
    assert all(f'"{word}":' in english for word in words)
    assert '{% import "partials/language.html" as lang with context %}' in BASE


def test_scripts_get_the_same_configuration_keys() -> None:
    theirs = set(re.findall(r'^\s*"([\w.]+)":', block("config"), re.MULTILINE))
    ours = set(re.findall(r'^"([\w.]+)":', MAIN, re.MULTILINE))
    assert theirs - ours == {one for one in theirs if one.startswith("search.result.")}
    assert ours <= theirs


def test_inline_scripts_are_constant() -> None:
    """Only the path to the root differs between pages: their hashes are known in advance."""
    inline = re.compile(r"<script(?![^>]*\b(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
    inserted = {
        insertion
        for file in [THEIRS / "base.html", *(THEIRS / "partials/javascripts").glob("*.html")]
        for script in inline.findall(file.read_text("utf-8"))
        for insertion in re.findall(r"\{\{ (.*?) \}\}", script)
    }
    assert inserted == {"config.extra.scope | d(base_url)", "base_url"}


def test_the_search_dialog_has_no_label() -> None:
    text = (THEIRS / "partials/search.html").read_text("utf-8")
    assert text.count('role="dialog"') == 1
    assert "aria-label" not in text[: text.index(">", text.index('role="dialog"'))]


def test_the_skip_link_uses_the_first_anchor_unchanged() -> None:
    assert "{% set skip = page.toc | first %}" in BASE
    assert 'href="{{ skip.url | url }}"' in BASE


def test_files_of_the_search_exist() -> None:
    for beginning in material_search.MATERIAL_FILES:
        assert any((THEIRS / beginning).iterdir())
    assert len([*(THEIRS / "assets/javascripts").glob("bundle.*.min.js")]) == 1
    others = [path for path in THEIRS.rglob("*.js") if "workers" in path.parts]
    assert [path.name.split(".")[0] for path in others] == ["search"]


def test_briefs_cannot_use_ids_of_material() -> None:
    ids = {
        id_
        for file in THEIRS.rglob("*.html")
        for id_ in re.findall(r'\bid="([\w-]+)', file.read_text("utf-8"))
        if "fragments" not in file.parts
    }
    assert {"__drawer", "__search", "__config", "__palette_"} <= ids
    allowed = {id_ for id_ in ids if safe_id(id_) == id_}
    assert allowed <= IDS, "an id that a heading of a brief may take"


IDS = {"comments"}
"""Ids of Material that prose may use, because the archive's pages do not have these parts."""


def test_every_used_name_of_the_style_sheets_exists() -> None:
    theirs = "".join(
        file.read_text("utf-8")
        for pattern in ("assets/stylesheets/*.css", "assets/javascripts/bundle.*.js", "**/*.html")
        for file in THEIRS.glob(pattern)
    )
    sources = [
        *(ROOT / "docs/assets").rglob("*.css"),
        *(ROOT / "docs/assets/javascripts").rglob("*.js"),
        *OURS.rglob("*.html"),
        *(ROOT / "hooks/archive/render/templates").rglob("*.html"),
    ]
    ours = "".join(file.read_text("utf-8") for file in sources)
    names = set(re.findall(r"(?<![\w-])(?:--md|data-md|md)-[\w-]+", ours))
    assert len(names) > 40
    missing = sorted(name for name in names if not re.search(rf"(?<![\w-]){name}(?![\w-])", theirs))
    assert missing == []
    for component in re.findall(r'data-md-component="(\w+)"', ours):
        assert f'data-md-component="{component}"' in theirs
    for scheme in ("default", "slate"):
        assert f"[data-md-color-scheme={scheme}]" in theirs


def test_the_search_reads_a_title_of_front_matter_as_html() -> None:
    loaded = mkdocs.plugins.get_plugins()["material/search"].load()
    index = sys.modules[loaded.__module__].SearchIndex()
    page = SimpleNamespace(
        meta={"title": "A &amp; B"}, title="A & B", url="x/", content="<p>Text</p>", toc=()
    )
    index.add_entry_from_context(page)
    (entry,) = index.entries
    assert entry["title"] == "A &amp; B"


def test_the_search_accepts_entries(tmp_path: Path) -> None:
    loaded = mkdocs.plugins.get_plugins()["material/search"].load()
    plugin: Any = loaded()
    assert plugin.load_config({}) == ([], [])
    assert plugin.config["enabled"] is True
    plugin.config["lang"] = ["en"]
    plugin.config["separator"], plugin.config["pipeline"] = "-", []

    class Config:
        site_dir = str(tmp_path)

    plugin.on_config(Config)
    material_search.add(plugin, SearchEntry("a/", "A", "text", 2))
    plugin.on_post_build(config=Config)
    index = yaml.safe_load((tmp_path / "search/search_index.json").read_text("utf-8"))
    assert index["docs"] == [{"location": "a/", "title": "A", "text": "text", "boost": 2}]
    plugin.config["enabled"] = False
    (tmp_path / "search/search_index.json").unlink()
    plugin.on_post_build(config=Config)
    assert not (tmp_path / "search/search_index.json").exists()
