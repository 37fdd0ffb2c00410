"""Text that cannot be rendered fails the build, after every other problem is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.lint.check import check_project
from archive.lint.project import read_project
from tests.support.sites import brief, make_project, run_mkdocs

DEEP_HTML = "<div>\n" * 300
"""Within the limits on source text, but not within those on its HTML."""
UNCLOSED = "[" * 50_000
QUOTED = "\n" + ">" * 500 + " deep"


def lint(project: Path) -> list[str]:
    return [
        str(one).replace(" error:", "", 1) for one in check_project(read_project(project)).problems
    ]


@pytest.mark.long
def test_lint_and_build_report_text_beyond_the_limits_without_rendering(tmp_path: Path) -> None:
    files = {
        "briefs/a.md": brief("First", body=UNCLOSED),
        "briefs/b.md": brief("Second", body="Correct text."),
        "briefs/c.md": brief("Third", body=QUOTED),
        "docs/x.md": f"# X\n\n{UNCLOSED}",
        "docs/y.md": f"# Y\n\n{QUOTED}",
    }
    project = make_project(tmp_path, files)
    problems = lint(project)
    assert [one.split(" (hint")[0] for one in problems] == [
        'briefs/a.md:6:1: more than 1,000 "[" that are never closed',
        "briefs/c.md:7:1: lists or quotations nested more than 50 levels deep",
        'docs/x.md:3:1: more than 1,000 "[" that are never closed',
        "docs/y.md:4:1: lists or quotations nested more than 50 levels deep",
    ]
    assert lint(project) == problems, "the cache gives the same problems"
    run = run_mkdocs(project)
    assert run.code == 1, run.output
    assert "Traceback" not in run.output
    for one in problems:
        assert one in run.output
    assert "4 errors in briefs/ and docs/; the site was not touched" in run.output


@pytest.mark.long
def test_html_beyond_the_limits_stops_the_build(tmp_path: Path) -> None:
    files = {
        "briefs/a.md": brief("First", body=DEEP_HTML),
        "briefs/b.md": brief("Second", body="Correct text."),
    }
    run = run_mkdocs(make_project(tmp_path, files))
    assert run.code == 1, run.output
    assert "briefs/a.md:6:1: HTML elements nested more than 200 deep" in run.output
    assert "1 error in briefs/; the site was not touched" in run.output
    assert "Traceback" not in run.output
    assert not run.site.exists()


SLOW_EXTENSION = """
import markdown

class Slow(markdown.Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Wait(md), "slow", 1)

class Wait(markdown.preprocessors.Preprocessor):
    def run(self, lines):
        while "forever" in "".join(lines):
            pass
        if "fails" in "".join(lines):
            raise ValueError("no way")
        return lines

def makeExtension(**settings):
    return Slow(**settings)
"""


@pytest.mark.long
def test_a_page_that_cannot_be_rendered_stops_the_build(tmp_path: Path) -> None:
    files = {
        "briefs/b.md": brief("Second", body="Correct text."),
        "docs/x.md": f"# X\n\n{DEEP_HTML}",
        "docs/y.md": "# Y\n\nThis takes forever.",
        "docs/z.md": "# Z\n\nThis fails.",
        "slow.py": SLOW_EXTENSION,
    }
    project = make_project(tmp_path, files)
    bound = project / "hooks/archive/prose/render_limits.py"
    text = bound.read_text("utf-8")
    assert "CPU_SECONDS = 5.0\n" in text
    bound.write_text(text.replace("CPU_SECONDS = 5.0\n", "CPU_SECONDS = 0.5\n"), "utf-8")
    config = project / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("  - abbr\n", "  - abbr\n  - slow\n"), "utf-8"
    )
    run = run_mkdocs(project, PYTHONPATH=str(project))
    assert run.code == 1, run.output
    assert "docs/x.md:1:1: HTML elements nested more than 200 deep" in run.output
    assert "docs/y.md:1:1: text takes more than 0.5 seconds to render" in run.output
    assert "docs/z.md:1:1: text cannot be rendered (ValueError: no way)" in run.output
    assert "3 errors in docs/; the site was not touched" in run.output
    assert "Traceback" not in run.output
    assert not run.site.exists()
