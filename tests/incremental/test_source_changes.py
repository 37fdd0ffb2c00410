"""A build notices that its sources change while it reads them."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.lib import source_changes
from archive.lib.digest import digest_file
from archive.lib.file_digests import FileDigests
from archive.lib.source_changes import (
    SourceChangedError,
    check_unchanged,
    find_changed,
    take_snapshot,
)
from archive.lib.stamps import FRESH
from archive.outputs.copies import _copy
from archive.read.briefs import read_body, read_brief
from tests.support.sites import brief


def later() -> int:
    """A clock by which files that were just written have been there for a while."""
    return time.time_ns() + 2 * FRESH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    (sources / "2022").mkdir(parents=True)
    for name in ("a.md", "b.md"):
        (sources / "2022" / name).write_text(name, "utf-8")
    return sources


def edited(folder: Path) -> list[str]:
    (folder / "2022/a.md").write_text("other", "utf-8")
    return ["2022/a.md"]


def of_equal_size_with_its_old_time(folder: Path) -> list[str]:
    file = folder / "2022/a.md"
    before = file.stat()
    file.write_text("A.md", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    return ["2022/a.md"]


def replaced(folder: Path) -> list[str]:
    (folder / "new").write_text("A.md", "utf-8")
    (folder / "new").rename(folder / "2022/a.md")
    return ["2022/a.md"]


def deleted(folder: Path) -> list[str]:
    (folder / "2022/b.md").unlink()
    return ["2022/b.md"]


def folder_deleted(folder: Path) -> list[str]:
    (folder / "2022").rename(folder.parent / "elsewhere")
    return ["2022/a.md", "2022/b.md"]


def added(folder: Path) -> list[str]:
    (folder / "2023").mkdir()
    (folder / "2023/c.md").touch()
    return ["2023/c.md"]


def turned_into_a_link(folder: Path) -> list[str]:
    (folder / "2022/b.md").unlink()
    (folder / "2022/b.md").symlink_to("a.md")
    return ["2022/b.md"]


def backup_of_an_editor(folder: Path) -> list[str]:
    for name in ("a.md~", ".a.md.swp", "#a.md#", ".git/index"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    return []


@pytest.mark.parametrize("clock", [time.time_ns, later], ids=["just saved", "settled"])
@pytest.mark.parametrize(
    "change",
    [
        edited,
        of_equal_size_with_its_old_time,
        replaced,
        deleted,
        folder_deleted,
        added,
        turned_into_a_link,
        backup_of_an_editor,
    ],
)
def test_every_change_is_found(
    folder: Path, change: Callable[[Path], list[str]], clock: Callable[[], int]
) -> None:
    snapshot = take_snapshot([folder], clock)
    assert find_changed(snapshot) == []
    changed = change(folder)
    assert find_changed(snapshot) == [str(folder / path) for path in changed]


def test_a_file_saved_again_within_a_clock_tick_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size, times and inode are the same."""
    snapshot = take_snapshot([folder])
    monkeypatch.setattr(source_changes, "file_states", lambda _: dict(snapshot.states))
    assert find_changed(snapshot) == []
    (folder / "2022/a.md").write_text("A.md", "utf-8")
    assert find_changed(snapshot) == [str(folder / "2022/a.md")]
    assert (
        find_changed(snapshot, {str(folder / "2022/a.md"): digest_file(folder / "2022/a.md")}) == []
    )


def test_a_file_with_the_bytes_that_were_read_has_not_changed(folder: Path) -> None:
    file = folder / "2022/a.md"
    snapshot = take_snapshot([folder], later)
    file.write_text("saved, and then read", "utf-8")
    read = {str(file): digest_file(file)}
    assert find_changed(snapshot, read) == []
    file.touch()
    assert find_changed(snapshot, read) == []
    file.write_text("saved once more", "utf-8")
    assert find_changed(snapshot, read) == [str(file)]
    with pytest.raises(SourceChangedError, match=r"sources/2022/a\.md"):
        check_unchanged(snapshot, folder.parent, read)


def test_files_that_a_plugin_has_generated_belong_to_the_sources(folder: Path) -> None:
    snapshot = take_snapshot([folder, folder.parent / "mkdocs.yml"], later)
    deleted(folder)
    edited(folder)
    accepted = snapshot.with_place(folder)
    assert find_changed(accepted) == []
    (folder.parent / "mkdocs.yml").touch()
    assert find_changed(accepted) == [str(folder.parent / "mkdocs.yml")]


@pytest.mark.parametrize("text", [brief(body="Other."), None], ids=["edited", "deleted"])
def test_the_body_of_a_brief_is_that_of_its_front_matter(text: str | None, tmp_path: Path) -> None:
    file = tmp_path / "briefs/a.md"
    file.parent.mkdir()
    file.write_text(brief(), "utf-8")
    whole, _ = read_brief(file, "briefs/a.md", "briefs")
    assert whole
    bodyless = replace(whole, body="")
    assert read_body(tmp_path, bodyless) == whole
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    with pytest.raises(SourceChangedError) as caught:
        read_body(tmp_path, bodyless)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("a.csv", "a,b", "a,c"),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "<svg"),
        (
            "b.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            '<svg xmlns="http://www.w3.org/2000/svg"/>',
        ),
    ],
)
def test_a_copied_file_is_that_of_its_cache_key(
    name: str, first: str, second: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text(first, "utf-8")
    digests = FileDigests(tmp_path / "kept.bin")
    digests.of(file)
    with (tmp_path / "copy").open("wb") as stream:
        _copy(tmp_path, digests.of, file, stream)
        file.write_text(second, "utf-8")
        with pytest.raises(SourceChangedError, match=name):
            _copy(tmp_path, digests.of, file, stream)
