"""The home page follows ``docs/index.md``, even if nothing else has changed."""

from __future__ import annotations

from pathlib import Path

from tests.support.in_process import build_in_process
from tests.support.sites import brief, make_project


def test_the_home_page_shows_the_new_text(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"briefs/2022/a.md": brief()})
    text = project / "docs/index.md"
    for words in ("First words", "Second words"):
        text.write_text(f"# Welcome\n\n{words}.\n", "utf-8")
        build_in_process(project)
        assert words in (project / "site/index.html").read_text("utf-8")
    text.unlink()
    build_in_process(project)
    assert "Welcome" not in (project / "site/index.html").read_text("utf-8")
