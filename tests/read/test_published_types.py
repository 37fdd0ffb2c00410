"""The content of a published file matches its name: no host or browser treats it as a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.read.content import CHUNK, check_content, inner_extension
from archive.read.statics import find_attachments


def message(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    problem = check_content(folder, name)
    return str(problem) if problem else ""


GOOD = {
    "a.json": b'\xef\xbb\xbf{"a": [1, null]}',
    "a.geojson": b'{"features": [], "type": "FeatureCollection"}',
    "a.csv": "Größe;p<0.05\r\n1;2\r\n".encode(),
    "a.tsv": b"a\tb\n",
    "a.txt": b"x < y, <three> and <abbr>\n\f" + b" " * 5000 + b"<p>",
    "a.png": b"\x89PNG\r\n\x1a\n",
    "a.pdf": b"%PDF-1.7\n<< /Type /Catalog >> <a href>",
    "a.jpg": b"\xff\xd8\xff <?xml version <a b>",
}


@pytest.mark.parametrize("name", GOOD)
def test_content_that_matches_the_name_is_accepted(tmp_path: Path, name: str) -> None:
    assert message(tmp_path, name, GOOD[name]) == ""


SCRIPT = b"<script>f()</script>"
MARKUP = 'contains markup, "<script": some hosts would serve it as a page'
BAD = {
    "script as GeoJSON": ("a.geojson", SCRIPT, "a.geojson:1:1: error: is not JSON: Expect"),
    "other JSON": ("a.geojson", b"[1]", "is not GeoJSON: it has no known type"),
    "other type": ("a.geojson", b'{"type": "x"}', "is not GeoJSON: it has no known type"),
    "broken JSON": ("a.json", b'{\n "a": 1,\n}', "a.json:3:1: error: is not JSON: Exp"),
    "number": ("a.json", b"[NaN]", "is not JSON: it has numbers such as NaN"),
    "deep JSON": ("a.json", b"[" * 100_000, "is not JSON"),
    "bytes": ("a.json", b'\n"\xff"', "a.json:2:2: error: is not text in UTF-8"),
    "script as CSV": ("a.csv", b"a,b\n 1," + SCRIPT, f"a.csv:2:4: error: {MARKUP}"),
    "script as text": ("a.txt", b"\r\n \t" + SCRIPT.upper(), 'contains markup, "<SCRIPT"'),
    "comment": ("a.tsv", b"<!-- x", 'contains markup, "<!--"'),
    "link": ("a.txt", b'see <a href="x">', 'a.txt:1:5: error: contains markup, "<a"'),
    "UTF-16": ("a.csv", "a,b".encode("utf-16"), "a.csv:1:1: error: is not text in UTF-8"),
    "Latin-1": ("a.csv", b"a\nGr\xf6\xdfe", "a.csv:2:3: error: is not text in UTF-8"),
    "cut": ("a.txt", "aß".encode()[:2], "a.txt:1:2: error: is not text in UTF-8"),
    "late bytes": ("a.txt", b"a\n" * CHUNK + b"\xff", f"a.txt:{CHUNK + 1}:1: error: is not text"),
    "control": ("a.txt", b"a\n\x1b[31m", "a.txt:2:1: error: is not text: it contains a control"),
    "page as picture": ("a.avif", b"  <!DOCTYPE html><p>", 'contains markup, "<!DOCTYPE html"'),
    "page as document": ("a.pdf", b"\xef\xbb\xbf<html>", 'contains markup, "<html"'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "expected"), BAD.values(), ids=BAD)
def test_other_content_is_refused(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    text = message(tmp_path, name, data)
    assert expected in text
    assert "(hint: " in text


@pytest.mark.parametrize("name", ["x.html.geojson", "x.PHP.pdf", "x.svg.png", "x.cgi.b.csv"])
def test_an_inner_extension_that_a_host_may_use_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / "briefs" / name
    file.parent.mkdir()
    file.write_text("{}")
    files, [problem] = find_attachments(tmp_path, "briefs")
    assert files == ()
    assert "some hosts would serve it as that type (hint: rename it)" in str(problem)


def test_other_dots_in_a_name_are_allowed() -> None:
    assert inner_extension("html/v1.2.en.final.pdf") == ""
    assert inner_extension("html.pdf") == ""
