"""A build in a fresh clone with restored ``.cache``, ``site`` and ``.site-releases``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import BinaryIO

import pytest

from archive.core.settings import Settings
from archive.lib.output_files import Written, intact, with_same_content, write_file, write_stream
from archive.mkdocs_adapter.serve_state import ServeState
from tests.support.builds import build_staged, tree
from tests.support.sites import Run, brief, make_project, run_mkdocs

PLAIN = Settings(site_name="A site", search="none", workers=1)
OTHERS = {
    f"briefs/2022/b{number}.md": brief(f"Brief {number}", actors="India, CSTO")
    for number in range(9)
}
LINE = brief(body="One other line.")


def copy(project: Path, folder: Path) -> Path:
    """Copies a project with its caches: inodes differ, and all times are now."""
    return Path(shutil.copytree(project, folder, copy_function=shutil.copyfile))


def pages_made(run: Run) -> int:
    """Returns the number of pages that a build has rendered."""
    assert run.code == 0, run.output
    found = re.search(r"(\d+) of \d+ pages made", run.output)
    assert found, run.output
    return int(found[1])


@pytest.mark.long
@pytest.mark.parametrize(
    "where", ["another path", pytest.param("same path", marks=pytest.mark.long)]
)
def test_an_edit_renders_no_more_pages_than_without_the_restore(where: str, tmp_path: Path) -> None:
    files = {"briefs/2022/a.md": brief(), **OTHERS}
    project = make_project(tmp_path / "project", files)
    everything = pages_made(run_mkdocs(project))
    restored = copy(project, tmp_path / "other" / "clone")
    (project / "briefs/2022/a.md").write_text(LINE, "utf-8")
    made = pages_made(run_mkdocs(project))
    assert 0 < made < everything / 2
    if where == "same path":
        project.rename(tmp_path / "built")
        restored = restored.rename(project)
        project = tmp_path / "built"
    (restored / "briefs/2022/a.md").write_text(LINE, "utf-8")
    assert pages_made(run_mkdocs(restored)) <= made
    assert tree(restored / "site") == tree(project / "site")


@pytest.mark.long
def test_without_an_edit_nothing_is_rendered(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"briefs/2022/a.md": brief(), **OTHERS})
    run_mkdocs(project)
    restored = copy(project, tmp_path / "clone")
    assert pages_made(run_mkdocs(restored)) == 0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An archive that was built twice and has an earlier release."""
    for path, text in {"project/briefs/2022/a.md": brief(), **OTHERS}.items():
        file = tmp_path / "project" / path.removeprefix("project/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    build_staged(tmp_path / "project", PLAIN)
    (tmp_path / "project/briefs/2022/b1.md").write_text(LINE, "utf-8")
    build_staged(tmp_path / "project", PLAIN)
    return tmp_path / "project"


def test_an_altered_restored_file_is_written_again(project: Path) -> None:
    whole = tree(project / "site")
    restored = copy(project, project.with_name("clone"))
    page = restored / "site/countries/india/index.html"
    page.write_bytes(page.read_bytes().replace(b"India", b"Inbia"))
    (restored / "site/index.html").unlink()
    (restored / "site/index.html").mkdir()
    (restored / "site/index.html").rmdir()
    result = build_staged(restored, PLAIN)
    assert result.written.keys() == {"countries/india/index.html", "index.html"}
    assert tree(restored / "site") == whole


def test_files_are_read_once_after_a_restore(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored = copy(project, project.with_name("clone"))
    assert build_staged(restored, PLAIN).current
    monkeypatch.setattr("archive.lib.output_files.digest_stream", None)
    assert build_staged(restored, PLAIN).written == {}


@pytest.mark.long
def test_a_preview_is_restored(project: Path) -> None:
    build_staged(project, PLAIN, preview=ServeState())
    restored = copy(project, project.with_name("clone"))
    assert build_staged(restored, PLAIN, preview=ServeState()).written == {}


def write_two(stream: BinaryIO) -> None:
    stream.write(b"t")
    stream.write(b"wo")


def test_files_with_another_time_are_compared_by_content(tmp_path: Path) -> None:
    files = {
        "a": write_file(tmp_path, "a", b"one", "k"),
        "b": write_stream(tmp_path, "b", "k", write_two),
        "c": write_file(tmp_path, "c", b"three", "k"),
        "d": Written("k", 4, 1),
        "e": write_file(tmp_path, "e", b"five", "k"),
    }
    for name, text in {"a": b"one", "b": b"two", "c": b"thrEE", "d": b"four"}.items():
        (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / name).write_bytes(text)
    (tmp_path / "e").unlink()
    (tmp_path / "e").symlink_to("a")
    assert intact(tmp_path, files) == {}
    found = with_same_content(tmp_path, files)
    assert found.keys() == {"a", "b"}, "the others are changed, of unknown content, or a link"
    assert intact(tmp_path, found) == found
