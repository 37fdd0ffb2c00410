"""A build that is killed at any step leaves a whole site; whoever opens it next recovers it.

Every call that changes a file is a step. A kill is an exception that nothing handles.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.cli import main
from archive.core.settings import Settings
from archive.incremental.records import BuildRecord
from archive.lib.output_files import write_file
from archive.mkdocs_adapter.serve_state import ServeState
from archive.publish import exchange
from archive.publish.marks import MARKER, release_of
from archive.publish.releases import NEXT, ReleaseError, Releases
from archive.publish.seeding import Published
from archive.publish.staging import Staging
from tests.support.builds import build_clean, build_staged, tree
from tests.support.sites import brief

CHANGING = ("rename", "replace", "unlink", "rmdir", "mkdir", "link", "write")
SAME = {"index.html": "start", "404.html": "none", "deep/er/index.html": "deep"}


class Killed(BaseException):
    """The process ends here."""


@contextmanager
def killed_before(step: int, *, at_once: bool) -> Iterator[list[str]]:
    """Kills the process before a step; yields the steps that were taken until then.

    Args:
        step: Number of the step.
        at_once: Whether the system can swap two folders in one step.
    """
    taken: list[str] = []

    def counted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **options: object) -> object:
            if len(taken) >= step:
                raise Killed(name)
            taken.append(name)
            return call(*arguments, **options)

        return run

    def refuse(*_: object) -> bool:
        return False

    with pytest.MonkeyPatch.context() as patch:
        for name in CHANGING:
            patch.setattr(os, name, counted(name, getattr(os, name)))
        swap = counted("exchange", exchange.exchange) if at_once else refuse
        patch.setattr(exchange, "exchange", swap)
        yield taken


def content(number: int) -> dict[str, str]:
    """Returns the files of a release: some are those of every other release."""
    own = {"index.html": f"start {number}", f"only-{number}/index.html": f"{number}"}
    return {**SAME, **own, "often.html": str(number % 2)}


def publish(project: Path, number: int, keep: int = 1) -> None:
    """Publishes a release as a build does: what has changed is written, the rest is linked."""
    staging = Staging(project / "site", project / "cache", preview=False, keep=keep)
    staging.open()
    try:
        staging.stage()
        for path, text in content(number).items():
            if staging.has({path: text}):
                staging.keep([path])
            else:
                written = write_file(staging.folder, path, text.encode(), text)
                staging.have(path, written)
        staging.publish(BuildRecord(base="b", name="A site"))
    finally:
        staging.close()


def roll_back(project: Path, _: int) -> None:
    """Publishes the previous release."""
    releases = Releases(project / "site", 1)
    with releases.lock():
        releases.roll_back()


def published(project: Path) -> int:
    """Returns the number of the release in site/, which must be whole and without other files."""
    return whole(project / "site")


def whole(folder: Path) -> int:
    files = {path: data.decode() for path, data in tree(folder).items()}
    del files[MARKER]
    number = int(files["index.html"].split()[1])
    assert files == content(number)
    return number


Action = Callable[[Path, int], None]


def assert_all_whole(project: Path) -> list[int]:
    """Asserts that all earlier releases are whole, and returns their numbers, newest first."""
    return [whole(folder) for folder in Releases(project / "site", 1).earlier()]


@pytest.mark.parametrize("at_once", [True, False], ids=["at-once", "in-two-steps"])
@pytest.mark.parametrize(
    ("before", "action"),
    [
        (0, publish),
        (1, publish),
        (2, publish),
        pytest.param(4, publish, marks=pytest.mark.long),
        (2, roll_back),
        (3, roll_back),
    ],
    ids=["first", "second", "third", "fifth", "rollback", "another rollback"],
)
def test_a_kill_at_any_step_leaves_a_whole_site(
    tmp_path: Path, before: int, action: Action, at_once: bool
) -> None:
    step, is_done = 0, False
    outcomes: set[int] = set()
    while not is_done:
        project = tmp_path / str(step)
        for number in range(1, before + 1):
            publish(project, number)
        old, new = before, before + 1 if action is publish else before - 1
        with killed_before(step, at_once=at_once) as taken:
            try:
                action(project, new)
                is_done = True
            except Killed:
                pass
        if at_once and old:
            assert published(project) in (old, new), "before anything is opened"
        # Opening recovers; nothing that was published is lost.
        with Releases(project / "site", 1).lock():
            pass
        assert_all_whole(project)
        assert not (project / ".site-releases/swap.json").exists()
        now = published(project) if old or (project / "site").exists() else 0
        assert now in (old, new), taken
        outcomes.add(now)
        was_recycled = action is publish and now == old
        if old and not was_recycled:
            roll_back(project, 0)
            assert published(project) == (old if now == new else new), taken
            roll_back(project, 0)
            assert published(project) == now
        publish(project, before + 5)
        assert published(project) == before + 5
        if now:
            roll_back(project, 0)
            assert published(project) == now
        step += 1
    assert outcomes == {old, new}
    assert step > 5


@pytest.mark.long
def test_a_kill_while_old_releases_are_deleted_leaves_whole_ones_in_order(tmp_path: Path) -> None:
    step, is_done = 0, False
    while not is_done:
        project = tmp_path / str(step)
        for number in range(1, 7):
            publish(project, number, keep=3)
        assert assert_all_whole(project) == [5, 4, 3]
        with killed_before(step, at_once=True):
            try:
                publish(project, 7, keep=2)
                is_done = True
            except Killed:
                pass
        with Releases(project / "site", 1).lock():
            pass
        left = assert_all_whole(project)
        assert published(project) == 7 or left == [5, 4, 3][: len(left)]
        names = {path.name for path in (project / ".site-releases").iterdir()}
        assert len(names - {"lock", NEXT, "mark.part"}) <= len(left) + 1
        publish(project, 8, keep=2)
        assert published(project) == 8
        step += 1


def test_builds_and_rollbacks_need_no_swap_in_one_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    for number in range(1, 5):
        publish(tmp_path, number)
        assert published(tmp_path) == number
    for number in (3, 4, 3):
        roll_back(tmp_path, 0)
        assert published(tmp_path) == number


def test_a_site_that_cannot_be_moved_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, 1)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if target.name == "site" and self.name == NEXT:
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "exchange", lambda *_: False)
        patch.setattr(Path, "rename", fail)
        with pytest.raises(OSError, match="busy"):
            publish(tmp_path, 2)
    assert published(tmp_path) == 1
    publish(tmp_path, 2)
    roll_back(tmp_path, 0)
    assert published(tmp_path) == 1


def test_what_an_earlier_version_left_without_a_site_is_published(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / "site").rename(tmp_path / ".site-releases" / NEXT)
    with Releases(tmp_path / "site", 1).lock():
        assert published(tmp_path) == 1


def test_a_damaged_note_of_a_swap_is_ignored(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    for text in ("", "{", "[]", '{"folder": "../x", "release": "", "kept": "1", "published": ""}'):
        (tmp_path / ".site-releases/swap.json").write_text(text)
        publish(tmp_path, 2)
        publish(tmp_path, 1)
    assert published(tmp_path) == 1


PLAIN = Settings(site_name="A site", search="none", workers=1)


def kill_between_renames(project: Path) -> None:
    """Kills a build where the system cannot swap folders, after the site was moved away."""
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == NEXT:
            raise Killed
        return rename(self, target)

    (project / "briefs/2022/b.md").write_text(brief("Second"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchange, "exchange", lambda *_: False)
        patch.setattr(Path, "rename", fail)
        with pytest.raises(Killed):
            build_staged(project, PLAIN)
    assert not (project / "site").exists()


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A project whose site has just been moved away."""
    (tmp_path / "briefs/2022").mkdir(parents=True)
    (tmp_path / "briefs/2022/a.md").write_text(brief("First"))
    build_staged(tmp_path, PLAIN)
    kill_between_renames(tmp_path)
    return tmp_path


def test_a_build_recovers(killed: Path) -> None:
    assert build_staged(killed, PLAIN).current
    assert tree(killed / "site") == build_clean(killed, PLAIN)


def test_rollback_recovers(killed: Path) -> None:
    assert main(["rollback", "--root", str(killed)]) == 0
    assert not (killed / "site/briefs/2022/b/index.html").exists()
    assert (killed / "site/briefs/2022/a/index.html").exists()


def test_a_preview_recovers_and_starts_from_the_site(killed: Path) -> None:
    from_site = Published(killed / "site", killed / ".cache/site")
    made = build_staged(killed, PLAIN, site="shown", preview=ServeState(), published=from_site)
    assert made.written == {}
    assert release_of(killed / "site")


FOREIGN = {"7/notes.txt": "mine", "1/index.html": "mine", "old/a.txt": "mine", "next.txt": "mine"}


def test_folders_that_are_not_ours_are_never_touched(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    folder = tmp_path / ".site-releases"
    for path, text in FOREIGN.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text)
    (folder / "1" / MARKER).write_text("[]")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / MARKER).write_text(json.dumps({"release": "x"}))
    (folder / "9").symlink_to(outside)
    (folder / "²").mkdir()
    for number in range(2, 6):
        publish(tmp_path, number)
        roll_back(tmp_path, 0)
        assert published(tmp_path) == number - 1
        roll_back(tmp_path, 0)
    assert {path: (folder / path).read_text() for path in FOREIGN} == FOREIGN
    assert (folder / "9").is_symlink()
    assert (outside / MARKER).exists()
    assert len(Releases(tmp_path / "site", 1).earlier()) == 1


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_something_else_in_place_of_the_next_release_is_refused(tmp_path: Path, kind: str) -> None:
    publish(tmp_path, 1)
    place, outside = tmp_path / ".site-releases" / NEXT, tmp_path / "outside"
    outside.mkdir()
    if kind == "folder":
        place.mkdir()
        (place / "mine.txt").write_text("mine")
    elif kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(outside)
    said = "contains files that this program did not make" if kind == "folder" else "not a folder"
    with pytest.raises(ReleaseError, match=f"{NEXT}/? .*{said}.*hint"):
        publish(tmp_path, 2)
    assert published(tmp_path) == 1
    assert kind != "folder" or (place / "mine.txt").read_text() == "mine"


def as_link(lock: Path) -> None:
    lock.symlink_to(lock.parent.parent / "victim")


def as_folder(lock: Path) -> None:
    lock.mkdir()


def as_device(lock: Path) -> None:
    os.mknod(lock, 0o600 | 0o020000, os.makedev(1, 5))


DEVICES = [as_device] if os.geteuid() == 0 else []


@pytest.mark.parametrize("put", [as_link, os.mkfifo, as_folder, *DEVICES])
def test_something_else_in_place_of_the_lock_is_refused(
    tmp_path: Path, put: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The alarm ends a test that waits for the other end of a pipe."""
    publish(tmp_path, 1)
    (tmp_path / "victim").write_text("content")
    lock = tmp_path / ".site-releases/lock"
    lock.unlink()
    put(lock)
    with pytest.raises(ReleaseError, match=r"^\.site-releases/lock is a \w+ \(hint: remove it"):
        publish(tmp_path, 2)
    assert main(["rollback", "--root", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (tmp_path / "victim").read_text() == "content"
    assert published(tmp_path) == 1


def test_a_pipe_in_place_of_a_mark_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / MARKER)
    assert release_of(tmp_path) == ""
