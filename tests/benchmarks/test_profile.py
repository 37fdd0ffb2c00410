"""The times of a profile count for the part of the program that needs them."""

from __future__ import annotations

import cProfile
import pstats
from pathlib import Path

import pytest

from benchmarks.profile import _by_part, _page, _part


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("/p/hooks/archive/prose/body.py", "archive: prose"),
        ("/p/hooks/archive/issue.py", "archive: issue"),
        ("/p/hooks/archive/render/templates/brief.html", "templates"),
        ("/v/site-packages/markdown/core.py", "Markdown and its extensions"),
        ("/v/site-packages/pymdownx/details.py", "Markdown and its extensions"),
        ("/v/site-packages/nh3/__init__.py", "nh3"),
        ("/usr/lib/python3.11/json/decoder.py", "Python itself"),
    ],
)
def test_a_file_belongs_to_a_part(file: str, part: str) -> None:
    assert _part((file, 1, "f")) == part


def test_file_functions_are_a_part_and_other_built_in_functions_count_for_their_callers(
    tmp_path: Path,
) -> None:
    profile = cProfile.Profile()
    profile.runcall(lambda: sorted((tmp_path / str(n)).exists() for n in range(200)))
    profile.dump_stats(tmp_path / "out")
    found = _by_part(pstats.Stats(str(tmp_path / "out")))
    assert found["files and folders"] > 0
    assert found["Python itself"] > 0
    page = _page({"before": {"templates": 3.0}, "now": {"templates": 1.0, "nh3": 1.0}}, 1000)
    assert "| templates | 3.00 s | 100% | 1.00 s | 50% |" in page
    assert "| nh3 | 0.00 s | 0% | 1.00 s | 50% |" in page
