"""Whatever happens to a build, readers see one complete release."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from archive.cli import main
from archive.core.settings import Settings
from archive.publish.marks import MARKER, release_of
from archive.publish.releases import ReleaseError, Releases
from tests.support.builds import build_clean, build_staged, tree
from tests.support.sites import ROOT, brief

PLAIN = Settings(site_name="A site", search="none", workers=1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three briefs, published once."""
    (tmp_path / "briefs/2022").mkdir(parents=True)
    for name in "abc":
        write(tmp_path, name, f"First {name}")
    build_staged(tmp_path, PLAIN)
    return tmp_path


def write(project: Path, name: str, title: str) -> None:
    """Writes a brief."""
    (project / f"briefs/2022/{name}.md").write_text(brief(title=title), encoding="utf-8")


def test_without_a_change_nothing_is_written(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("site/**/*")}
    issued = build_staged(project, PLAIN)
    assert (issued.written, issued.published) == ({}, False)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("site/**/*")} == before


def test_an_edit_renders_the_pages_that_show_it_and_gives_the_reason(project: Path) -> None:
    path = project / "briefs/2022/b.md"
    path.write_text(brief(title="First b", body="Other words, and more of them."), encoding="utf-8")
    issued = build_staged(project, PLAIN)
    own = "briefs/2022/b/index.html"
    assert issued.written[own] == ("text", "words")
    assert not any(name.startswith("briefs/") for name in issued.written if name != own)
    # The cards on the actors' pages show the first paragraph.
    assert issued.written["countries/india/index.html"] == ("groups",)


def test_rollback_publishes_the_previous_release(project: Path) -> None:
    first = tree(project / "site")
    write(project, "a", "Second a")
    build_staged(project, PLAIN)
    second = tree(project / "site")
    assert second != first
    assert main(["rollback", "--root", str(project)]) == 0
    assert tree(project / "site") == first
    assert main(["rollback", "--root", str(project)]) == 0
    assert tree(project / "site") == second


def test_rollback_without_an_earlier_release_is_an_error(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rollback", "--root", str(project)]) == 2
    assert "no earlier release of site/" in capsys.readouterr().err


def test_a_folder_that_no_build_made_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError, match="did not make"):
        build_staged(tmp_path, PLAIN)
    assert tree(tmp_path / "site") == {"mine.txt": b"mine"}


def test_a_second_build_at_the_same_time_is_refused(project: Path) -> None:
    before = tree(project / "site")
    with (
        Releases(project / "site", 1).lock(),
        pytest.raises(ReleaseError, match="another build"),
    ):
        build_staged(project, PLAIN)
    assert tree(project / "site") == before


def test_a_full_disk_does_not_change_the_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(project / "site")
    write(project, "a", "Second a")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("archive.build.page_builder.write_file", full)
        with pytest.raises(OSError, match="No space left"):
            build_staged(project, PLAIN)
    assert tree(project / "site") == before
    build_staged(project, PLAIN)
    assert b"Second a" in (project / "site/briefs/2022/a/index.html").read_bytes()


@pytest.mark.long
@pytest.mark.scaled
def test_a_build_killed_at_any_moment_leaves_one_complete_release(project: Path) -> None:
    """A thread reads the site while builds are killed: each read finds a complete release."""
    chance = random.Random(5)
    site = project / "site"
    failures: list[str] = []
    reads = 0
    stop = threading.Event()

    def read() -> None:
        nonlocal reads
        while not stop.is_set():
            for page in ("index.html", "briefs/2022/a/index.html", MARKER):
                try:
                    (site / page).read_bytes()
                except OSError as error:
                    failures.append(str(error))
                reads += 1
            time.sleep(0.001)

    reader = threading.Thread(target=read)
    reader.start()
    command = [sys.executable, "-m", "tests.incremental.build_once", str(project)]
    paths = os.pathsep.join((str(ROOT), str(ROOT / "hooks")))
    try:
        for number in range(int(os.environ.get("ARCHIVE_KILLS", "5"))):
            write(project, "a", f"Number {number}")
            process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths})
            time.sleep(chance.uniform(0.2, 1.2))
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert release_of(site)
    finally:
        stop.set()
        reader.join()
    assert failures == []
    assert reads > 1000
    write(project, "a", "The last one")
    build_staged(project, PLAIN)
    assert tree(site) == build_clean(project, PLAIN)
