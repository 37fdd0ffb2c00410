"""No link of a built site is broken, and no page loads anything from another host."""

from __future__ import annotations

from pathlib import Path

from tests.support.links import broken_links, outside_requests
from tests.support.sites import Run


def test_the_example_has_no_broken_links(example: Run) -> None:
    assert broken_links(example.site) == []
    assert outside_requests(example.site) == []


def test_the_corpus_has_no_broken_links(corpus: Run) -> None:
    assert broken_links(corpus.site) == []
    assert outside_requests(corpus.site) == []


def test_the_checker_finds_broken_links(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        '<p id="x"></p><p id="x"></p><a href="../b/">b</a><a href="#y">y</a><a href="#x">x</a>'
        '<img src="https://elsewhere.example/i.png"><img src="i.png">',
        encoding="utf-8",
    )
    assert broken_links(tmp_path) == [
        'a/index.html: id "x" is used twice',
        "a/index.html: ../b/: no such page or file",
        "a/index.html: #y: no such anchor on the page",
        "a/index.html: i.png: no such page or file",
    ]
    assert outside_requests(tmp_path) == ["a/index.html: https://elsewhere.example/i.png"]
