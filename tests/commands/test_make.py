"""What the commands of the Makefile run."""

from __future__ import annotations

import subprocess

import pytest

from tests.support.sites import ROOT


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["build"], "mkdocs build"), (["build", "STRICT=1"], "mkdocs build --strict")],
)
def test_only_a_strict_build_stops_at_warnings(arguments: list[str], expected: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--silent", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1].strip().endswith(expected)
