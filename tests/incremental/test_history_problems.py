"""What is said of a history that cannot be read: an error where a site is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.build.history import site_history
from archive.core.history import NO_HISTORY
from archive.core.settings import Settings
from archive.read.reading import Reading
from tests.support.git import commit, init

LINKED = Settings(repo_url="https://git.example.org/archive")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = init(tmp_path / "p")
    (root / "a.md").write_text("Text.\n", "utf-8")
    commit(root, "Add")
    return root


@pytest.mark.parametrize(
    ("settings", "is_shown"),
    [
        (LINKED, True),
        (Settings(), False),
        (Settings(history="always"), True),
        (Settings(history="never", repo_url=LINKED.repo_url), False),
    ],
)
def test_a_setting_decides(repository: Path, settings: Settings, is_shown: bool) -> None:
    history, problems = site_history(repository, settings, Reading())
    assert (bool(history.of("a.md")), problems) == (is_shown, ())


def test_a_folder_outside_git_has_no_history_and_no_problem(tmp_path: Path) -> None:
    assert site_history(tmp_path, LINKED, Reading()) == (NO_HISTORY, ())


@pytest.mark.parametrize(
    ("value", "level"), [("", "warning"), ("false", "warning"), ("true", "error"), ("1", "error")]
)
def test_a_repository_that_git_cannot_read_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, level: str
) -> None:
    monkeypatch.setenv("CI", value)
    (tmp_path / "p/.git").mkdir(parents=True)
    history, problems = site_history(tmp_path / "p", LINKED, Reading())
    assert history == NO_HISTORY
    start = f".git:1:1: {level}: the history of briefs cannot be read: not a git repository"
    assert str(problems[0]).startswith(start)
    assert str(problems[0]).endswith("or set history: never in extra.archive)")
    assert [one.level for one in problems] == [level]


def test_without_git_a_repository_is_reported(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CI", "")
    _, [problem] = site_history(repository, LINKED, Reading())
    assert str(problem) == (
        ".git:1:1: warning: the history of briefs cannot be read: git is not installed"
        " (hint: make git log work in this folder, or set history: never in extra.archive)"
    )
