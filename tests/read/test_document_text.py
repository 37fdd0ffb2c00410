"""Words of attachments are extracted once for each content, within limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.read import document_process, document_text
from archive.read.document_text import Document, extract, remove_stale, searched
from tests.support.office_files import pdf_file


def test_words_are_kept_by_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, cache = tmp_path / "a.pdf", tmp_path / "cache"
    file.write_bytes(pdf_file(["Zanzibar"], "A"))
    found = searched(file, "hash", cache)
    assert (found.text, found.pages) == ("Zanzibar", 1)
    monkeypatch.setattr(document_text, "extract", lambda *_: Document(text="again"))
    assert searched(file, "hash", cache) == found
    assert searched(file, "other", cache).text == "again"
    remove_stale(["other"], cache)
    assert [one.name for one in cache.iterdir()] == ["other.bin"]


def test_words_are_extracted_again_by_other_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_file(["Zanzibar"], "A"))
    assert searched(file, "hash", tmp_path / "cache").text == "Zanzibar"
    monkeypatch.setattr(document_text, "_version", lambda: "another")
    monkeypatch.setattr(document_text, "extract", lambda *_: Document(text="again"))
    assert searched(file, "hash", tmp_path / "cache").text == "again"


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with file.open("wb") as stream:
        stream.truncate(document_text.MAX_BYTES + 1)
    assert extract(file, "plain").problem == "is larger than 64,000,000 bytes"
    assert extract(tmp_path / "none.pdf", "plain").problem.startswith("cannot be read")


def test_pages_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf_file(["Word"], pages=3))
    monkeypatch.setattr(document_process, "MAX_PAGES", 2)
    monkeypatch.setattr(document_process, "PAGES_UNTIL", float("inf"))
    found = document_process._read_pdf(file, is_plain=True)
    assert found["text"].split() == ["Word", "Word"]
    assert found["notes"] == ["only the first 2 of its 3 pages are read"]
