"""Parsed files are cached between runs; a cache that may be out of date is not used."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from archive.core.model import Brief, Problem
from archive.read import brief_folder, briefs
from archive.read.brief_folder import read_briefs
from archive.read.briefs import read_body, read_brief
from archive.read.cache import ReadFile, ReadFiles, load_files, program_version, save_files
from archive.read.reading import Reading
from tests.support.sites import EXAMPLE, brief

LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three old briefs, one of them with an error."""
    folder = tmp_path / "briefs" / "2022"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(brief(title=f"Brief {name}"), encoding="utf-8")
    (folder / "c.md").write_text(brief(date="soon"), encoding="utf-8")
    for file in folder.iterdir():
        os.utime(file, ns=(LONG_AGO, LONG_AGO))
    return tmp_path


def read(project: Path) -> tuple[tuple[Brief, ...], tuple[Problem, ...]]:
    return read_briefs(project, "briefs", project / "cache.bin")


def cached(project: Path) -> ReadFiles:
    return load_files(project / "cache.bin", f"{program_version()} briefs")


def settle(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads once at a later time, so that stamps are trusted."""
    monkeypatch.setattr(time, "time_ns", lambda: time.monotonic_ns() + 2**62)
    read(project)


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(briefs, "parse_brief", parse)


def test_the_second_run_parses_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(project)
    forbid_parsing(monkeypatch)
    assert read(project) == first
    assert [one.digest for one in read(project)[0]] == [one.digest for one in first[0]]


def test_the_third_run_opens_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_briefs(project, "briefs")
    settle(project, monkeypatch)

    def refuse(*_: object) -> None:
        raise AssertionError("opened again")

    monkeypatch.setattr(brief_folder, "read_bounded", refuse)
    assert read(project) == first


def test_an_edit_within_a_clock_tick_is_noticed(project: Path) -> None:
    """Size and times are the same: a file that was just changed is compared by content."""
    file = project / "briefs" / "2022" / "a.md"
    read(project)
    before = file.stat()
    file.write_text(brief(title="Brief z"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read(project)[0][0].title == "Brief z"


def test_the_stamp_of_a_file_that_was_just_changed_is_not_cached(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamps() -> list[object]:
        return [one.stamp for one in cached(project).values()]

    read(project)
    assert stamps() == [None, None, None]
    settle(project, monkeypatch)
    assert None not in stamps()


def test_an_edit_with_restored_times_is_noticed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(project, monkeypatch)
    file = project / "briefs" / "2022" / "a.md"
    file.write_text(brief(title="Brief z"), encoding="utf-8")
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert read(project)[0][0].title == "Brief z"


def test_new_deleted_and_renamed_files_are_noticed(project: Path) -> None:
    read(project)
    folder = project / "briefs" / "2022"
    (folder / "a.md").rename(folder / "d.md")
    (folder / "b.md").unlink()
    (folder / "e.md").write_text(brief(), encoding="utf-8")
    found, problems = read(project)
    assert [one.path for one in found] == ["briefs/2022/d.md", "briefs/2022/e.md"]
    assert [problem.place.path for problem in problems] == ["briefs/2022/c.md"]
    assert list(cached(project)) == [f"briefs/2022/{name}.md" for name in "cde"]


@pytest.mark.parametrize("cut", [0, 1, 40, 400, -1])
def test_a_truncated_cache_is_not_used(project: Path, cut: int) -> None:
    first = read(project)
    cache = project / "cache.bin"
    cache.write_bytes(cache.read_bytes()[:cut])
    assert read(project) == first


def test_an_altered_cache_is_not_used(project: Path) -> None:
    first = read(project)
    cache = project / "cache.bin"
    cache.write_bytes(cache.read_bytes().replace(b"Brief a", b"Brief x"))
    assert read(project) == first


@pytest.mark.parametrize("other", ["another program", f"{program_version()} other/folder"])
def test_a_cache_of_another_version_is_not_used(project: Path, other: str) -> None:
    first = read(project)
    files = cached(project)
    save_files(project / "cache.bin", other, {path: ReadFile("", None, ()) for path in files})
    assert cached(project) == {}
    assert read(project) == first
    assert cached(project) == files


def test_a_cache_that_cannot_be_written_is_ignored(project: Path) -> None:
    (project / "cache.bin").mkdir()
    assert len(read(project)[0]) == 2
    assert not list(project.glob(".cache.bin.*"))


def test_the_cache_returns_what_was_parsed(tmp_path: Path) -> None:
    """The first run reads the files, the second the cache."""
    for file in (EXAMPLE / "briefs").rglob("*.md"):
        copy = tmp_path / file.relative_to(EXAMPLE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    bad = tmp_path / "briefs" / "bad.md"
    bad.write_text("---\ntitel: x\ndate: 1 May 2022\nactors: CSTO\n---\n", encoding="utf-8")
    parsed = [
        read_brief(tmp_path / path, path, "briefs")
        for path in sorted(
            (file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md")),
            key=lambda path: path.split("/"),
        )
    ]
    for _ in range(2):
        found, problems = read_briefs(tmp_path, "briefs", tmp_path / "cache.bin")
        assert [read_body(tmp_path, one) for one in found] == [one for one, _ in parsed if one]
        assert [one.digest for one in found] == [one.digest for one, _ in parsed if one]
        assert problems == tuple(problem for _, some in parsed for problem in some)
        assert len(problems) > 2


def test_unchanged_briefs_are_the_same_objects_in_one_process(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Resolved names are cached by the identity of a brief."""
    monkeypatch.setattr(time, "time_ns", lambda: time.monotonic_ns() + 2**62)
    reading = Reading()
    first, _ = read_briefs(project, "briefs", reading=reading)
    os.utime(project / "briefs/2022/a.md")
    (project / "briefs/2022/b.md").write_text(brief(title="Brief z"), encoding="utf-8")
    second, _ = read_briefs(project, "briefs", reading=reading)
    assert [new is old for new, old in zip(second, first, strict=True)] == [True, False]
