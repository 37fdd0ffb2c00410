"""Large files cost neither memory nor time in every build; files that are too large are named."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.lib import digest
from archive.lib.file_digests import LARGE, FileDigests
from archive.lib.stamps import FRESH
from tests.support.hooked import add_hook
from tests.support.lint import lint
from tests.support.sites import brief, make_project, run_mkdocs, set_option

SIZE = 64_000_000
MOST_MEMORY = 160_000_000
"""Bytes. A build of this small archive takes about 75 MB; the files together have 256 MB."""
LINKS = "[a](a.pdf) [b](b.pdf) [c](../../docs/c.pdf)"

MEASURED = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"]).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""

NOT_COPIED = """
import pathlib

def on_post_page(output, *, config, **_):
    assert not pathlib.Path(config.site_dir, "c.pdf").exists()
"""
"""Looks into the folder that MkDocs has copied files to."""


def put_sparse(file: Path, size: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.write(f"%PDF-1.4\n{file.name}".encode())
        stream.truncate(size)


@pytest.mark.long
def test_a_build_takes_no_memory_for_large_files(tmp_path: Path) -> None:
    files = {"briefs/2022/a.md": brief(body=LINKS), "briefs/2022/b.md": brief("B")}
    project = make_project(tmp_path / "project", files)
    paths = ("briefs/2022/a.pdf", "briefs/2022/b.pdf", "docs/c.pdf", "docs/d.pdf")
    for path in paths:
        put_sparse(project / path, SIZE)
    add_hook(project, NOT_COPIED)
    for text in ("B", "B, edited"):
        (project / "briefs/2022/b.md").write_text(brief(text), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", MEASURED],
            cwd=project,
            capture_output=True,
            text=True,
            check=True,
        )
        code, memory = map(int, done.stdout.split())
        assert code == 0, done.stderr
        assert memory < MOST_MEMORY
    for path in paths:
        published = project / "site" / path.removeprefix("docs/")
        assert published.stat().st_size == SIZE
        with published.open("rb") as stream:
            assert stream.read(30).startswith(f"%PDF-1.4\n{published.name}".encode())
    (project / "docs/d.pdf").unlink()
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert not (project / "site/d.pdf").exists()
    assert (project / "site/c.pdf").exists()


@pytest.mark.long
def test_a_large_picture_of_a_page_is_found(tmp_path: Path) -> None:
    """Links to a file that MkDocs does not copy are checked like others."""
    project = make_project(
        tmp_path, {"briefs/2022/a.md": brief(), "docs/x.md": "# X\n\n![x](x.png)"}
    )
    (project / "docs/x.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(LARGE))
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    assert (run.site / "x.png").stat().st_size == LARGE + 8


@pytest.mark.long
def test_each_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/a.md": brief(body="[a](a.pdf)")})
    paths = ("briefs/2022/a.pdf", "docs/a.pdf", "docs/assets/a.js")
    for path in paths:
        put_sparse(project / path, 8_000_000_000)
    found = lint(project)
    run = run_mkdocs(project)
    for path in paths:
        said = (
            f"{path}:1:1: is too large to publish: 8,000,000,000 bytes; at most 100,000,000 are"
            " allowed (hint: make it smaller, link to it on another site, or raise"
            " extra.archive.largest_file)"
        )
        assert said in found
        assert said in run.output
    assert run.code == 1
    assert "Traceback" not in run.output
    assert not run.site.exists()


def test_a_site_may_allow_larger_files(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/a.md": brief(body="[a](a.pdf)")})
    put_sparse(project / "briefs/2022/a.pdf", 2_000_001)
    set_option(project, "largest_file", "2")
    (problem,) = lint(project)
    assert "2,000,001 bytes; at most 2,000,000" in problem
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("largest_file: 2", "largest_file: 3")
    config.write_text(text, "utf-8")
    assert lint(project) == []


class Reads:
    """Counts how often a file is read for its hash."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        whole = digest.digest_stream

        def counted(stream: object) -> str:
            self.count += 1
            return whole(stream)  # type: ignore[arg-type]

        monkeypatch.setattr(digest, "digest_stream", counted)


def later() -> int:
    """A clock by which files that were just written have been there for a while."""
    return time.time_ns() + 2 * FRESH


def test_an_unchanged_file_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = tmp_path / "a.pdf", tmp_path / "kept.bin"
    put_sparse(file, LARGE)
    reads = Reads(monkeypatch)
    for _ in range(2):
        digests = FileDigests(kept, later)
        first = digests.of(file)
        assert digests.of(file) == first
        digests.save()
        assert reads.count == 1
    status = file.stat()
    with file.open("r+b") as stream:
        stream.seek(100)
        stream.write(b"other")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert FileDigests(kept, later).of(file) != first, (
        "its size and time are the same, and ctime is not"
    )


def test_a_file_that_has_just_changed_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, kept = tmp_path / "a.pdf", tmp_path / "kept.bin"
    put_sparse(file, LARGE)
    reads = Reads(monkeypatch)
    digests = FileDigests(kept)
    digests.of(file)
    digests.save()
    FileDigests(kept).of(file)
    assert reads.count == 2


def test_a_damaged_file_of_hashes_is_ignored(tmp_path: Path) -> None:
    file, kept = tmp_path / "a.pdf", tmp_path / "kept.bin"
    put_sparse(file, LARGE)
    digests = FileDigests(kept, later)
    first = digests.of(file)
    digests.save()
    data = bytearray(kept.read_bytes())
    data[-1] ^= 1
    kept.write_bytes(data)
    assert FileDigests(kept, later).of(file) == first
