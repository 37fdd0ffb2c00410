"""The benchmark of the codec compares equal data."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.read.cache import load_files
from benchmarks.codec import CODEC, ROWS, VERSION, load_rows, measure, prepare


@pytest.mark.long
def test_both_sides_store_the_same_briefs(tmp_path: Path) -> None:
    prepare(tmp_path, 5)
    files = load_files(tmp_path / CODEC, VERSION)
    assert len(files) == 5
    assert load_rows(tmp_path / ROWS) == files
    for side in (CODEC, ROWS):
        before = (tmp_path / side).read_bytes()
        assert all(taken > 0 for taken in measure(tmp_path, side))
        assert (tmp_path / "scratch").read_bytes() == before
