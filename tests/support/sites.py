"""Tiny sites in a temporary folder: briefs and registry given as texts, built by MkDocs itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

BRIEF = """---
title: {title}
date: {date}
actors: [{actors}]
---
{body}
"""


def brief(
    title: str = "A brief",
    date: str = "2022-02-01",
    actors: str = "CSTO, India",
    body: str = "The text.",
) -> str:
    """The text of a small correct brief."""
    return BRIEF.format(title=title, date=date, actors=actors, body=body)


@dataclass(frozen=True)
class Run:
    """What a run of MkDocs left: its exit code, everything it printed, and the site's folder."""

    code: int
    output: str
    site: Path

    def page(self, url: str) -> str:
        """The HTML of a page by its address."""
        return (self.site / url / "index.html").read_text(encoding="utf-8")


def make_project(folder: Path, files: dict[str, str]) -> Path:
    """Lays out a project that uses the repository's hooks, theme and assets.

    Args:
        folder: Where; it is made.
        files: Path → text, on top of the repository's configuration and hand-written pages.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("hooks", "docs"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*")
        )
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def run_mkdocs(project: Path, *arguments: str, **environment: str) -> Run:
    """Runs ``mkdocs build`` in a project, as its user would."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(done.returncode, done.stdout + done.stderr, project / "site")


def build_site(folder: Path, files: dict[str, str], *arguments: str) -> Run:
    """Lays out a project and builds it."""
    return run_mkdocs(make_project(folder, files), *arguments)
