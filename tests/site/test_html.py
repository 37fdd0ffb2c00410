"""The HTML is valid by html-validate, whose configuration lists exceptions for Material."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.install_html_check import node_bin
from tests.support.sites import ROOT, Run

CHECKER = ROOT / "tests" / "support" / "html"


def validate(files: Sequence[Path], report: Path) -> list[str]:
    """Returns a line for each finding in files; writes a report on the way."""
    node = node_bin()
    done = subprocess.run(
        [
            str(node / "node"),
            str(CHECKER / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"),
            "--config",
            str(CHECKER / "htmlvalidate.cjs"),
            "--formatter",
            f"json={report}",
            *map(str, files),
        ],
        env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        cwd=CHECKER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert report.is_file(), done.stdout + done.stderr
    return [
        f"{one['filePath']}:{message['line']}: {message['ruleId']}: {message['message']}"
        for one in json.loads(report.read_text("utf-8"))
        for message in one["messages"]
    ]


@pytest.mark.long
def test_every_page_of_the_example_is_valid(example: Run, tmp_path: Path) -> None:
    assert validate(sorted(example.site.rglob("*.html")), tmp_path / "report.json") == []


def test_pages_of_each_folder_are_valid(example: Run, tmp_path: Path) -> None:
    """In place of all pages: the two largest of each folder, which have most parts."""
    folders: dict[str, list[Path]] = {}
    for page in sorted(example.site.rglob("*.html"), key=lambda page: -page.stat().st_size):
        folders.setdefault(page.relative_to(example.site).parts[0], []).append(page)
    assert {"briefs", "countries", "organizations", "people", "events", "regions"} <= folders.keys()
    sample = [page for pages in folders.values() for page in pages[:2]]
    assert validate(sample, tmp_path / "report.json") == []


@pytest.mark.long
@pytest.mark.parametrize("count", [20, 60])
def test_pages_of_irregular_briefs_are_valid(corpus: Run, tmp_path: Path, count: int) -> None:
    briefs = sorted((corpus.site / "briefs").rglob("*.html"))
    sample = briefs[:: max(1, len(briefs) // count)]
    assert len(sample) >= count
    assert validate(sample, tmp_path / "report.json") == []


def test_the_checker_finds_invalid_html(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=en><title>x</title><p><div></div></p>", "utf-8")
    found = " ".join(validate([page], tmp_path / "report.json"))
    assert "close-order" in found or "element-permitted-content" in found
