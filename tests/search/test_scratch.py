"""Pagefind's own files: in memory where there is room, and never left there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.search import pagefind

PAGE = '<html lang="en"><body data-pagefind-body><h1>Border</h1></body></html>'


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pagefind, "MEMORY", tmp_path)
    monkeypatch.setattr(pagefind, "ROOM", 1)
    return tmp_path


def test_what_a_killed_build_left_in_memory_is_removed(memory: Path) -> None:
    with pagefind._scratch() as folder:
        shutil.copytree(folder, left := folder.with_name("killed"))
        (left / "page.html").touch()
    assert left.parent.parent == memory
    assert left.exists()
    files = pagefind.index_documents([("a/", PAGE)])
    assert any(path.startswith("fragment/") for path in files)
    assert not [*left.parent.iterdir()]


def test_a_folder_of_somebody_else_is_not_used(memory: Path, tmp_path: Path) -> None:
    with pagefind._scratch() as folder:
        shared = folder.parent
    shared.rmdir()
    shared.symlink_to(tmp_path)
    with pagefind._scratch() as folder:
        assert memory not in folder.parents
