"""The command line: the modules that a command loads, and its progress messages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.cli import main
from archive.commands import lint
from archive.search.background import COMMAND
from tests.support.sites import ROOT

LOADED = """
import sys
from archive.cli import main
main(["lint", "--root", sys.argv[1], "--no-cache", "--workers", "1"])
print(*sorted({name.split(".")[0] for name in sys.modules}))
print(*sorted({".".join(name.split(".")[:2]) for name in sys.modules if "archive." in name}))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one brief."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    (tmp_path / "briefs/2022").mkdir(parents=True)
    brief = "---\ntitle: A\ndate: 2022-02-01\nactors: [India]\n---\nText.\n"
    (tmp_path / "briefs/2022/a.md").write_text(brief, "utf-8")
    return tmp_path


def test_lint_loads_only_what_it_needs(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(project)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    packages, own = done.stdout.splitlines()
    assert not {"mkdocs", "material", "numpy", "jinja2"} & set(packages.split())
    assert "archive.lint" in own.split()
    assert not {"archive.search", "archive.build", "archive.render"} & set(own.split())


def test_the_command_of_the_preview_exists(tmp_path: Path) -> None:
    """An unknown command would raise SystemExit."""
    assert main([COMMAND, str(tmp_path), str(tmp_path / "site")]) == 0


@pytest.mark.parametrize(("many", "progress"), [(1, "checking 1 brief …\n"), (2, "")])
def test_lint_reports_progress_only_on_many_briefs(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    many: int,
    progress: str,
) -> None:
    monkeypatch.setattr(lint, "MANY", many)
    assert main(["lint", "--root", str(project)]) == 0
    assert capsys.readouterr().err == progress + "no problems; 1 brief read\n"
