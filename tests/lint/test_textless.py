"""Lint says which attachments the search cannot read."""

from __future__ import annotations

from pathlib import Path

from archive.lint.attachments import find_textless
from tests.support.office_files import pdf_file


def test_an_attachment_without_text_is_a_notice(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf_file([]))
    (tmp_path / "text.pdf").write_bytes(pdf_file(["Text"]))
    paths = ("scan.pdf", "text.pdf", "figures.csv")
    [found] = find_textless(tmp_path, paths, cached=False)
    assert found.place.path == "scan.pdf"
    assert found.message == "is not searched: it has no text: it seems to be scanned"
    assert not (tmp_path / ".cache").exists()
