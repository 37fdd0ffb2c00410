"""Files in site/ that were changed by hand: the next build repairs them, whatever was done."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.core.settings import Settings
from archive.lib import folders
from archive.mkdocs_adapter.serve_state import ServeState
from archive.publish.seeding import Published
from tests.support.builds import build_clean, build_staged, tree
from tests.support.sites import brief, make_project, run_mkdocs

PLAIN = Settings(site_name="A site", search="none", workers=1)
PAGE = "countries/india/index.html"


def write(project: Path, name: str, title: str) -> None:
    file = project / f"briefs/2022/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(brief(title), "utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was published three times, so that a build writes over an outdated release.

    Each test leaves it as a clean build would make it.
    """
    folder = tmp_path_factory.mktemp("altered")
    for number in range(3):
        write(folder, "a", f"Number {number}")
        build_staged(folder, PLAIN)
    return folder


def alter_secretly(file: Path) -> None:
    """Changes a file in place; its size, its inode and the times that can be set stay."""
    about = file.stat()
    while file.stat().st_ctime_ns == about.st_ctime_ns:
        file.write_bytes(file.read_bytes().swapcase())
        os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (about.st_size, about.st_mtime_ns)


def as_folder(file: Path) -> None:
    file.unlink()
    (file / "deep").mkdir(parents=True)
    (file / "deep/x.txt").write_text("x")


def as_empty_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def as_link(file: Path) -> None:
    target = file.with_name("moved.html")
    file.rename(target)
    file.symlink_to(target.name)


def as_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def folder_as_file(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("x")


def folder_as_link(file: Path) -> None:
    target = file.parent.with_name("moved")
    file.parent.rename(target)
    file.parent.symlink_to(target.name)


ALTERATIONS = [
    alter_secretly,
    as_folder,
    folder_as_link,
    as_empty_folder,
    as_link,
    as_pipe,
    folder_as_file,
]
Alteration = Callable[[Path], None]


def assert_clean(project: Path) -> None:
    assert tree(project / "site") == build_clean(project, PLAIN)


@pytest.mark.parametrize(
    "alter",
    [*ALTERATIONS[:2], *(pytest.param(one, marks=pytest.mark.long) for one in ALTERATIONS[2:])],
)
@pytest.mark.parametrize(
    "path", [PAGE, pytest.param("assets/flags/in.svg", marks=pytest.mark.long)]
)
def test_an_altered_file_is_repaired_for_good(project: Path, alter: Alteration, path: str) -> None:
    alter(project / "site" / path)
    build_staged(project, PLAIN)
    assert_clean(project)
    # The release with the altered file is written over next.
    write(project, "a", f"After {alter.__name__} of {path}")
    build_staged(project, PLAIN)
    assert_clean(project)


def test_an_altered_file_is_repaired_by_the_build_of_an_edit(project: Path) -> None:
    """The page is in two releases, as one file."""
    write(project, "a", "Before")
    build_staged(project, PLAIN)
    alter_secretly(project / "site" / PAGE)
    write(project, "b", "New")
    build_staged(project, PLAIN)
    assert_clean(project)
    (project / "briefs/2022/b.md").unlink()
    build_staged(project, PLAIN)
    assert_clean(project)


@pytest.mark.long
def test_an_altered_file_of_a_preview_is_repaired(tmp_path: Path) -> None:
    """A link to the folder, which is in the cache, shows the same files: it may stay."""
    write(tmp_path, "a", "First")
    state = ServeState()
    build_staged(tmp_path, PLAIN, preview=state)
    whole = tree(tmp_path / "site")
    for alter in (one for one in ALTERATIONS if one is not folder_as_link):
        alter(tmp_path / "site" / PAGE)
        build_staged(tmp_path, PLAIN, preview=state)
        repaired = tree(tmp_path / "site")
        assert {path: repaired[path] for path in whole} == whole, alter


def test_only_what_was_altered_is_rendered(project: Path) -> None:
    alter_secretly(project / "site" / PAGE)
    assert build_staged(project, PLAIN).written.keys() == {PAGE}


def test_files_are_not_read_while_nobody_touches_them(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("Edited", "Edited again"):  # over a release that an earlier test has altered
        write(project, "a", title)
        build_staged(project, PLAIN)
    write(project, "a", "Edited once more")
    monkeypatch.setattr("archive.lib.output_files.digest_stream", None)
    build_staged(project, PLAIN)
    assert build_staged(project, PLAIN).current


def test_a_preview_touches_files_that_the_next_build_need_not_read(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_staged(project, PLAIN)
    published = Published(project / "site", project / ".cache/site")
    build_staged(project, PLAIN, site="shown", preview=ServeState(), published=published)
    monkeypatch.setattr("archive.lib.output_files.digest_stream", None)
    assert build_staged(project, PLAIN).current


@pytest.mark.long
@pytest.mark.parametrize("is_edited", [False, True])
def test_stray_files_are_removed_for_good(project: Path, is_edited: bool) -> None:
    strays = ("briefs/stray/index.html", "other/deep/x", "stray.txt")
    for path in strays:
        (project / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (project / "site" / path).write_text("mine")
    if is_edited:
        write(project, "a", "Edited with strays")
        # To look into each folder would take too long: those are named as they are deleted.
        assert build_staged(project, PLAIN).strays == strays[1:]
        assert_clean(project)
        write(project, "a", "Edited after strays")
        assert build_staged(project, PLAIN).strays == strays[:1]
    else:
        assert build_staged(project, PLAIN).strays == strays
    assert_clean(project)
    for number in range(2):
        write(project, "a", f"Later {number} {is_edited}")
        assert build_staged(project, PLAIN).strays == ()
        assert_clean(project)


@pytest.mark.long
def test_a_build_says_that_it_removes_stray_files(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"briefs/2022/a.md": brief()})
    assert run_mkdocs(project).code == 0
    (project / "site/no\x1bte.txt").write_text("mine")
    (project / "briefs/2022/a.md").write_text(brief("Edited"))
    said = run_mkdocs(project, "--strict")
    assert said.code == 0, said.output
    (line,) = [line for line in said.output.splitlines() if "no build made" in line]
    assert line.endswith(
        r"site/: removed 1 file that no build made, no\x1bte.txt first"
        " (hint: put what you publish into docs/)"
    )
    assert not (project / "site/no\x1bte.txt").exists()


def test_pruning_follows_no_link_and_leaves_no_empty_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    for path in (folder / "a/b/kept", folder / "c/d/stray", folder / "a/e/f", outside / "x"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (folder / "g/h").mkdir(parents=True)
    (folder / "link").symlink_to(outside)
    assert folders.prune(folder, {"a/b/kept"}) == ["a/e/f", "c/d/stray", "link"]
    assert sorted(path.name for path in folder.rglob("*")) == ["a", "b", "kept"]
    assert (outside / "x").exists()
