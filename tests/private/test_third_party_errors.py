"""If another version of a package breaks a build, one line names the version."""

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
    """Returns a project with one change in its program or theme."""
    project = make_project(folder / "p", SITE)
    file = project / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return project


def error_line(run: Run) -> str:
    """Returns the last line of a failed build; checks that nothing was published."""
    assert run.code == 1, run.output
    assert "Traceback" not in run.output
    assert not run.site.exists()
    (line,) = (line for line in run.output.splitlines() if line.endswith(UNTOUCHED))
    return line


@pytest.mark.long
@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
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
    ],
    ids=["slot", "charset", "template"],
)
def test_an_unknown_format_is_an_error_in_one_line(
    tmp_path: Path, path: str, old: str, new: str, message: str
) -> None:
    line = error_line(run_mkdocs(changed(tmp_path, path, old, new)))
    assert message in line
    assert ", supported: versions below " in line


@pytest.fixture
def mismatched(tmp_path: Path) -> Path:
    """A project whose program uses a class that its version of Markdown does not have."""
    project = changed(
        tmp_path, "hooks/archive/prose/shortcuts.py", "blocks.HRProcessor", "blocks.GoneProcessor"
    )
    table = project / "hooks/archive/lib/private_details.py"
    text = table.read_text("utf-8")
    table.write_text(text.replace('"markdown": "3.12"', '"markdown": "3.1"'), "utf-8")
    return project


def test_a_missing_class_is_an_error_in_one_line(mismatched: Path) -> None:
    line = error_line(run_mkdocs(mismatched))
    assert "has no attribute 'GoneProcessor'" in line
    assert "; installed: markdown 3." in line
    assert ", supported: versions below 3.1 (hint: pip install" in line


@pytest.mark.long
def test_the_command_line_reports_the_version(tmp_path: Path) -> None:
    project = changed(
        tmp_path, "hooks/archive/prose/sanitize.py", "return nh3.Cleaner", "return nh3.Gone"
    )
    # Lint renders only pages with links that may be wrong.
    (project / "docs/x.md").write_text("# X\n\n![A](https://a.example/a.png)\n", "utf-8")
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
def test_an_error_of_the_program_has_a_traceback(tmp_path: Path) -> None:
    project = changed(
        tmp_path, "hooks/archive/prose/shortcuts.py", "blocks.HRProcessor", "blocks.GoneProcessor"
    )
    run = run_mkdocs(project)
    assert (run.code, "Traceback" in run.output) == (1, True)
