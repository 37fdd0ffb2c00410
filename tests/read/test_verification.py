"""Files that prove whose site it is are published, and nothing else that looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.read.statics import find_docs_files

CODE = "0123456789abcdef"
YANDEX = f"""<html>
    <head>
        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
    </head>
    <body>Verification: {CODE}</body>
</html>
"""
GIVEN = {
    f"google{CODE}.html": f"google-site-verification: google{CODE}.html",
    f"yandex_{CODE}.html": YANDEX,
    "BingSiteAuth.xml": f'<?xml version="1.0"?>\n<users>\n\t<user>{CODE.upper()}</user>\n</users>',
    "baidu_verify_codeva-1aB.html": "5b1a0f",
}


def found(tmp_path: Path, path: str, text: str) -> tuple[tuple[str, ...], list[str]]:
    file = tmp_path / "docs" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    files, problems = find_docs_files(tmp_path, "docs")
    return files, [one.message for one in problems]


@pytest.mark.parametrize("name", GIVEN)
def test_a_file_of_a_search_engine_is_published_as_it_is(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, name, GIVEN[name]) == ((f"docs/{name}",), [])


@pytest.mark.parametrize("name", GIVEN)
def test_with_other_content_it_is_refused(tmp_path: Path, name: str) -> None:
    wrong = "does not have the content that a search engine gives to a file with this name"
    for text in ("<script>alert(1)</script>", GIVEN[name] + "<script src=//a.example></script>"):
        assert found(tmp_path, name, text) == ((), [wrong])
    assert found(tmp_path, name, " " * 1000 + GIVEN[name]) == ((), [wrong])


def test_elsewhere_and_by_other_names_html_is_refused(tmp_path: Path) -> None:
    (name, text), *_ = GIVEN.items()
    for path in (f"about/{name}", "x.html", "googlex.html", ".well-known/" + name):
        files, problems = found(tmp_path / path.replace("/", "-"), path, text)
        assert files == ()
        assert problems == ['is not published: files of type ".html" are not allowed']
