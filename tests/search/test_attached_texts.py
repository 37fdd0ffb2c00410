"""The text of PDF and Word files that a brief lists is found, and leads to the brief."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.support.office_files import paragraph, pdf_file, word_file
from tests.support.sites import brief, make_project, run_mkdocs


def fragments(site: Path) -> list[str]:
    files = site.rglob("*.pf_fragment")
    return [gzip.decompress(file.read_bytes()).decode("utf-8", "replace") for file in files]


@pytest.mark.long
def test_text_of_attachments_is_indexed_with_their_brief(tmp_path: Path) -> None:
    attachments = "attachments: [minutes.pdf, note.docx, scan.pdf]\n"
    text = brief("Talks on water").replace("---\n", f"---\n{attachments}", 1)
    project = make_project(tmp_path, {"briefs/2020/talks.md": text})
    folder = project / "briefs/2020"
    (folder / "minutes.pdf").write_bytes(pdf_file(["Zanzibar agreed"], "Minutes"))
    (folder / "note.docx").write_bytes(word_file(paragraph("Quelimane abstained")))
    (folder / "scan.pdf").write_bytes(pdf_file([]))
    assert run_mkdocs(project).code == 0
    cache = project / ".cache/archive/attachment-texts"
    kept = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert len(kept) == 3
    [found] = [one for one in fragments(project / "site") if "Zanzibar agreed" in one]
    assert "Talks on water" in found
    assert "Quelimane abstained" in found

    (folder / "minutes.pdf").write_bytes(pdf_file(["Nampula refused"], "Minutes"))
    assert run_mkdocs(project).code == 0
    found = "".join(fragments(project / "site"))
    assert "Nampula refused" in found
    assert "Zanzibar agreed" not in found
    now = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    assert len(now) == 3
    assert len(now.items() & kept.items()) == 2, "only the changed file is extracted again"
