"""Hand-written pages: what they may not say stops the build, and what they bring runs no script."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from archive.lint.check import check_project
from archive.lint.project import read_project
from archive.prose import docs_pages
from tests.support.sites import brief, build_site, make_project, run_mkdocs

GOOD = {"briefs/2022/good.md": brief()}
HOSTILE = """---
description: 'a"><script>alert(1)</script>'
author: 'b"><script>alert(2)</script>'
---
# R&D <b>x</b> &lt;script&gt;alert(3)&lt;/script&gt; { #a"b onclick=alert(4) }

Text <script>alert(5)</script> <img src=../assets/logo.svg onerror=alert(6)>
[x](javascript:alert(7))

## Two {: #"><script>alert(8)</script> onclick=alert(9) }
"""


def test_nothing_hostile_is_left_of_a_page(tmp_path: Path) -> None:
    run = build_site(tmp_path, {**GOOD, "docs/x.md": HOSTILE})
    assert run.code == 0, run.output
    page = run.page("x")
    assert "<title>R&amp;D x &lt;script&gt;alert(3)&lt;/script&gt; – " in page
    assert 'name="description" content="a&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert 'name="author" content="b&#34;&gt;&lt;script&gt;alert(2)&lt;/script&gt;"' in page
    assert 'href="#archive-article" class="md-skip"' in page
    for wrong in ("<script>alert", "onclick", "onerror", "javascript:", "alert(5)", "&amp;amp;"):
        assert wrong not in page, wrong


def test_a_title_in_front_matter_is_text(tmp_path: Path) -> None:
    run = build_site(tmp_path, {**GOOD, "docs/x.md": "title: A &lt; <i>B\n\nText\n"})
    assert "<title>A &amp;lt; &lt;i&gt;B – " in run.page("x")
    assert "<h1>A &amp;lt; &lt;i&gt;B</h1>" in run.page("x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: X\ntemplate: 404.html\n---\n", 'docs/x.md:3:1: "template" is not allowed'),
        ("---\nicon: ../../x\n---\n", 'docs/x.md:2:1: "icon" is not allowed in a page'),
        ("title: X\nTemplate: main.html\n\nText", 'docs/x.md:2:1: "template" is not allowed'),
        ("icon: material/x\n", 'docs/x.md:1:1: "icon" is not allowed in a page'),
        ("---\ntitle: [a]\n---\n", 'docs/x.md:2:1: "title" must be a text'),
        ("---\ntitle: a\nauthor: b: c\n---\n", "docs/x.md:3:10: front matter that cannot be read"),
        ("# A\n<<<<<<< ours\n", "docs/x.md:2:1: a conflict of two versions was left"),
    ],
)
def test_what_a_page_may_not_say(tmp_path: Path, text: str, message: str) -> None:
    project = make_project(tmp_path, {**GOOD, "docs/x.md": text})
    (project / "site").mkdir()
    (problem,) = check_project(read_project(project)).problems
    assert message in str(problem).replace(" error:", "", 1)
    run = run_mkdocs(project)
    assert run.code == 1
    assert message in run.output
    assert "Traceback" not in run.output
    assert not list((project / "site").iterdir())


def test_what_a_page_says_and_nobody_knows_is_a_warning() -> None:
    (problem,) = docs_pages.check_meta("docs/x.md", "---\nhide: [toc]\n---\n", {"hide": ["toc"]})
    assert str(problem).startswith('docs/x.md:2:1: warning: "hide" is not known')
    assert docs_pages.clean_meta({"hide": ["toc"], "title": "X"}) == {"title": "X"}


@pytest.mark.parametrize("name", ["pymdownx.snippets", "pymdownx.b64"])
def test_extensions_that_read_files_are_refused(tmp_path: Path, name: str) -> None:
    project = make_project(tmp_path, GOOD)
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  - abbr\n", f"  - abbr\n  - {name}\n")
    config.write_text(text, "utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    line = text.splitlines().index(f"  - {name}") + 1
    said = f'mkdocs.yml:{line}:3: error: the Markdown extension "{name}" is not allowed'
    assert said in str(check_project(read_project(project)).problems[0])
    assert f'mkdocs.yml:{line}:3: the Markdown extension "{name}" is not allowed' in run.output


def test_a_page_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    (project / "docs" / "x.md").write_bytes(b"# Caf\xe9\n")
    run = run_mkdocs(project)
    assert run.code == 1
    assert "docs/x.md:1:6: not UTF-8 text (byte 5); it looks like Latin-1" in run.output
    assert "Traceback" not in run.output


META_SIGNS = st.text(alphabet="ab:- \t\n.[]{}&*'\"#!A_1", max_size=60)


@given(st.one_of(META_SIGNS, st.builds("---\n{}\n---\n{}".format, META_SIGNS, META_SIGNS)))
@example("a: b\n    c\na: d\n\nText")
@example("a: b\n    \nText")
@example("---\na: [b, {c: d}]\n...\nText")
def test_a_page_is_read_as_mkdocs_reads_it(text: str) -> None:
    assert docs_pages.read_meta(text)[0] == get_data(text)[1]


def test_addresses_are_those_of_mkdocs(tmp_path: Path) -> None:
    texts = {f"docs/{name}": "# X" for name in ("y/README.md", "z/index.md", "a b.markdown")}
    project = make_project(tmp_path, {**GOOD, **texts})
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    found = docs_pages.find_docs_pages(project, "docs")
    assert {"docs/y/README.md", "docs/z/index.md", "docs/a b.markdown"} < set(found)
    for url in found.values():
        assert run.page(url)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "con.md",
            'has "con" in its address, a name that Windows reserves (hint: rename the file)',
        ),
        ("COUNTRIES/Brazil.md", "has the address of the country Brazil: /COUNTRIES/Brazil/"),
        ("a\nb.md", "docs/a\\nb.md:1:1: error: has a name that holds a line end"),
        ("pagefind/x.json", "lies where the index of the search is published"),
    ],
)
def test_a_name_that_no_page_may_have(tmp_path: Path, name: str, message: str) -> None:
    project = make_project(tmp_path, {f"docs/{name}": "# X"})
    (problem,) = check_project(read_project(project)).problems
    assert message in str(problem)
    assert run_mkdocs(project).code == 1


def test_a_pipe_in_the_place_of_a_page_is_not_waited_for(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    os.mkfifo(project / "docs/x.md")
    os.mkfifo(project / "docs/x.png")
    run = run_mkdocs(project)
    assert run.code == 1
    assert "docs/x.md:1:1: is not an ordinary file" in run.output
    assert "docs/x.png:1:1: is not an ordinary file" in run.output
    assert "2 errors in docs/; the site was not touched" in run.output


def test_odd_names_are_pages(tmp_path: Path) -> None:
    names = ("a b#c?d%e", "\u65e5\u672c", "' onload=x", "&amp;<b>")
    links = "".join(f"[x]({quote(name)}.md)\n" for name in names)
    texts = {f"docs/{name}.md": "# X\n\n[y](links.md)\n" for name in names}
    run = build_site(tmp_path, {**GOOD, **texts, "docs/links.md": f"# Links\n\n{links}"})
    assert run.code == 0, run.output
    assert "WARNING" not in run.output
    for name in names:
        assert run.page(name)


@pytest.mark.parametrize("pair", [("x.md", "x/index.md"), ("x/README.md", "x/index.md")])
def test_two_pages_of_one_address_are_both_named(tmp_path: Path, pair: tuple[str, str]) -> None:
    project = make_project(tmp_path, {f"docs/{name}": "# X" for name in pair})
    (problem,) = check_project(read_project(project)).problems
    assert all(f"docs/{name}" in str(problem) for name in pair)
    assert "has the same address as" in str(problem)
    assert run_mkdocs(project).code == 1
