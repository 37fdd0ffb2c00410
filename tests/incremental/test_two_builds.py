"""Builds that run at the same time do not mix, whatever they share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.lib.own_folders import LOCK, held, own_folder
from archive.mkdocs_adapter.caches import CACHE, SCRATCH, cache_of
from tests.support.builds import tree
from tests.support.hooked import WAIT, add_hook, paused_build
from tests.support.sites import brief, make_project, run_mkdocs


def named(project: Path, name: str, config: str) -> None:
    """Writes a configuration with another name of the site."""
    text = (project / "mkdocs.yml").read_text("utf-8")
    (project / config).write_text(text.replace("Two Rivers Briefing Archive", name), "utf-8")


def names_in(site: Path) -> set[str]:
    """Returns which of the two sites' names its files contain."""
    whole = b"".join(tree(site).values())
    return {name for name in ("Alpha site", "Beta site") if name.encode() in whole}


def make(folder: Path) -> Path:
    project = make_project(folder, {"briefs/2022/a.md": brief()})
    named(project, "Alpha site", "alpha.yml")
    named(project, "Beta site", "beta.yml")
    add_hook(project, WAIT, "alpha.yml")
    return project


@pytest.mark.long
def test_two_configurations_with_folders_of_the_same_name(tmp_path: Path) -> None:
    project = make(tmp_path / "project")
    with paused_build(project, "-f", "alpha.yml", "-d", "alpha/site") as done:
        run = run_mkdocs(project, "-f", "beta.yml", "-d", "beta/site")
        assert run.code == 0, run.output
    assert done[0].code == 0, done[0].output
    assert names_in(project / "alpha/site") == {"Alpha site"}
    assert names_in(project / "beta/site") == {"Beta site"}
    assert [*(project / CACHE / SCRATCH).iterdir()] == []


@pytest.mark.long
def test_clones_that_share_a_cache(tmp_path: Path) -> None:
    one, two = make(tmp_path / "one"), make(tmp_path / "two")
    (one / ".cache").mkdir()
    (two / ".cache").symlink_to(one / ".cache")
    (two / "briefs/2022/a.md").write_text(brief("Only in the other clone"), "utf-8")
    with paused_build(one, "-f", "alpha.yml") as done:
        run = run_mkdocs(two, "-f", "beta.yml")
        assert run.code == 0, run.output
        assert "another build is using .cache/archive/site" in run.output
    assert done[0].code == 0, done[0].output
    assert names_in(one / "site") == {"Alpha site"}
    assert names_in(two / "site") == {"Beta site"}
    for project, config in ((one, "alpha.yml"), (two, "beta.yml")):
        made = tree(project / "site")
        shutil.rmtree(project / "site")
        shutil.rmtree(one / ".cache/archive")
        assert run_mkdocs(project, "-f", config).code == 0
        assert tree(project / "site") == made


def test_each_site_has_a_cache_of_its_own(tmp_path: Path) -> None:
    paths = ("site", "a/site", "b/site", "preview", "preview-published", "scratch", "briefs.bin")
    caches = [cache_of(tmp_path, tmp_path / path) for path in paths]
    assert caches[0] == tmp_path / CACHE / "site"
    assert len({*caches}) == len(paths)
    assert {one.name for one in caches}.isdisjoint(paths[3:])
    clone = tmp_path / "clone"
    assert cache_of(clone, clone / "a/site").name == caches[1].name


def test_a_folder_is_held_by_one_user_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path / "kept") as first:
        with held(tmp_path / "kept") as second:
            assert (first, second) == (True, False)
        with held(tmp_path / "kept") as third:
            assert not third, "the second did not release the lock of the first"
    with held(tmp_path / "kept") as later:
        assert later


@pytest.mark.parametrize("kind", ["folder", "link", "text"])
def test_whatever_is_in_the_place_of_a_lock_gives_way(kind: str, tmp_path: Path) -> None:
    lock = tmp_path / "kept" / LOCK
    lock.parent.mkdir()
    if kind == "folder":
        (lock / "inner").mkdir(parents=True)
    elif kind == "link":
        lock.symlink_to(tmp_path / "elsewhere")
    else:
        lock.write_text("damaged")
    with held(tmp_path / "kept") as is_held:
        assert is_held
    assert not (tmp_path / "elsewhere").exists()


def test_an_own_folder_lasts_as_long_as_its_user(tmp_path: Path) -> None:
    with own_folder(tmp_path) as one, own_folder(tmp_path) as two:
        (one / "deep").mkdir()
        assert one != two
    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    for name in ("killed", "without-lock"):
        (tmp_path / name / "mkdocs").mkdir(parents=True)
    (tmp_path / "killed.lock").touch()
    (tmp_path / "only.lock").touch()
    with own_folder(tmp_path) as kept, own_folder(tmp_path):
        (kept / "page").touch()
        left = {path.name.removesuffix(".lock") for path in tmp_path.iterdir()}
        assert not left & {"killed", "without-lock", "only"}
        assert (kept / "page").exists(), "that of a running build stays"
