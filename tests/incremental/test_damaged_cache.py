"""A damaged file of the cache is reported in one line and made again; the site is the same."""

from __future__ import annotations

import logging
import os
import random
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from archive.lib.storage import load, load_bytes, save, save_bytes
from tests.support.builds import tree
from tests.support.in_process import build_in_process
from tests.support.random_edits import cache_files, harm
from tests.support.sites import brief, make_project

LOG = "mkdocs.hooks.archive"
PER_FOLDER = 6
"""Maximum number of files of one folder of the cache that are damaged, each in its own build."""
EDITED = brief("Another", body="Other words.")


def messages(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Returns what was reported as damaged."""
    return [text for text in caplog.messages if "damaged" in text]


@pytest.mark.parametrize("how", ["flip", "cut", "folder", "pipe", "empty", "text"])
def test_a_damaged_file_is_reported_once(
    how: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, LOG)
    file = tmp_path / "kept.bin"
    save(file, ["a", "b"], list[str])
    if how in ("empty", "text"):
        file.write_text("" if how == "empty" else "[]")
    else:
        harm(file, 0.5, how)
    for _ in range(2):
        assert load(file, list[str]) is None
    assert messages(caplog) == ["kept.bin was damaged and is made again"]
    save(file, ["a", "b"], list[str])
    assert load(file, list[str]) == ["a", "b"]


def test_a_missing_file_and_one_of_another_version_are_not_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, LOG)
    file = tmp_path / "kept.bin"
    assert load(file, list[str]) is None
    save(file, ["a"], list[str], "1")
    assert load(file, list[str], "2") is None
    assert load(file, list[str], "1") == ["a"]
    assert load_bytes(file / "below a file") is None
    assert messages(caplog) == []


def test_a_file_replaces_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "kept.bin/deep").mkdir(parents=True)
    save_bytes(tmp_path / "kept.bin", b"data")
    assert load_bytes(tmp_path / "kept.bin") == b"data"


def test_no_device_is_read(tmp_path: Path) -> None:
    (tmp_path / "kept.bin").symlink_to("/dev/zero")
    assert load_bytes(tmp_path / "kept.bin") is None
    assert not os.path.lexists(tmp_path / "kept.bin")


def build_clean(project: Path) -> dict[str, bytes]:
    """Returns the site that the current sources make."""
    for folder in (".cache", "site", ".site-releases"):
        shutil.rmtree(project / folder, ignore_errors=True)
    build_in_process(project)
    return tree(project / "site")


@pytest.mark.long
def test_any_file_of_the_cache_may_have_a_flipped_bit(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Every other build is of an edited brief, so that each file of the cache is needed."""
    caplog.set_level(logging.INFO, LOG)
    project = make_project(
        tmp_path / "project",
        {"briefs/2022/a.md": brief(), "briefs/2022/b.md": brief("B", actors="India, Kazakhstan")},
    )
    file = project / "briefs/2022/a.md"
    texts = (EDITED, file.read_text("utf-8"))
    clean: list[dict[str, bytes]] = []
    for text in texts:
        file.write_text(text, "utf-8")
        clean.append(build_clean(project))
    chance = random.Random(4)
    folders: dict[Path, list[str]] = defaultdict(list)
    for one in cache_files(project):
        folders[one.parent].append(one.name)
    damaged = [
        folder / name
        for folder, names in folders.items()
        for name in chance.sample(names, min(len(names), PER_FOLDER))
    ]
    reported: list[str] = []
    for number, one in enumerate(damaged):
        caplog.clear()
        if not one.exists():  # named by the content of the site: the file in its place
            one = next(each for each in one.parent.glob(f"*{''.join(one.suffixes)}"))
        harm(one, chance.random(), "flip")
        file.write_text(texts[number % 2], "utf-8")
        build_in_process(project)
        assert tree(project / "site") == clean[number % 2], one.name
        # Some are needed only in other builds, such as the record of an earlier release.
        assert messages(caplog) in ([], [f"{one.name} was damaged and is made again"])
        reported += messages(caplog)
        caplog.clear()
        build_in_process(project)
        assert messages(caplog) == [], f"{one.name} was made again"
        assert tree(project / "site") == clean[number % 2], one.name
    assert "briefs.bin was damaged and is made again" in reported
    assert len(reported) > 2, reported
