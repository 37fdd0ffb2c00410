"""Small texts that become large: each is refused before it takes memory or time, and is named."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from archive.core.model import Level
from archive.prose import html_limits, render_limits, sanitize, sanitize_apart
from archive.prose.body import EMPTY
from archive.prose.html_limits import find_html_violation, is_risky, most_elements
from archive.prose.sanitize_apart import clean_html
from archive.read.limits import MAX_EXPANDED, find_violation
from tests.hostile.bombs import BOMBS, reopened
from tests.prose.support import render
from tests.support.server import serve
from tests.support.sites import ROOT, brief, make_project, run_mkdocs, set_option
from tests.support.steps import count_steps

SMALL, LARGE = 1_000, 7_500
"""LARGE makes 207 KB of the first one, which took 7 GB."""

HARMLESS = {
    "closed": "<p><i><b id=a>x</b></i> <a href=b>c</a></p>\n" * 5_000,
    "cells": "<table><tbody>" + "<tr><td><b>x</b><td><i>y</i></tr>\n" * 5_000 + "</table>",
    "highlighted": "<pre><code>" + "<span class=n>x</span>" * 20_000 + "</code></pre>",
    "items": "<ul>" + "<li>a\n" * 100_000 + "</ul>",
    "quoted": "<p title=\"a > b\">x</p><p title='</b>'><b>y</b></p>" * 5_000,
    "icons": "<svg><path d='M0 0'/></svg> <b>x</b> " * 1_000,
    "frames": "<iframe src=x></iframe><b>x</b>" * 1_000,
    "overlapping": "<p><b><span>x</b></span></p>" * 500,
    "comments": "<!-- <b> --><p><b>x</b><!----></p>" * 1_000,
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize(
    "count", [SMALL, pytest.param(LARGE, marks=pytest.mark.long)], ids=["small", "large"]
)
def test_a_bomb_is_refused_before_it_is_parsed(
    name: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> str:
        raise AssertionError("it reached the sanitiser")

    monkeypatch.setattr("archive.prose.body.clean_html", fail)
    # Which limit is reached first must not depend on the load of the machine.
    monkeypatch.setattr("archive.prose.render_limits.CPU_SECONDS", 300)
    (body, problems), steps = count_steps(lambda: render("Healthy.\n\n" + BOMBS[name](count)))
    assert body == EMPTY
    (problem,) = problems
    assert problem.level is Level.ERROR
    assert "HTML" in problem.message
    assert problem.hint
    assert steps < 3_000 * count


def test_tables_in_tables_with_which_a_tab_crashed_are_refused() -> None:
    violation = find_html_violation(BOMBS["tables"](20_000))
    assert violation is not None
    assert "nested" in violation.message


@pytest.mark.parametrize("name", HARMLESS)
def test_large_but_harmless_html_is_not_refused(name: str) -> None:
    assert find_html_violation(HARMLESS[name]) is None
    assert not is_risky(HARMLESS["items"])


@pytest.mark.parametrize("name", BOMBS)
def test_the_bound_is_not_below_what_a_parser_makes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a bound is lowered to just below the number of elements made, the HTML is refused."""
    html = BOMBS[name](150)
    made = sanitize.sanitize(html).count("<") // 2  # at most: elements without content are dropped
    monkeypatch.setattr(html_limits, "MAX_ELEMENTS", made - 1)
    monkeypatch.setattr(html_limits, "MAX_DEPTH", 100_000)
    html += "<br>" * 100_001 if html.count("<") <= 100_000 else ""
    assert find_html_violation(html) is not None


def test_abbreviations_are_counted_before_they_are_written_out() -> None:
    text = f"*[a]: {'x' * 900_000}\n\n" + "a " * 4_000
    (_, problems), steps = count_steps(lambda: render(text))
    (problem,) = problems
    assert problem.message == (
        f"abbreviations that add more than {MAX_EXPANDED:,} characters where they are used"
    )
    assert steps < 1_000


def test_link_definitions_are_counted_too() -> None:
    text = f'[a]: https://a.example/{"x" * 400_000}\n    "{"y" * 100_000}"\n\n' + "[a] [A] " * 4_000
    violation = find_violation(text)
    assert violation is not None
    assert "link definitions that add more than" in violation.message


def test_a_letter_within_words_is_no_use_of_an_abbreviation() -> None:
    assert find_violation(f"*[a]: {'x' * 1_000}\n\n" + "bananas " * 10_000) is None


def test_contents_are_not_repeated_endlessly() -> None:
    (problem,) = render("[TOC]\n\n" * 1_000 + "# A\n\n" * 1_000)[1]
    assert "tables of contents" in problem.message


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("colspan=1000 rowspan=65534", ""),
        ("colspan=2 rowspan=100", ' colspan="2" rowspan="100"'),
        ("colspan=-1 rowspan=1e3", ""),
        ("colspan=٣ rowspan=0", ""),
    ],
)
def test_cells_span_a_bounded_number_of_others(given: str, kept: str) -> None:
    html = sanitize.sanitize(f"<table><tr><td {given}>x</td></tr></table>")
    assert f"<td{kept}>x</td>" in html


def test_an_exception_within_the_sanitiser_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(_: str) -> str:
        raise render_limits.OutOfTime

    monkeypatch.setattr(sanitize, "safe_id", late)
    with pytest.raises(render_limits.OutOfTime):
        sanitize.sanitize("<p id=a>x</p>")
    (problem,) = render("<p id=a>x</p>")[1]
    assert "seconds to render" in problem.message


RISKY = "<p>" + "<b>x</b>" * 2_000


def test_risky_html_is_sanitised_apart_with_the_same_result() -> None:
    assert is_risky(RISKY)
    assert clean_html(RISKY) == sanitize.sanitize(RISKY)


def test_a_process_that_dies_is_an_error_of_the_text() -> None:
    html = reopened(4_000)
    with pytest.raises(render_limits.LimitError, match="bytes of memory to sanitise"):
        sanitize_apart.sanitize_apart(html, memory=150_000_000)


def test_a_process_that_takes_too_long_is_an_error_of_the_text() -> None:
    with pytest.raises(render_limits.LimitError, match=r"more than 0\.001 seconds"):
        sanitize_apart.sanitize_apart(RISKY, seconds=0.001)


ALLOCATING = """
from archive.prose import render_limits
render_limits.MEMORY = 100_000_000
print(render_limits.attempt(lambda: len(b"x" * 500_000_000)).message)
print(len(b"x" * 500_000_000))
"""


def test_a_text_that_takes_too_much_memory_is_refused_and_others_are_rendered() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALLOCATING],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = done.stdout.splitlines()
    assert first == "text takes more than 100,000,000 bytes of memory to render"
    assert second == "500000000", "the limit ends with the text"


@pytest.mark.long
def test_lint_or_a_build_names_every_bomb_and_the_site_stays(tmp_path: Path) -> None:
    files = {
        "briefs/2022/a.md": brief("A", body=reopened(SMALL)),
        "briefs/2022/b.md": brief("B", body=BOMBS["tables"](SMALL)),
        "briefs/2022/c.md": brief("C", body="A healthy one, with [a broken link](none.md)."),
        "docs/x.md": f"# X\n\n{reopened(SMALL)}",
    }
    project = make_project(tmp_path, {"briefs/2022/c.md": brief("C")})
    assert run_mkdocs(project).code == 0
    before = (project / "site/.briefing-archive").read_bytes()
    make_project(project, {path: files[path] for path in files if path != "docs/x.md"})
    run = run_mkdocs(project)
    assert run.code == 1
    for path in ("briefs/2022/a.md", "briefs/2022/b.md"):
        assert f"{path}:6:1: HTML" in run.output
    assert "briefs/2022/c.md:6:" in run.output, "what is wrong with others is reported too"
    make_project(project, files)
    run = run_mkdocs(project)
    assert run.code == 1
    assert "docs/x.md:1:1: HTML" in run.output
    assert "Traceback" not in run.output
    assert (project / "site/.briefing-archive").read_bytes() == before


DYING = """
import os, signal
import markdown

class Dying(markdown.Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Die(md), "die", 1)

class Die(markdown.preprocessors.Preprocessor):
    def run(self, lines):
        if "dies" in "".join(lines):
            os.kill(os.getpid(), signal.SIGKILL)
        return lines

def makeExtension(**settings):
    return Dying(**settings)
"""


@pytest.mark.long
def test_a_brief_at_which_a_process_dies_is_named(tmp_path: Path) -> None:
    """As where the machine runs out of memory. There are enough briefs for processes."""
    files = {f"briefs/2022/x{n}.md": brief(f"Brief {n}") for n in range(220)}
    files["briefs/2022/x30.md"] = brief("Brief 30", body="This one dies.")
    files["briefs/2022/x31.md"] = brief("Brief 31", body="[Astray](none.md)")
    files["dying.py"] = DYING
    project = make_project(tmp_path, files)
    set_option(project, "workers", "2")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("  - abbr\n", "  - abbr\n  - dying\n")
    config.write_text(text, "utf-8")
    run = run_mkdocs(project, PYTHONPATH=str(project))
    assert run.code == 1
    said = "briefs/2022/x30.md:6:1: text cannot be rendered: the process that tried was killed"
    assert said in run.output
    assert "briefs/2022/x31.md:6:" in run.output, "what is wrong with others is reported too"
    assert "1 error in briefs/; the site was not touched" in run.output
    assert "Traceback" not in run.output
    assert not run.site.exists()


PAGES = {
    "spans": "<table>\n" + "<tr><td colspan=1000 rowspan=65534>x</td></tr>\n" * 150 + "</table>",
    "tables": "<i><table><tr><td></i>" * 40,
    "reopened": reopened(60),
}
"""What is still published of such texts: just below the limits."""


@pytest.mark.long
def test_a_browser_shows_what_is_published(browser: Browser, tmp_path: Path) -> None:
    texts = {f"briefs/2022/{name}.md": brief(name, body=PAGES[name]) for name in PAGES}
    run = run_mkdocs(make_project(tmp_path, texts))
    assert run.code == 0, run.output
    page = browser.new_page()
    crashed: list[str] = []
    page.on("crash", lambda _: crashed.append("crashed"))
    with serve(run.site) as address:
        for name in PAGES:
            page.goto(f"{address}briefs/2022/{name}/", wait_until="load")
            assert page.locator("article").first.bounding_box()
            assert page.evaluate("document.querySelectorAll('*').length") < 30_000
    page.close()
    assert not crashed


NAMES = """
b i a em code p div span table tr td caption ul li h1 blockquote button svg object select
""".split()
COUNTS = """texts => texts.map(text => {
  const root = document.createElement("div");
  root.innerHTML = text;
  return root.querySelectorAll("*").length;
})"""


def any_html(chance: random.Random) -> str:
    """Returns tags in any order, repeated or not."""
    names = NAMES[: chance.randint(3, len(NAMES))]
    parts = [
        chance.choice((f"<{{}} id=x{at}>", f"<{{}} id=x{at}>", "</{}>", "text")).format(
            chance.choice(names)
        )
        for at in range(chance.randint(5, 60))
    ]
    return "".join(parts) * chance.choice((1, 1, 4, 30))


@pytest.mark.long
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 20))]
)
def test_a_browser_makes_no_more_elements_than_the_bound(browser: Browser, seed: int) -> None:
    chance = random.Random(seed)
    page = browser.new_page()
    texts = [any_html(chance) for _ in range(300)]
    made = page.evaluate(COUNTS, texts)
    page.close()
    for text, count in zip(texts, made, strict=True):
        # A table adds bodies and rows of its own accord.
        implied = 2 * text.count("<td") + 2 * text.count("<tr") + text.count("<table")
        assert count <= most_elements(text) + implied, text
