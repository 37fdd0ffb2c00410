"""A build ends at once if nothing has changed, and only then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.incremental import up_to_date
from archive.incremental.up_to_date import Warning_
from archive.lib.output_files import Written, WrittenFiles, list_of_files
from archive.lib.stamps import FRESH, Stamp, stamp
from archive.lib.storage import save
from tests.support.builds import tree
from tests.support.sites import brief, make_project, run_new_mkdocs

NOTHING = "nothing has changed"
UNKNOWN = {"briefs/2022/b.md": brief(title="Another", actors="CSTO, Nobody Known")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a correct brief and one with a warning, built after its files had aged."""
    files = {"briefs/2022/a.md": brief(), **UNKNOWN}
    project = make_project(tmp_path_factory.mktemp("standstill") / "p", files)
    time.sleep(FRESH / 1e9 + 0.1)
    assert run_new_mkdocs(project).code == 0
    return project


def test_an_unchanged_project_is_not_built(built: Path) -> None:
    before = tree(built / "site")
    run = run_new_mkdocs(built)
    assert (run.code, NOTHING in run.output) == (0, True)
    assert tree(built / "site") == before


@pytest.mark.long
def test_warnings_of_the_last_build_are_repeated(built: Path) -> None:
    run = run_new_mkdocs(built)
    assert 'unknown actor "Nobody Known"' in run.output
    assert "1 warning in briefs/" in run.output
    strict = run_new_mkdocs(built, "--strict")
    assert (strict.code, NOTHING in strict.output) == (1, False)


@pytest.mark.long
def test_warnings_of_a_dirty_build_are_not_repeated_by_other_builds(built: Path) -> None:
    cache_damaged(built)
    assert "'dirty' build" in run_new_mkdocs(built, "--dirty").output
    assert NOTHING in run_new_mkdocs(built, "--dirty").output
    run = run_new_mkdocs(built)
    assert (run.code, "'dirty' build" in run.output) == (0, False)


def edit_of_equal_size(project: Path) -> None:
    file = project / "briefs/2022/a.md"
    about = file.stat()
    file.write_text(brief(body="Another t"), encoding="utf-8")
    assert file.stat().st_size == about.st_size
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


def new_brief(project: Path) -> None:
    (project / "briefs/2022/c.md").write_text(brief(title="New"), encoding="utf-8")


def page_removed(project: Path) -> None:
    (project / "site/countries/india/index.html").unlink()


def page_altered(project: Path) -> None:
    (project / "site/index.html").write_text("altered", encoding="utf-8")


def name_changed(project: Path) -> None:
    file = project / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("site_name: ", "site_name: The other "), encoding="utf-8")


def style_changed(project: Path) -> None:
    with next((project / "docs").rglob("*.css")).open("a") as file:
        file.write("/* more */\n")


def template_changed(project: Path) -> None:
    with (project / "hooks/archive/render/templates/brief.html").open("a") as file:
        file.write("<!-- more -->\n")


def cache_damaged(project: Path) -> None:
    (project / ".cache/archive/site" / up_to_date.FILE).write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        edit_of_equal_size,
        pytest.param(new_brief, marks=pytest.mark.long),
        pytest.param(page_removed, marks=pytest.mark.long),
        pytest.param(page_altered, marks=pytest.mark.long),
        pytest.param(name_changed, marks=pytest.mark.long),
        pytest.param(style_changed, marks=pytest.mark.long),
        pytest.param(template_changed, marks=pytest.mark.long),
        pytest.param(cache_damaged, marks=pytest.mark.long),
    ],
)
def test_any_change_is_noticed(built: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    project = built.rename(tmp_path / "p")
    try:
        change(project)
        run = run_new_mkdocs(project)
        assert (run.code, NOTHING in run.output) == (0, False)
    finally:
        project.rename(built)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of one file, with the list of its files."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("page", encoding="utf-8")
    about = (folder / "index.html").stat()
    files = {"index.html": Written("k", about.st_size, 0).with_status(about)}
    save(list_of_files(tmp_path, "r"), files, WrittenFiles)
    return folder


OLD = Stamp("sources", 0)
WARNINGS: tuple[Warning_, ...] = (("mkdocs", 30, "warned"),)


def test_a_site_is_up_to_date_only_if_nothing_differs(site: Path, tmp_path: Path) -> None:
    up_to_date.record(tmp_path, "r", OLD, "said", FRESH, WARNINGS)
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") == WARNINGS
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "s", OLD, "said") is None
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", Stamp("others", 0), "said") is None
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "other") is None
    (site / "stray.txt").write_text("mine")
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") is None
    (site / "stray.txt").unlink()
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") == WARNINGS
    about = (site / "index.html").stat()
    while (site / "index.html").stat().st_ctime_ns == about.st_ctime_ns:
        (site / "index.html").write_text("egap", encoding="utf-8")
        os.utime(site / "index.html", ns=(about.st_atime_ns, about.st_mtime_ns))
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") is None


def test_sources_that_have_just_changed_are_not_recorded(site: Path, tmp_path: Path) -> None:
    up_to_date.record(tmp_path, "r", OLD, "said", FRESH, ())
    up_to_date.record(tmp_path, "r", Stamp("sources", 1), "said", FRESH, ())
    assert (
        up_to_date.warnings_if_unchanged(tmp_path, site, "r", Stamp("sources", 1), "said") is None
    )
    assert not (tmp_path / up_to_date.FILE).exists()


@pytest.mark.parametrize("lost", ["note", "list of files"])
def test_a_missing_or_invalid_record_means_out_of_date(
    site: Path, tmp_path: Path, lost: str
) -> None:
    up_to_date.record(tmp_path, "r", OLD, "said", FRESH, ())
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") == ()
    file = tmp_path / up_to_date.FILE if lost == "note" else list_of_files(tmp_path, "r")
    file.unlink()
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") is None
    save(file, ["r", "sources", "said"], list[str])
    assert up_to_date.warnings_if_unchanged(tmp_path, site, "r", OLD, "said") is None


def test_a_stamp_covers_names_times_sizes_and_types_of_files(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "deep/er/a").write_text("a")
    (tmp_path / "__pycache__").mkdir()
    first = stamp([tmp_path])
    assert first.newest == (tmp_path / "deep/er/a").stat().st_ctime_ns
    (tmp_path / "__pycache__/x.pyc").write_text("x")
    assert stamp([tmp_path]) == first
    (tmp_path / "deep/b").symlink_to("er/a")
    second = stamp([tmp_path])
    assert second != first
    (tmp_path / "deep/er/a").rename(tmp_path / "deep/er/c")
    assert len({first, second, stamp([tmp_path])}) == 3
    assert stamp([tmp_path / "gone"]) == stamp([tmp_path / "gone"])
