"""A preview discards state in memory that is out of date."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.core.settings import Settings
from archive.mkdocs_adapter.serve_state import ServeState
from archive.read.reading import Reading
from archive.resolve.resolver import Resolutions
from tests.support.builds import build_staged, tree
from tests.support.sites import brief

SETTINGS = Settings(site_name="A site", search="none", pair_minimum=1, workers=1)


TICK = 10_000_000
"""Nanoseconds in which files count as just written, in place of the program's two seconds."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in ("brief_folder", "reading"):
        monkeypatch.setattr(f"archive.read.{module}.FRESH", TICK)
    write(tmp_path, "briefs/2022/a.md", brief(actors="India, Nowhere Land"))
    write(tmp_path, "briefs/2022/b.md", brief("Another", actors="India, CSTO"))
    return tmp_path


def write(project: Path, path: str, text: str) -> None:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    time.sleep(2 * TICK / 1e9)


def test_an_unknown_name_is_reported_in_each_build(project: Path) -> None:
    reading, resolutions = Reading(), Resolutions()
    for _ in range(3):
        sources = read_sources(project, SETTINGS, reading=reading, resolutions=resolutions)
        assert ['"Nowhere Land"' in str(one) for one in sources.problems] == [True]
        names = {entity.name for entity in sources.graph.entities.values()}
        assert "Nowhere Land" in names


def test_names_are_resolved_again_when_the_registry_changes(project: Path) -> None:
    reading, resolutions = Reading(), Resolutions()
    file = project / "registry" / "organizations.yml"
    write(project, "registry/organizations.yml", "nowhere:\n  name: Nowhere Land\n  kind: forum\n")
    first = read_sources(project, SETTINGS, reading=reading, resolutions=resolutions)
    assert not first.problems
    assert first.graph.by_path["briefs/2022/a.md"].actors == ("in", "nowhere")
    file.unlink()
    second = read_sources(project, SETTINGS, reading=reading, resolutions=resolutions)
    assert len(second.problems) == 1
    assert "nowhere" not in second.graph.by_path["briefs/2022/a.md"].actors


def test_a_build_of_another_process_in_between_is_noticed(project: Path) -> None:
    mine = ServeState()
    build_staged(project, SETTINGS, preview=mine)
    own = tree(project / "site")
    original = (project / "briefs/2022/b.md").read_text("utf-8")
    write(project, "briefs/2022/b.md", brief("Changed elsewhere", actors="India, CSTO"))
    build_staged(project, SETTINGS, preview=ServeState())
    assert tree(project / "site") != own
    write(project, "briefs/2022/b.md", original)
    build_staged(project, SETTINGS, preview=mine)
    assert tree(project / "site") == own


def test_a_damaged_page_is_written_again(project: Path) -> None:
    kept = ServeState()
    build_staged(project, SETTINGS, preview=kept)
    own = tree(project / "site")
    write(project, "site/index.html", "damaged")
    build_staged(project, SETTINGS, preview=kept)
    assert tree(project / "site") == own
