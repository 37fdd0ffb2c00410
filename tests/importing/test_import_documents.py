"""Word and PDF files become drafts with their original attached; others are reported in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.cli import main
from tests.support.office_files import paragraph, pdf_file, table, word_file

BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">'
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = {
    "bomb.docx": word_file("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", prolog=f"{BOMB}]>"),
    "broken.docx": b"PK\x03\x04 broken",
    "broken.pdf": b"%PDF-1.4 broken",
    "large.docx": word_file(paragraph("a" * 100_000_001)),
    "locked.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 encrypted",
    "locked.pdf": pdf_file(["Secret"], password="x"),
    "old.doc": b"old",
    "scan.pdf": pdf_file([]),
    "~$open.docx": b"Word's own",
}


@pytest.mark.long
def test_documents_become_drafts_for_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, source = tmp_path / "project", tmp_path / "source"
    (project / "briefs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    source.mkdir()
    body = (
        paragraph("Grain in transit", "H1")
        + paragraph("India *and* <b>Kenya</b> met.")
        + paragraph("1. not a list")
        + paragraph("Prices", "H1")
        + table(["Year", "Tonnes"], ["2019", "4 | 5"])
    )
    files = {
        "Grain in transit.docx": word_file(body, "", "2021-03-04T10:00:00Z"),
        "minutes.pdf": pdf_file(["The committee met in Nairobi con-", "cerning Mali."], "Minutes"),
        **HOSTILE,
    }
    for name, data in files.items():
        (source / name).write_bytes(data)
    assert main(["import", str(source), "--root", str(project)]) == 0
    said = capsys.readouterr().out
    assert "locked.pdf: is encrypted, and is not imported" in said
    assert "locked.docx: is encrypted or older than Word 2007, and is not imported" in said
    assert "scan.pdf: has no text: it seems to be scanned, and is not imported" in said
    for name in ("broken.pdf", "broken.docx", "bomb.docx"):
        assert f"{name}: is damaged, or is not what its name says, and is not imported" in said
    assert "large.docx: is larger than 100,000,000 bytes when unpacked" in said
    assert "old.doc: is not imported: save it as .docx" in said
    assert "Grain in transit.docx: review its date: the file was created on 2021-03-04" in said
    assert "open.docx" not in said
    assert "2 briefs written" in said

    written = {file.name: file for file in project.rglob("briefs/*/*")}
    assert set(written) == {
        *("grain-in-transit.docx", "grain-in-transit.md", "minutes.md", "minutes.pdf"),
    }
    assert written["grain-in-transit.docx"].read_bytes() == files["Grain in transit.docx"]
    assert written["grain-in-transit.md"].read_text("utf-8") == (
        "---\ntitle: Grain in transit\ndate: 2021-03-04\nactors: [India, Kenya]\n"
        "attachments:\n- file: grain-in-transit.docx\n  title: Grain in transit\ndraft: true\n---\n"
        "India \\*and\\* &lt;b>Kenya&lt;/b> met.\n\n1\\. not a list\n\n## Prices\n\n"
        "| Year | Tonnes |\n| --- | --- |\n| 2019 | 4 \\| 5 |\n"
    )
    minutes = written["minutes.md"].read_text("utf-8")
    assert "title: Minutes\ndate: 2020-01-02\n" in minutes
    assert "- file: minutes.pdf\n  title: Minutes\n  pages: 1\ndraft: true\n" in minutes
    assert minutes.endswith("---\nThe committee met in Nairobi concerning Mali.\n")

    written["minutes.md"].write_text("mine", "utf-8")
    assert main(["import", str(source), "--root", str(project)]) == 0
    assert "0 briefs written, 2 left as they are" in capsys.readouterr().out
    assert written["minutes.md"].read_text("utf-8") == "mine"


def test_documents_next_to_texts_belong_to_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\nText.\n", "utf-8")
    (source / "b.pdf").write_bytes(HOSTILE["scan.pdf"])
    main(["import", str(source), "--root", str(tmp_path)])
    assert "b.pdf" not in capsys.readouterr().out
    main(["import", str(source), "--root", str(tmp_path), "--kind", "documents"])
    assert "b.pdf: has no text" in capsys.readouterr().out
