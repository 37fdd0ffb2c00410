"""What reading yields is kept between runs, and never believed where it could be wrong."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.core.model import Brief, Problem
from archive.lib.digest import digest_bytes
from archive.lib.storage import MAGIC, load
from archive.read import briefs as reading
from archive.read.briefs import parse_brief, read_body, read_briefs
from archive.read.cache import load_rows, save_rows
from archive.read.rows import brief_of, brief_row, problem_of, problem_row
from tests.support.sites import EXAMPLE, brief

LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of three briefs, one of them wrong, all of long ago."""
    folder = tmp_path / "briefs" / "2022"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.md").write_text(brief(title=f"Brief {name}"), encoding="utf-8")
    (folder / "c.md").write_text(brief(date="soon"), encoding="utf-8")
    for file in folder.iterdir():
        os.utime(file, ns=(LONG_AGO, LONG_AGO))
    return tmp_path


def read(project: Path) -> tuple[tuple[Brief, ...], tuple[Problem, ...]]:
    return read_briefs(project, "briefs", project / "cache.json")


def settle(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads once as if later, so that stamps are believed."""
    monkeypatch.setattr(time, "time_ns", lambda: time.monotonic_ns() + 2**62)
    read(project)


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(reading, "parse_brief", parse)


def test_the_second_reading_parses_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(project)
    forbid_parsing(monkeypatch)
    assert read(project) == first
    assert [one.digest for one in read(project)[0]] == [one.digest for one in first[0]]


def test_the_third_reading_opens_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_briefs(project, "briefs")
    settle(project, monkeypatch)

    def refuse(*_: object) -> None:
        raise AssertionError("opened again")

    monkeypatch.setattr(reading, "read_bounded", refuse)
    assert read(project) == first


def test_an_edit_within_the_clocks_tick_is_seen(project: Path) -> None:
    """Same size, same times: a file that was just changed is compared by its contents."""
    file = project / "briefs" / "2022" / "a.md"
    read(project)
    before = file.stat()
    file.write_text(brief(title="Brief z"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert read(project)[0][0].title == "Brief z"


def test_the_stamp_of_a_file_just_changed_is_not_kept(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamps() -> list[object]:
        return [row[0] for row in load(project / "cache.json")["rows"].values()]

    read(project)
    assert stamps() == [None, None, None]
    settle(project, monkeypatch)
    assert None not in stamps()


def test_an_edit_with_times_put_back_is_seen(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(project, monkeypatch)
    file = project / "briefs" / "2022" / "a.md"
    file.write_text(brief(title="Brief z"), encoding="utf-8")
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert read(project)[0][0].title == "Brief z"


def test_new_gone_and_renamed_files_are_seen(project: Path) -> None:
    read(project)
    folder = project / "briefs" / "2022"
    (folder / "a.md").rename(folder / "d.md")
    (folder / "b.md").unlink()
    (folder / "e.md").write_text(brief(), encoding="utf-8")
    briefs, problems = read(project)
    assert [one.path for one in briefs] == ["briefs/2022/d.md", "briefs/2022/e.md"]
    assert [problem.place.path for problem in problems] == ["briefs/2022/c.md"]
    assert "briefs/2022/b.md" not in (project / "cache.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("cut", [0, 1, 40, 400, -1])
def test_a_cache_cut_short_counts_as_none(project: Path, cut: int) -> None:
    first = read(project)
    cache = project / "cache.json"
    cache.write_bytes(cache.read_bytes()[:cut])
    assert read(project) == first


def test_an_altered_cache_counts_as_none(project: Path) -> None:
    first = read(project)
    cache = project / "cache.json"
    cache.write_bytes(cache.read_bytes().replace(b"Brief a", b"Brief x"))
    assert read(project) == first


@pytest.mark.parametrize(
    "row",
    ["x", [], None, [None, "d"], [None, "", [1], []], [None, "", None, ["x"]], {"a": 1}, 7],
)
def test_a_cache_of_another_shape_counts_as_none(project: Path, row: object) -> None:
    first = read(project)
    cache = project / "cache.json"
    kept = load(cache)
    rows = kept["rows"]
    rows["briefs/2022/a.md"] = row
    if isinstance(row, list) and len(row) == 4:
        # A stamp that fits, so that nothing but the shape can give it away.
        about = (project / "briefs/2022/a.md").stat()
        stamp = [about.st_size, about.st_mtime_ns, about.st_ctime_ns]
        rows["briefs/2022/a.md"] = [stamp, *row[1:]]
    save_rows(cache, kept["version"], rows)
    assert read(project) == first


def test_a_cache_of_another_program_counts_as_none(tmp_path: Path) -> None:
    save_rows(tmp_path / "c", "one", {"a": [1]})
    assert load_rows(tmp_path / "c", "one") == {"a": [1]}
    assert load_rows(tmp_path / "c", "two") == {}


def test_a_cache_that_cannot_be_written_is_none(project: Path) -> None:
    (project / "cache.json").mkdir()
    assert len(read(project)[0]) == 2
    assert not list(project.glob(".cache.json.*"))


@given(st.binary(max_size=200))
def test_any_bytes_for_a_cache_are_survived(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    head = MAGIC + b" " + digest_bytes(data).encode() + b"\n"
    for content in (data, head + data):
        file.write_bytes(content)
        assert isinstance(load_rows(file, "v"), dict)


def test_rows_give_back_the_briefs_of_the_example() -> None:
    files = sorted((EXAMPLE / "briefs").rglob("*.md"))
    assert len(files) > 15
    for file in files:
        path = file.relative_to(EXAMPLE).as_posix()
        parsed, _ = parse_brief(file.read_text(encoding="utf-8"), path, "briefs")
        assert parsed is not None
        back = brief_of(json.loads(json.dumps(brief_row(parsed))), path, "x")
        assert read_body(EXAMPLE, back) == parsed


def test_rows_give_back_problems() -> None:
    _, problems = parse_brief("---\ntitel: x\ndate: 1 May 2022\n---\n", "x.md", "")
    assert len(problems) > 3
    for problem in problems:
        assert problem_of(json.loads(json.dumps(problem_row(problem)))) == problem
