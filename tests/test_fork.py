"""All tests pass in a fork, whatever its archive is about."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.sites import ROOT, brief

NOT_CLONED = {
    *(".git", ".venv", ".cache", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
    *("site", ".site-releases", "search-export", "test-results"),
}
"""Top-level files and folders that a clone does not have."""
OWN = {
    "briefs/1969/moon.md": brief("A landing", "1969-07-20", "United States", "One step."),
    "briefs/1975/handshake.md": brief("A handshake", "1975-07-17", "United States, Russia, ESA"),
    "registry/organizations/space.yml": "esa: {name: Space Example, acronym: ESA, kind: agency}\n",
    "docs/welcome.md": "# Welcome\n\nAbout space, and nothing else.\n",
}
"""The fork's own briefs, registry and pages."""
NAMES = {
    "site_name": "Space Notes",
    "site_url": "https://space.example/notes/",
    "site_description": "Notes on space.",
    "repo_url": "https://git.example/space",
    "copyright": "Nobody's",
    "    tagline": "Up.",
}


def make_fork(folder: Path) -> Path:
    """Copies the files of a clone, and replaces the content of this archive."""

    def ignored(where: str, names: list[str]) -> set[str]:
        top = NOT_CLONED if Path(where) == ROOT else set()
        return {name for name in names if name in top or name in ("node_modules", "__pycache__")}

    shutil.copytree(ROOT, folder, ignore=ignored)
    for name in ("briefs", "registry"):
        shutil.rmtree(folder / name, ignore_errors=True)
    # As make init does: the list is that of this archive.
    (folder / "addresses.txt").unlink(missing_ok=True)
    for page in (folder / "docs").rglob("*.md"):
        page.unlink()
    for path, text in OWN.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    for key, value in NAMES.items():
        text = re.sub(rf"^{key}:.*$", f"{key}: {value}", text, flags=re.MULTILINE)
    text = re.sub(
        r"^nav:\n(?:[ #-].*\n)*", "nav:\n  - Welcome: welcome.md\n", text, flags=re.MULTILINE
    )
    assert "Space Notes" in text
    assert "welcome.md" in text
    config.write_text(text, "utf-8")
    return folder


def run_tests(fork: Path, *arguments: str) -> str:
    """Runs the fork's tests, which must pass, and returns their output."""
    ours = ("PYTEST_", "ARCHIVE_EXAMPLES", "ARCHIVE_KILLS")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=fork,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_fork(tmp_path_factory.mktemp("fork") / "archive")


@pytest.mark.long
def test_all_tests_pass_in_a_fork(fork: Path) -> None:
    html = Path("tests/support/html/node_modules")
    (fork / html).symlink_to(ROOT / html)
    (fork / ".venv").symlink_to(sys.prefix)
    run_tests(fork, "--ignore=tests/test_fork.py", "--hypothesis-profile=quick")
