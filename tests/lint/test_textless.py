"""Lint says which attachments the search cannot read."""

from __future__ import annotations

from pathlib import Path

from archive.lint.attachments import find_textless
from archive.read.document_text import FOLDER
from tests.support.office_files import pdf_file


def test_an_attachment_without_text_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf_file([]))
    (tmp_path / "text.pdf").write_bytes(pdf_file(["Text"]))
    paths = ("scan.pdf", "text.pdf", "figures.csv")
    [found] = find_textless(tmp_path, paths, cached=False)
    assert found.place.path == "scan.pdf"
    assert found.message == "is not searched: it has no text: it seems to be scanned"
    assert not (tmp_path / ".cache").exists()


def test_the_cache_is_used_if_lint_may_use_it(tmp_path: Path) -> None:
    names = ("b.pdf", "a.pdf", "text.pdf")
    for name in names:
        (tmp_path / name).write_bytes(pdf_file(["Text"] if name == "text.pdf" else []))
    found = list(find_textless(tmp_path, names, cached=True))
    assert [one.place.path for one in found] == ["b.pdf", "a.pdf"]
    kept = tmp_path / FOLDER
    assert len(list(kept.iterdir())) == 2, "files with the same content share an entry"
    assert list(find_textless(tmp_path, names, cached=True)) == found
