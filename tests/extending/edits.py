"""Changes the program in a copy of the project, as a developer would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edit:
    """New text before an anchor, or in place of it; the anchor must occur in the file once."""

    path: str
    anchor: str
    before: str = ""
    instead: str | None = None


def apply_edits(project: Path, edits: Iterable[Edit]) -> set[str]:
    """Changes files of a project and returns their paths.

    Raises:
        AssertionError: If an anchor does not occur in its file exactly once.
    """
    touched: set[str] = set()
    for edit in edits:
        file = project / edit.path
        text = file.read_text(encoding="utf-8")
        count = text.count(edit.anchor)
        assert count == 1, f"{edit.path} contains {edit.anchor!r} {count} times; update the test"
        kept = edit.anchor if edit.instead is None else edit.instead
        file.write_text(text.replace(edit.anchor, edit.before + kept), encoding="utf-8")
        touched.add(edit.path)
    return touched


def run_archive(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m archive`` with the program of a project, in its folder."""
    return subprocess.run(
        [sys.executable, "-m", "archive", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "hooks"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
