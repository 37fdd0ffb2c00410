"""Briefs are indexed while other pages are rendered; the rest is indexed afterwards."""

from __future__ import annotations

import hashlib
import multiprocessing
import time
from pathlib import Path

import pytest

from archive.search import shards
from archive.search.ahead import indexing
from archive.search.shards import Entry, index_shards, missing_parts
from tests.support.waiting import wait_until


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "LEAST", 5)
    # A browser that another test has left running has threads here.
    monkeypatch.setattr("archive.search.ahead.threading.active_count", lambda: 1)


def html(url: str) -> str:
    return (
        '<html lang="en"><body data-pagefind-body><h1 data-pagefind-meta="title">'
        f"{url}</h1><p>Text of {url}</p></body></html>"
    )


def entries_of(*kinds: str) -> dict[str, Entry]:
    """Eight documents of each kind, two a month."""
    urls = {
        f"{kind}/{number}/": f"2022-{number // 2 + 1:02}-01"
        for kind in kinds
        for number in range(8)
    }
    return {
        url: Entry(hashlib.sha256(html(url).encode()).hexdigest(), day) for url, day in urls.items()
    }


def wait_until_done(entries: dict[str, Entry], cache: Path) -> None:
    wait_until(lambda: missing_parts(entries, cache), lambda missing: not missing)


def test_what_was_indexed_ahead_is_not_indexed_again(tmp_path: Path) -> None:
    briefs, every = entries_of("briefs"), entries_of("briefs", "countries")
    with indexing(briefs, html, tmp_path / "ahead"):
        wait_until_done(briefs, tmp_path / "ahead")
    asked: list[str] = []

    def load(url: str) -> str:
        asked.append(url)
        return html(url)

    made, indexed = index_shards(every, load, tmp_path / "ahead", 1)
    assert asked
    assert all(url.startswith("countries/") for url in asked)
    assert indexed < len(made)
    assert made == index_shards(every, html, tmp_path / "clean", 1)[0]


def test_it_ends_with_the_context(tmp_path: Path) -> None:
    briefs = entries_of("briefs")

    def slow(url: str) -> str:
        time.sleep(0.2)
        return html(url)

    with indexing(briefs, slow, tmp_path):
        pass
    left = missing_parts(briefs, tmp_path)
    assert left
    assert multiprocessing.active_children() == [], "nothing goes on behind"
    assert index_shards(briefs, html, tmp_path, 1)[1] == len(left)


def test_a_failure_is_left_to_who_comes_after(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    briefs = entries_of("briefs")

    def fail(url: str) -> str:
        raise KeyError(url)

    with indexing(briefs, fail, tmp_path):
        wait_until(multiprocessing.active_children, lambda running: not running)
    assert capfd.readouterr() == ("", "")
    assert missing_parts(briefs, tmp_path)
    with pytest.raises(KeyError):
        index_shards(briefs, fail, tmp_path, 1)


def test_where_all_is_there_nothing_is_done(tmp_path: Path) -> None:
    briefs = entries_of("briefs")
    index_shards(briefs, html, tmp_path, 1)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    with indexing(briefs, html, tmp_path):
        pass
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before


def test_without_shared_memory_it_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A semaphore needs /dev/shm: some containers have none, or one that cannot be written."""

    def refuse(_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("multiprocessing.context.BaseContext.Event", refuse)
    caplog.set_level("INFO")
    with indexing({"a/": Entry("1")}, lambda _: "", tmp_path):
        pass
    (record,) = caplog.records
    assert record.getMessage().startswith("/dev/shm cannot be used (Read-only file system): ")
    assert "(hint: mount a writable /dev/shm" in record.getMessage()
