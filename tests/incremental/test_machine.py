"""A full disk or a folder that cannot be written is a one-line error, and damages nothing."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.lib.workers import run_all
from tests.support.builds import tree
from tests.support.sites import ROOT, Run, brief, make_project, run_mkdocs

TEXT = "Words of a brief, and more of them. " * 100


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, published once."""
    project = make_project(
        tmp_path_factory.mktemp("built") / "project",
        {f"briefs/2022/n{number}.md": brief(f"Brief {number}") for number in range(3)},
    )
    assert run_mkdocs(project).code == 0
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of the project, with a changed brief."""
    copy = tmp_path / "project"
    shutil.copytree(built, copy, copy_function=shutil.copy2)
    (copy / "briefs/2022/n1.md").write_text(brief("Changed", body=TEXT), encoding="utf-8")
    return copy


def run_limited(project: Path, size: int) -> Run:
    """Builds with a limit on the size of files in bytes, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    return Run(done.returncode, done.stdout, project / "site")


def assert_one_line(run: Run, before: dict[str, bytes]) -> str:
    """Checks that the error is one line and the site is unchanged; returns the line."""
    assert run.code == 1, run.output
    assert "Traceback" not in run.output
    (line,) = [line for line in run.output.splitlines() if "was not touched" in line]
    assert tree(run.site) == before
    return line


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(100, marks=pytest.mark.long),
        pytest.param(3_000, marks=pytest.mark.long),
        pytest.param(12_000, marks=pytest.mark.long),
        pytest.param(30_000, marks=pytest.mark.long),
        pytest.param(60_000, marks=pytest.mark.long),
    ],
)
def test_a_full_disk_is_an_error_in_one_line(project: Path, size: int) -> None:
    before = tree(project / "site")
    line = assert_one_line(run_limited(project, size), before)
    assert "File too large" in line or "database" in line or "Pagefind" in line
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert "Changed" in run.page("briefs/2022/n1")


@pytest.mark.long
@pytest.mark.parametrize("size", [3_000, pytest.param(60_000, marks=pytest.mark.long)])
def test_a_disk_that_is_full_from_the_start_is_an_error_in_one_line(
    project: Path, size: int
) -> None:
    for name in (".cache", ".site-releases", "site"):
        shutil.rmtree(project / name)
    run = run_limited(project, size)
    assert_one_line(run, {})
    assert run_mkdocs(project).code == 0


def as_file(path: str) -> Callable[[Path], None]:
    """Replaces a folder by a file: nothing can be written below it, not even by root."""

    def replace(project: Path) -> None:
        shutil.rmtree(project / path, ignore_errors=True)
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text("in the way", encoding="utf-8")

    return replace


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(".site-releases", marks=pytest.mark.long),
        ".site-releases/lock/x",
        pytest.param(".cache", marks=pytest.mark.long),
        ".cache/archive/scratch",
    ],
)
def test_a_folder_that_cannot_be_written_is_an_error_in_one_line(project: Path, path: str) -> None:
    before = tree(project / "site")
    if path.endswith("lock/x"):
        (project / ".site-releases/lock").unlink()
    as_file(path)(project)
    line = assert_one_line(run_mkdocs(project), before)
    assert ".site-releases" in line or ".cache" in line


def test_a_file_in_place_of_the_site_is_not_replaced(project: Path) -> None:
    as_file("site")(project)
    run = run_mkdocs(project)
    assert run.code == 1
    assert "site is a file (hint: remove it); the published site was not touched" in run.output
    assert (project / "site").read_text("utf-8") == "in the way"


def test_an_error_in_a_worker_is_raised_in_the_parent(tmp_path: Path) -> None:
    def make() -> Callable[[int], None]:
        def work(number: int) -> None:
            (tmp_path / "none" / str(number)).write_text("x")

        return work

    with pytest.raises(FileNotFoundError, match="none/"):
        list(run_all(make, range(300), 2))


@pytest.mark.parametrize("size", [10**6, 0], ids=["sending", "waiting"])
def test_workers_end_with_a_process_that_is_killed(size: int) -> None:
    """A remaining worker would hold the lock of the killed build."""
    script = f"""
import os, time
from archive.lib.workers import run_all

def prepare():
    os.write(1, b"begun\\n")
    return lambda _: 'x' * {size}

for _ in run_all(prepare, range(400), 3, 1):
    time.sleep(60)
"""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "hooks")))
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    for _ in range(3):
        assert process.stdout.readline() == b"begun\n"
    time.sleep(0.5)
    process.kill()
    # Their output ends when the last of them has ended.
    output, _ = process.communicate(timeout=20)
    assert output == b""
