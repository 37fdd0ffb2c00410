"""Undocumented details of Pagefind that the program relies on: the files that it writes."""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest
from pagefind_bin_extended import get_executable

from archive.core.catalogue import ENGLISH
from archive.search.command import SearchIndexError, index_documents, scripts_of
from archive.search.documents import docs_document
from archive.search.postings import load_words

DOCUMENT = docs_document("a/", "A title", "<p>Words of the railways.</p>", ENGLISH)


def test_the_binary_is_at_its_expected_path() -> None:
    assert get_executable().is_file()
    assert version("pagefind_bin_extended") == version("pagefind")


def test_an_index_can_be_read(tmp_path: Path) -> None:
    shard = index_documents([(DOCUMENT.url, DOCUMENT.html)], "key", tmp_path)
    assert [count for _, count in shard.pages] == [6]
    words = {word.text for stem in shard.stems for word in load_words(stem.words)}
    assert words == {"a", "titl", "word", "of", "the", "railway", "page"}
    assert shard.filters == (("type", (("Page", (0,)),)),)
    assert set(shard.fields) == {"title", "date", "type", "names"}
    assert len(shard.fragments) == 1


def test_scripts_and_entry_have_the_expected_names_and_keys(tmp_path: Path) -> None:
    scripts = scripts_of(tmp_path)
    assert set(scripts) == {"pagefind.js", "wasm.en.pagefind", "pagefind-entry.json"}
    entry = json.loads(scripts["pagefind-entry.json"])
    assert set(entry) == {"version", "languages", "include_characters"}
    assert entry["version"] == version("pagefind")
    assert set(entry["languages"]["en"]) == {"hash", "wasm", "page_count"}
    script = scripts["pagefind.js"].decode()
    for name in ("createInstance", "noWorker", "basePath", "baseUrl", "preload", "pf_fragment"):
        assert name in script, name


def test_files_of_another_version_are_an_error_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.search.pack.SIGNATURE", b"pagefind_new")
    with pytest.raises(SearchIndexError) as caught:
        index_documents([(DOCUMENT.url, DOCUMENT.html)], "key", tmp_path)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("Pagefind wrote an unknown format (ValueError: ")
    assert f"installed: pagefind {version('pagefind')}, supported: versions below" in message
