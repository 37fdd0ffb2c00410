"""A build that a package of another version breaks ends in one line that names the version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import Run, brief, make_project, run_mkdocs

long = pytest.mark.long
UNTOUCHED = "; the published site was not touched"
SITE = {"briefs/2022/a.md": brief()}


def changed(folder: Path, path: str, old: str, new: str) -> Path:
    """A project in which one place of its program or theme is another."""
    project = make_project(folder / "p", SITE)
    file = project / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return project


def last_word(run: Run) -> str:
    """The line with which a failed build ends; nothing was published."""
    assert run.code == 1, run.output
    assert "Traceback" not in run.output
    assert not run.site.exists()
    (line,) = (line for line in run.output.splitlines() if line.endswith(UNTOUCHED))
    return line


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "hooks/theme/main.html",
            "{{ page.content }}\n",
            "",
            "the theme's page has no slot for: article; installed: mkdocs-material 9.",
        ),
        pytest.param(
            "hooks/theme/main.html",
            '<meta charset="utf-8">\n',
            "",
            'head does not begin with <meta charset="utf-8">; installed: mkdocs-material 9.',
            marks=long,
        ),
        pytest.param(
            "hooks/theme/partials/archive-header.html",
            "partials/palette.html",
            "partials/colours.html",
            "the theme has no template partials/colours.html; installed: mkdocs-material 9.",
            marks=long,
        ),
        (
            "hooks/archive/search/pack.py",
            'b"pagefind_dcd"',
            'b"pagefind_new"',
            "Pagefind wrote an unknown format (ValueError: ",
        ),
    ],
    ids=["slot", "charset", "template", "index"],
)
def test_a_format_that_is_not_known(
    tmp_path: Path, path: str, old: str, new: str, said: str
) -> None:
    line = last_word(run_mkdocs(changed(tmp_path, path, old, new)))
    assert said in line
    assert ", supported: versions below " in line


@pytest.fixture
def mismatched(tmp_path: Path) -> Path:
    """A project whose program looks for a class that its version of Markdown does not have."""
    project = changed(
        tmp_path, "hooks/archive/prose/shortcuts.py", "blocks.HRProcessor", "blocks.GoneProcessor"
    )
    table = project / "hooks/archive/lib/private_details.py"
    text = table.read_text("utf-8")
    table.write_text(text.replace('"markdown": "3.12"', '"markdown": "3.1"'), "utf-8")
    return project


def test_a_class_that_is_gone(mismatched: Path) -> None:
    line = last_word(run_mkdocs(mismatched))
    assert "has no attribute 'GoneProcessor'" in line
    assert "; installed: markdown 3." in line
    assert ", supported: versions below 3.1 (hint: pip install" in line


def test_the_command_line_reports_the_same(tmp_path: Path) -> None:
    project = changed(tmp_path, "hooks/archive/prose/sanitize.py", "nh3.Cleaner", "nh3.Gone")
    table = project / "hooks/archive/lib/private_details.py"
    text = table.read_text("utf-8")
    table.write_text(text.replace('"nh3": "0.4"', '"nh3": "0.3"'), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "archive", "lint"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": "hooks"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert ", supported: versions below 0.3 (hint: pip install" in done.stderr


@long
def test_a_fault_of_the_program_is_not_hidden(tmp_path: Path) -> None:
    project = changed(
        tmp_path, "hooks/archive/prose/shortcuts.py", "blocks.HRProcessor", "blocks.GoneProcessor"
    )
    run = run_mkdocs(project)
    assert (run.code, "Traceback" in run.output) == (1, True)
