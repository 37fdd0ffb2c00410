"""The history of briefs is what Git says, through renames and merges, and never a guess."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.core.history import Revision
from archive.lib.git import GitError
from archive.read import history
from archive.read.git_log import read_log
from archive.read.history import FILE, read_history
from tests.support.git import commit, git, init

TEXT = "---\ntitle: A\n---\n" + "\n".join(f"Line {at} has six words." for at in range(10))
"""Fifty words."""


def write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def revisions(root: Path) -> dict[str, tuple[Revision, ...]]:
    """Returns what is read without a cache."""
    (root / FILE).unlink(missing_ok=True)
    found, _ = read_history(root)
    return dict(found.revisions)


def days(found: tuple[Revision, ...]) -> list[str]:
    return [dt.datetime.fromtimestamp(one.time, dt.UTC).date().isoformat() for one in found]


def test_renames_are_followed_and_words_are_counted(tmp_path: Path) -> None:
    root = init(tmp_path / "p")
    write(root, "briefs/a.md", TEXT)
    first = commit(root, "Add", "2024-01-01")
    write(root, "briefs/a.md", TEXT.replace("Line 3 has", "Line 3, had"))
    second = commit(root, "Correct", "2024-01-02")
    (root / "briefs/a.md").rename(root / "briefs/é b.md")
    third = commit(root, "Rename [MINOR]", "2024-01-03")
    write(root, "briefs/é b.md", TEXT.replace("title: A", "title: B\ndraft: true"))
    write(root, "briefs/other.md", "Nothing.\n")
    fourth = commit(root, "Undo, other title", "2024-01-04")
    (root / "briefs/other.md").unlink()
    commit(root, "Remove the other", "2024-01-05")
    found = revisions(root)
    assert [one[0] for one in found["briefs/é b.md"]] == [first, second, third, fourth]
    assert days(found["briefs/é b.md"])[0] == "2024-01-01"
    assert [one[2:] for one in found["briefs/é b.md"]] == [
        (50, 50, False, False),
        (1, 50, False, False),
        (0, 50, True, False),
        (1, 50, False, True),
    ]
    assert "briefs/a.md" not in found


def test_two_files_may_change_names_with_each_other(tmp_path: Path) -> None:
    root = init(tmp_path / "p")
    write(root, "a.md", TEXT)
    first = commit(root, "Add a")
    write(root, "b.md", "Something else entirely, of which nothing is in the other.\n" * 9)
    second = commit(root, "Add b")
    (root / "a.md").rename(root / "c.md")
    (root / "b.md").rename(root / "d.md")
    commit(root, "Rename both")
    (root / "c.md").rename(root / "b.md")
    (root / "d.md").rename(root / "a.md")
    commit(root, "Rename both again")
    found = revisions(root)
    assert (found["b.md"][0].commit, found["a.md"][0].commit) == (first, second)


def test_a_merge_is_one_revision(tmp_path: Path) -> None:
    root = init(tmp_path / "p")
    write(root, "a.md", TEXT)
    first = commit(root, "Add", "2024-01-01")
    git(root, "checkout", "--quiet", "-b", "side")
    for at in (1, 2):
        write(root, "a.md", TEXT.replace(f"Line {at}", f"Row {at}"))
        commit(root, "Work", "2024-01-02")
    git(root, "checkout", "--quiet", "main")
    write(root, "b.md", "Meanwhile.\n")
    commit(root, "Other", "2024-01-03")
    git(root, "merge", "--quiet", "--no-ff", "-m", "Merge side", "side", day="2024-01-04")
    found = revisions(root)["a.md"]
    assert [one.commit for one in found] == [first, git(root, "rev-parse", "HEAD")]
    assert days(found) == ["2024-01-01", "2024-01-04"]
    assert found[1].changed == 1


def test_a_project_may_be_a_folder_of_a_repository_with_any_settings(tmp_path: Path) -> None:
    top = init(tmp_path / "p")
    for name, value in {
        "log.follow": "true",
        "diff.renames": "false",
        "log.showSignature": "true",
        "diff.noprefix": "true",
        "core.quotePath": "true",
    }.items():
        git(top, "config", name, value)
    write(top, "site/briefs/a.md", TEXT)
    write(top, "elsewhere.md", TEXT * 2)
    commit(top, "Add")
    (top / "site/briefs/a.md").rename(top / "site/briefs/b.md")
    commit(top, "Rename")
    found = revisions(top / "site")
    assert {path: len(one) for path, one in found.items()} == {"briefs/b.md": 2}


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("One two three.", "One two four.", 1),
        ("One two three.", "Three: one, two!", 2),
        ("One two.\n\nThree four.", "Three four.\n\nOne two.", 0),
        ("One two.", "One – two!", 0),
        ("a b", "a b c d", 2),
        ("", "a b", 2),
        ("北京是首都", "南京是首都", 1),
        ("prefixed suffix", "prefixes suffix", 1),
    ],
)
def test_a_word_that_has_moved_has_not_changed(old: str, new: str, changed: int) -> None:
    before, after = (history._text(text.encode()) for text in (old, new))
    assert history._changed_words(before, after) == changed


def test_the_cache_is_used_and_only_new_commits_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = init(tmp_path / "p")
    write(root, "a.md", TEXT)
    first = commit(root, "Add")
    known = read_history(root)
    asked: list[tuple[str, str]] = []

    def spy(*span: str) -> object:
        asked.append((span[1], span[2]))
        return read_log(root, span[1], span[2])

    monkeypatch.setattr(history, "read_log", spy)
    assert read_history(root) == known
    assert asked == []
    write(root, "a.md", TEXT + "\nMore.\n")
    second = commit(root, "Change")
    read_history(root)
    assert asked == [(first, second)]
    git(root, "reset", "--quiet", "--hard", first)
    write(root, "a.md", TEXT + "\nLess.\n")
    third = commit(root, "Change in another way")
    assert [one.commit for one in read_history(root)[0].of("a.md")] == [first, third]
    assert asked[1:] == [("", third)]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_added_step_by_step_equals_the_whole(tmp_path: Path, seed: int) -> None:
    root = init(tmp_path / "p")
    chance = random.Random(seed)

    def edit() -> None:
        paths = sorted(path.name for path in root.glob("*.md"))
        step = chance.choice(("add", "change", "change", "rename", "delete"))
        path = chance.choice(paths) if paths else ""
        if step == "add" or not path:
            write(root, f"{chance.randrange(6)}.md", f"{chance.random()}\n" + TEXT)
        elif step == "change":
            write(root, path, (root / path).read_text("utf-8") + f"\n{chance.random()}\n")
        elif step == "rename":
            (root / path).rename(root / f"{chance.randrange(6)}.md")
        else:
            (root / path).unlink()

    known = None
    for number in range(12):
        for _ in range(chance.randrange(1, 4)):
            edit()
        commit(root, f"Step {number}")
        if chance.random() < 0.5:
            _, known = read_history(root, known)
    assert dict(read_history(root, known)[0].revisions) == revisions(root)


def test_a_shallow_clone_knows_nothing(tmp_path: Path) -> None:
    origin = init(tmp_path / "origin")
    write(origin, "a.md", TEXT)
    commit(origin, "Add")
    write(origin, "a.md", TEXT + "\nMore.\n")
    commit(origin, "Change")
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), "shallow")
    found, known = read_history(tmp_path / "shallow")
    assert (found.is_cut_off, found.revisions, known) == (True, {}, None)


def test_a_repository_without_commits_has_no_history(tmp_path: Path) -> None:
    assert read_history(init(tmp_path / "p"))[0].revisions == {}


def not_a_repository(folder: Path) -> None:
    (folder / ".git").mkdir(parents=True)


def missing_blob(folder: Path) -> None:
    init(folder)
    write(folder, "a.md", TEXT)
    commit(folder, "Add")
    name = git(folder, "rev-parse", "HEAD:a.md")
    (folder / ".git/objects" / name[:2] / name[2:]).unlink()


@pytest.mark.parametrize("damage", [not_a_repository, missing_blob])
def test_a_damaged_repository_is_an_error(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(tmp_path / "p")
    with pytest.raises(GitError):
        read_history(tmp_path / "p")
