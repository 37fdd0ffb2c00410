"""Hand-written pages: invalid metadata fails the build, and nothing in a page runs a script."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from archive.core.model import Level
from archive.prose import docs_pages
from tests.support.lint import lint
from tests.support.sites import Run, brief, build_site, make_project, run_mkdocs

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


NAMES = ("a b#c?d%e", "\u65e5\u672c", "' onload=x", "&amp;<b>")
ODD_LINKS = "".join(f"[x]({quote(name)}.md)\n" for name in NAMES)
GOOD_PAGES = {
    "docs/hostile.md": HOSTILE,
    "docs/titled.md": "title: A &lt; <i>B\n\nText\n",
    "docs/links.md": f"# Links\n\n{ODD_LINKS}",
    **{f"docs/{name}.md": "# X\n\n[y](links.md)\n" for name in NAMES},
    **{f"docs/{name}": "# X" for name in ("y/README.md", "z/index.md", "a b.markdown")},
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A site with hostile and odd pages, none of which has an error."""
    run = build_site(tmp_path_factory.mktemp("pages") / "project", {**GOOD, **GOOD_PAGES})
    assert run.code == 0, run.output
    return run


def test_hostile_markup_is_escaped_or_removed(built: Run) -> None:
    page = built.page("hostile")
    assert "<title>R&amp;D x &lt;script&gt;alert(3)&lt;/script&gt; – " in page
    assert 'name="description" content="a&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert 'name="author" content="b&#34;&gt;&lt;script&gt;alert(2)&lt;/script&gt;"' in page
    assert 'href="#archive-article" class="md-skip"' in page
    for wrong in ("<script>alert", "onclick", "onerror", "javascript:", "alert(5)", "&amp;amp;"):
        assert wrong not in page, wrong


def test_a_title_in_metadata_is_plain_text(built: Run) -> None:
    assert "<title>A &amp;lt; &lt;i&gt;B – " in built.page("titled")
    assert "<h1>A &amp;lt; &lt;i&gt;B</h1>" in built.page("titled")


def test_pages_have_the_addresses_of_mkdocs(built: Run) -> None:
    found = docs_pages.find_docs_pages(built.site.parent, "docs")
    assert set(GOOD_PAGES) < set(found)
    for url in found.values():
        assert built.page(url)


def test_files_with_odd_names_are_published(built: Run) -> None:
    assert "WARNING" not in built.output
    for name in NAMES:
        assert built.page(name)


INVALID: list[tuple[str | bytes, str]] = [
    ("---\ntitle: X\ntemplate: 404.html\n---\n", '.md:3:1: "template" is not allowed'),
    ("---\nicon: ../../x\n---\n", '.md:2:1: "icon" is not allowed in a page'),
    ("title: X\nTemplate: main.html\n\nText", '.md:2:1: "template" is not allowed'),
    ("icon: material/x\n", '.md:1:1: "icon" is not allowed in a page'),
    ("---\ntitle: [a]\n---\n", '.md:2:1: "title" must be a string'),
    ("---\ntitle: a\nauthor: b: c\n---\n", ".md:3:10: a colon inside the string"),
    ("---\na: &a 1\n---\n", ".md:2:4: anchor &a is not allowed"),
    (
        '---\ntitle: "\\e[31m"\n---\n',
        ".md:2:8: an escape sequence encodes a control character, U+001B",
    ),
    ("# A\n<<<<<<< ours\n", ".md:2:1: the file contains an unresolved merge conflict"),
    (b"# Caf\xe9\n", ".md:1:6: not UTF-8 text (byte 5); it looks like Latin-1"),
]
"""Content that a page may not have → the message about it, without the name of the page."""


def write_page(project: Path, name: str, text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    (project / "docs" / f"{name}.md").write_bytes(data)


@pytest.mark.parametrize(("text", "message"), INVALID)
def test_lint_reports_invalid_content_of_pages(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    project = make_project(tmp_path, GOOD)
    write_page(project, "x", text)
    (problem,) = lint(project)
    assert f"docs/x{message}" in problem


def test_invalid_pages_stop_a_build(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    for number, (text, _) in enumerate(INVALID):
        write_page(project, f"x{number}", text)
    (project / "site").mkdir()
    run = run_mkdocs(project)
    assert run.code == 1
    for number, (_, message) in enumerate(INVALID):
        assert f"docs/x{number}{message}" in run.output
    assert "Traceback" not in run.output
    assert not list((project / "site").iterdir())


def test_an_unknown_key_of_page_metadata_is_a_warning() -> None:
    (problem,) = docs_pages.check_meta("docs/x.md", "---\nhide: [toc]\n---\n", {"hide": ["toc"]})
    assert str(problem).startswith('docs/x.md:2:1: warning: "hide" is unknown')
    assert docs_pages.clean_meta({"hide": ["toc"], "title": "X"}) == {"title": "X"}


def test_extensions_that_read_files_are_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    config = project / "mkdocs.yml"
    names = ("pymdownx.snippets", "pymdownx.b64")
    added = "".join(f"  - {name}\n" for name in names)
    text = config.read_text("utf-8").replace("  - abbr\n", f"  - abbr\n{added}")
    config.write_text(text, "utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    for name, problem in zip(names, lint(project), strict=True):
        line = text.splitlines().index(f"  - {name}") + 1
        message = f'mkdocs.yml:{line}:3: the Markdown extension "{name}" is not allowed'
        assert problem.startswith(message)
        assert message in run.output


OUTSIDE = [
    *("https://a.example/x.png", "https:a.example/x.png", "HTTPS:/a.example/x.png"),
    *("//a.example/x.png", "/\\a.example/x.png"),
]


@pytest.mark.long
def test_pictures_of_other_sites_are_reported_and_not_shown(tmp_path: Path) -> None:
    pictures = "\n".join(f"![A {at}]({one})" for at, one in enumerate(OUTSIDE))
    files = {"docs/x.md": f"# X\n\n{pictures}\n\n![Logo](assets/logo.svg)\n"}
    run = build_site(tmp_path / "project", {**GOOD, **files})
    assert run.code == 0, run.output
    html = run.page("x").partition("<article")[2].partition("</article")[0]
    assert html.count("<img") == 1
    assert "a.example" not in html
    linted = lint(run.site.parent)
    for at, address in enumerate(OUTSIDE):
        assert f"A {at}" in html
        message = f'docs/x.md:{at + 3}:8: picture "{address}" is on another site'
        assert any(one.startswith(message) for one in linted)
        assert f'docs/x.md:{at + 3}:8: picture "{address}" is on another site (hint: ' in run.output


META_CHARACTERS = st.text(alphabet="ab:- \t\n.[]{}&*'\"#!A_1", max_size=60)


@given(st.one_of(META_CHARACTERS, st.builds("---\n{}\n---\n{}".format, *[META_CHARACTERS] * 2)))
@example("a: b\n    c\na: d\n\nText")
@example("a: b\n    \nText")
@example("---\na: [b, {c: d}]\n...\nText")
def test_metadata_is_read_as_mkdocs_reads_it(text: str) -> None:
    """Keys and strings are the same; what YAML would read as a number stays as written."""
    read, problems = docs_pages.read_meta(text)
    theirs = get_data(text)[1]
    if any(problem.level is Level.ERROR for problem in problems):
        return
    for key, value in theirs.items():
        if isinstance(key, str) and isinstance(value, str):
            assert read[key] == value


BAD_NAMES = [
    (["con.md"], 'has "con" in its address, a name that Windows reserves (hint: rename the file)'),
    (["COUNTRIES/Brazil.md"], "has the address of the country Brazil: /COUNTRIES/Brazil/"),
    (["a\nb.md"], "docs/a\\nb.md:1:1: has a name that contains a line end"),
    (["pagefind/x.json"], "is where the search index is published"),
    (["x.md", "x/index.md"], "has the same address as docs/x"),
    (["y/README.md", "y/index.md"], "has the same address as docs/y/"),
]
"""Names that a page may not have, alone or next to another page."""


@pytest.mark.parametrize(("names", "message"), BAD_NAMES)
def test_lint_reports_names_that_pages_may_not_have(
    tmp_path: Path, names: list[str], message: str
) -> None:
    project = make_project(tmp_path, {**GOOD, **{f"docs/{name}": "# X" for name in names}})
    (problem,) = lint(project)
    assert message in problem
    assert all(f"docs/{name}" in problem.replace("\\n", "\n") for name in names)


def test_names_that_pages_may_not_have_stop_a_build(tmp_path: Path) -> None:
    every = [name for names, _ in BAD_NAMES for name in names]
    project = make_project(tmp_path, {**GOOD, **{f"docs/{name}": "# X" for name in every}})
    problems = lint(project)
    assert len(problems) == len(BAD_NAMES)
    run = run_mkdocs(project)
    assert run.code == 1
    assert [one for one in problems if one not in run.output] == []
    assert [message for _, message in BAD_NAMES if message not in run.output] == []


def test_a_named_pipe_is_an_error_and_does_not_block_the_build(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    os.mkfifo(project / "docs/x.md")
    os.mkfifo(project / "docs/x.png")
    run = run_mkdocs(project)
    assert run.code == 1
    assert "docs/x.md:1:1: is not a regular file" in run.output
    assert "docs/x.png:1:1: is not a regular file" in run.output
    assert "2 errors in docs/; the site was not touched" in run.output
