"""Links of rendered pages: which are read, what they lead to, and which are broken."""

from __future__ import annotations

import pytest

from archive.render.linkcheck import Link, LinkReader, find_astray, has_anchor, problems_of, reread


def read(page: str, text: str, site_url: str = "") -> list[tuple[str, str]]:
    reader = LinkReader(site_url)
    reader.read(page, text)
    return sorted((link.target, link.fragment) for link in reader.take())


@pytest.mark.parametrize(
    ("reference", "target", "fragment"),
    [
        ("../../countries/india/", "countries/india/index.html", ""),
        ("../../", "index.html", ""),
        ("../..", "index.html", ""),
        (".", "a/b/index.html", ""),
        ("../c/#x", "a/c/index.html", "x"),
        ("../../assets/x%20y.css?v=1", "assets/x y.css", ""),
        ("../../a&amp;b/", "a&b/index.html", ""),
        ("?page=2", "a/b/index.html", ""),
        ("/x/", "x/index.html", ""),
        ("../../../x/", "", ""),
    ],
)
def test_a_link_is_resolved_to_a_file_and_an_anchor(
    reference: str, target: str, fragment: str
) -> None:
    link = LinkReader().link("a/b/index.html", reference)
    assert link == Link("a/b/index.html", reference, target, fragment)


@pytest.mark.parametrize(
    "reference", ["https://a.example/", "//a.example/x", "mailto:x@a.example", "data:,x", "http:["]
)
def test_external_links_are_not_checked(reference: str) -> None:
    assert LinkReader().link("index.html", reference) is None


def test_links_from_the_root_begin_with_the_path_of_the_site() -> None:
    site = "https://a.example/archive/"
    assert read("404.html", '<a href="/archive/x/">', site) == [("x/index.html", "")]
    assert read("404.html", '<a href="/archive">', site) == [("index.html", "")]
    assert read("404.html", '<a href="/other/">', site) == []


def test_only_tags_are_read() -> None:
    text = (
        '<a class="x" href="a/">a</a><img src="b.png" alt=""><link rel="x" href="c.css">'
        '<script src="d.js"></script><code>&lt;a href="no/"&gt;</code>'
        '<a title="x href=" id="no/"><p title="x">href="no/"</p>'
        '<a data-href="no/">x</a><a id="e">x</a>'
    )
    targets = [target for target, _ in read("index.html", text)]
    assert targets == ["a/index.html", "b.png", "c.css", "d.js"]


def test_each_target_is_read_once() -> None:
    reader = LinkReader()
    for page in ("a/index.html", "b/index.html", "c/d/index.html"):
        up = "../" * page.count("/")
        reader.read(page, f'<a href="{up}x/">x</a><a href="y/">y</a>')
    assert sorted((link.page, link.target) for link in reader.take()) == [
        ("a/index.html", "a/y/index.html"),
        ("a/index.html", "x/index.html"),
        ("b/index.html", "b/y/index.html"),
        ("c/d/index.html", "c/d/y/index.html"),
        ("c/d/index.html", "x/index.html"),
    ]
    assert reader.take() == ()


def test_anchors_of_the_same_page_are_checked_at_once() -> None:
    text = '<h2 id="one">x</h2><a href="#one">x</a><a href="#">x</a><a href="#two">x</a>'
    assert read("index.html", text) == [("index.html", "two")]
    assert has_anchor('<p id="caf\u00e9">', "caf%C3%A9")
    assert not has_anchor('<p data-id="x">', "x")


def test_links_to_missing_files_and_anchors_are_found() -> None:
    texts = {"b/index.html": '<p id="here">'}
    loaded: list[str] = []

    def load(path: str) -> str:
        loaded.append(path)
        return texts[path]

    def to(target: str, fragment: str = "") -> Link:
        return Link("index.html", target, target, fragment)

    good = [to("b/index.html", "here"), to("b"), to("x.pdf", "page=2")]
    bad = [to("gone/index.html"), to(""), to("b/index.html", "there"), to("b", "there")]
    assert find_astray([*good, *bad, *bad], {"b/index.html", "x.pdf"}, load) == bad
    assert loaded == ["b/index.html"]


@pytest.mark.parametrize("others", [0, 50])
def test_unchanged_pages_are_read_again_if_a_file_is_removed(others: int) -> None:
    pages = {"a/index.html": '<a href="../b/">b</a>', "c/index.html": '<a href="../d/">d</a>'}
    gone = ["b/index.html", *(f"other{number}/index.html" for number in range(others))]
    reader = LinkReader()

    def load(page: str) -> bytes:
        return pages[page].encode()

    reread(reader, pages, [], load)
    assert reader.take() == ()
    reread(reader, pages, gone, load)
    astray = find_astray(reader.take(), {"d/index.html"}, pages.__getitem__)
    assert [link.page for link in astray] == ["a/index.html"]


def test_the_problem_is_at_the_place_of_the_link_in_the_source() -> None:
    links = [
        Link("x/index.html", "../b/#gone", "b/index.html", "gone"),
        Link("y/index.html", "gone.md", "y/gone.md"),
        Link("countries/index.html", "../z/", "z/index.html"),
    ]
    sources = {"x/": "briefs/x.md", "y/": "docs/y.md"}
    texts = {"briefs/x.md": "\n\nSee [b](b.md#gone).", "docs/y.md": "[y](gone.md)"}
    hint = "(hint: fix the link, or restore its target)"
    assert [str(one) for one in problems_of(links, sources, texts.__getitem__)] == [
        (
            'briefs/x.md:3:9: error: link "../b/#gone" of the page /x/ leads to an anchor that'
            f" does not exist {hint}"
        ),
        (
            'docs/y.md:1:5: error: link "gone.md" of the page /y/ leads to a page or file that'
            f" does not exist {hint}"
        ),
        (
            '/countries/:1:1: error: link "../z/" of the page /countries/ leads to a page or file'
            f" that does not exist {hint}"
        ),
    ]
