"""A fork of an older version becomes one of this version, and what is its own stays as it is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from archive.cli import main
from archive.core.model import Level
from archive.lint.check import check_project
from archive.lint.project import read_project
from archive.upgrading.changelog import version_of
from tests.support.sites import ROOT, brief

BEFORE = "d98b0bb449933a86df3b913a4ee9be3ac97de304"
"""The commit before upgrades existed."""
PARTS = ("hooks", "deploy", "docs", "schemas", ".vscode", "Makefile", "pyproject.toml")
"""What the fixture has of the program: enough to lint, and quick to commit."""
OLD_CONFIG = """\
# Ours.
site_name: Space Notes
repo_url: https://git.example/space
exclude_docs: |
  /drafts-of-ours/

extra:
  archive:
    # Up.
    tagline: Up.
hooks:
  - hooks/main.py
theme:
  name: material
  custom_dir: hooks/theme
nav:
  - Welcome: welcome.md
  - Write: write.md
  - Reference: reference.md
"""
NEW_CONFIG = """\
# Ours.
site_name: Space Notes
repo_url: https://git.example/space
exclude_docs: |
  /drafts-of-ours/
  /development/
  /hosting.md
  /publishing.md

extra:
  archive:
    host: netlify
    # Up.
    tagline: Up.
hooks:
  - hooks/main.py
theme:
  name: material
  custom_dir: hooks/theme
nav:
  - Welcome: welcome.md
"""
OWN = {
    "briefs/1969/moon.md": brief("A landing", "1969-07-20", "United States", "One step."),
    "briefs/1975/ours.md": brief("A handshake", "1975-07-17", "Space Example", "Two."),
    "registry/organizations/space.yml": "spx: {name: Space Example, acronym: SPX, kind: agency}\n",
    "docs/welcome.md": "# Welcome\n\nAbout space, and nothing else.\n",
    "docs/about.md": "# Ours\n",
    "docs/CNAME": "space.example\n",
    "docs/assets/ours.css": "p { color: black }\n",
    "docs/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "netlify.toml": "# ours\n",
    "README.md": "# Space Notes\n",
}
"""The fork's own files; some replace those of the program."""
GONE = "hooks/archive/core/gone.py"


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def put(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def copy_program(folder: Path) -> None:
    """Puts this version of the program into a folder."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "fonts")
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy(source, folder / name)
    put(folder, {"CHANGELOG.md": (ROOT / "CHANGELOG.md").read_text("utf-8")})


def upgrade(fork: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a separate process, as what it starts writes to its output too."""
    return subprocess.run(
        [sys.executable, "-m", "archive", "upgrade", *arguments],
        cwd=fork,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )


def own_files(fork: Path, paths: Mapping[str, str]) -> dict[str, str]:
    return {path: (fork / path).read_text("utf-8") for path in paths}


def errors(fork: Path) -> list[str]:
    found = check_project(read_project(fork), cached=False, workers=1).problems
    # An archive without the page on writing has dead links in this generated page by itself.
    own = [one for one in found if one.place.path != "docs/reference.md"]
    return [str(one) for one in own if one.level is Level.ERROR]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the program: an older version, then this one."""
    folder = tmp_path_factory.mktemp("upgrade") / "program"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    copy_program(folder)
    project = (folder / "pyproject.toml").read_text("utf-8")
    shutil.rmtree(folder / "hooks/archive/upgrading")
    (folder / "CHANGELOG.md").unlink()
    put(
        folder,
        {
            "pyproject.toml": re.sub(r'(?m)^version = ".*"', 'version = "0.1.0"', project),
            "mkdocs.yml": OLD_CONFIG.replace("Ours", "The program's"),
            "README.md": "# The program\n",
            "briefs/2022/shipped.md": brief(),
            "registry/people.yml": "shipped: {name: Shipped Person}\n",
            "docs/about.md": "# About the program\n",
            GONE: "",
            "deploy/netlify/netlify.toml": "# the older recipe\n",
            "hooks/archive/core/counts.py": "# The older version.\n",
        },
    )
    commit(folder, "Older version")
    git(folder, "tag", "older")
    copy_program(folder)
    (folder / GONE).unlink()
    put(
        folder,
        {
            "README.md": "# The program, described again\n",
            "briefs/2022/shipped.md": brief("Changed"),
            "briefs/2023/new.md": brief("New"),
            "registry/people.yml": "shipped: {name: Changed Person}\n",
            "docs/about.md": "# About the program, described again\n",
        },
    )
    commit(folder, "This version")
    return folder


@pytest.fixture
def fork(program: Path, tmp_path: Path) -> Path:
    """A fork of the older version, with content of its own."""
    folder = tmp_path / "fork"
    git(tmp_path, "clone", "--quiet", str(program), str(folder))
    git(folder, "checkout", "--quiet", "-B", "main", "older")
    make_own(folder)
    return folder


def make_own(folder: Path) -> None:
    for name in ("briefs", "registry"):
        shutil.rmtree(folder / name)
    put(folder, {**OWN, "mkdocs.yml": OLD_CONFIG})
    commit(folder, "Ours")


def check_result(fork: Path, done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("0.1.0 → 0.2.0: ")
    assert "\n## 0.2.0\n" in done.stdout
    assert "## 0.1.0" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Next: make lint, make serve; then git commit")
    assert own_files(fork, OWN) == OWN
    assert (fork / "mkdocs.yml").read_text("utf-8") == NEW_CONFIG
    assert sorted(one.name for one in (fork / "briefs").rglob("*.md")) == ["moon.md", "ours.md"]
    assert not (fork / "registry/people.yml").exists()
    assert not (fork / GONE).exists()
    for path in (
        "hooks/archive/core/counts.py",
        "Makefile",
        "CHANGELOG.md",
        "docs/assets/stylesheets/shell.css",
    ):
        assert (fork / path).read_bytes() == (ROOT / path).read_bytes(), path
    assert "Space Example" in (fork / "schemas/brief.json").read_text("utf-8")
    assert errors(fork) == []


def test_a_fork_gets_the_new_version_and_keeps_its_own_files(program: Path, fork: Path) -> None:
    done = upgrade(fork, str(program))
    check_result(fork, done)
    said = done.stdout
    assert "mkdocs.yml: exclude_docs leaves out /development/, /hosting.md, /publishing.md" in said
    assert "mkdocs.yml: nav no longer lists write.md and reference.md" in said
    assert "mkdocs.yml: extra.archive.host is netlify" in said
    recipe = "netlify.toml is yours, and its recipe has changed: compare it with deploy/netlify/"
    assert recipe in said
    assert "README.md stays yours; see the other with git show MERGE_HEAD:README.md" in said
    git(fork, "merge", "--abort")
    assert git(fork, "status", "--porcelain") == ""
    assert (fork / "mkdocs.yml").read_text("utf-8") == OLD_CONFIG


@pytest.mark.long
def test_the_new_version_can_upgrade_a_fork_that_has_no_such_command(
    program: Path, fork: Path
) -> None:
    """The same as ``make upgrade FORK=…``."""
    check_result(fork, upgrade(program, ".", "--root", str(fork)))
    commit(fork, "Upgrade")
    again = upgrade(fork, str(program))
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.endswith("is already part of this archive: nothing to do\n")


@pytest.mark.long
def test_a_copy_without_a_common_history_is_upgraded_too(
    program: Path, fork: Path, tmp_path: Path
) -> None:
    """As a repository that a Git host made of a template."""
    copy = tmp_path / "copy"
    shutil.copytree(fork, copy, ignore=shutil.ignore_patterns(".git"))
    git(copy, "init", "--quiet", "--initial-branch", "main")
    commit(copy, "Copied")
    (copy / GONE).unlink()
    commit(copy, "A file that only the older version has would stay")
    check_result(copy, upgrade(copy, str(program)))


@pytest.mark.long
def test_a_change_of_the_program_on_both_sides_is_left_to_the_maintainer(
    program: Path, fork: Path
) -> None:
    put(fork, {"hooks/archive/core/counts.py": "# Ours.\n"})
    commit(fork, "Change the program")
    done = upgrade(fork, str(program))
    assert done.returncode == 1
    said = "hooks/archive/core/counts.py was changed here and in the new version\n"
    assert f"{said}Next: edit these files, git add them" in done.stdout
    assert "# Ours." in (fork / "hooks/archive/core/counts.py").read_text("utf-8")
    assert own_files(fork, OWN) == OWN


def test_wrong_use_changes_nothing_and_is_one_line(
    program: Path, fork: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*arguments: str) -> str:
        assert main(["upgrade", *arguments, "--root", str(fork)]) == 2
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert not (fork / ".git/MERGE_HEAD").exists()
        return said.err

    assert "the repository of the program is not named (hint: make upgrade FROM=" in refused()
    assert "git fetch: " in refused(str(tmp_path / "nowhere"))
    assert "git fetch: " in refused(str(program), "--version", "v9")
    assert main(["upgrade", str(program), "--version", "older", "--root", str(fork)]) == 0
    assert "nothing to do" in capsys.readouterr().out
    put(fork, {"CHANGELOG.md": "mine, not committed\n"})
    git(fork, "fetch", "--quiet", "origin")
    assert "git merge: " in refused("--commit", git(program, "rev-parse", "HEAD"))
    assert (fork / "CHANGELOG.md").read_text("utf-8") == "mine, not committed\n"
    (fork / "CHANGELOG.md").unlink()
    put(fork, {"docs/about.md": "changed\n"})
    assert "docs/about.md is not committed (hint: git commit, then try again)" in refused(
        str(program)
    )


@pytest.mark.long
def test_the_commit_before_upgrades_existed_is_upgraded(tmp_path: Path) -> None:
    """With the real history, where the clone has it."""
    known = subprocess.run(
        ["git", "cat-file", "-e", f"{BEFORE}^{{commit}}"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if known.returncode:
        pytest.skip("this clone lacks the commit; the other tests use a fixture in its place")
    fork = tmp_path / "fork"
    git(tmp_path, "clone", "--quiet", "--shared", "--no-checkout", str(ROOT), str(fork))
    git(fork, "checkout", "--quiet", "-B", "main", BEFORE)
    config = (fork / "mkdocs.yml").read_text("utf-8")
    for name in ("briefs", "registry"):
        shutil.rmtree(fork / name)
    put(fork, {**OWN, "mkdocs.yml": config.replace("Eurasia Briefing Archive", "Space Notes")})
    commit(fork, "Ours")
    before = set(git(fork, "ls-files", "briefs", "registry").splitlines())
    done = upgrade(fork, str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    assert own_files(fork, OWN) == OWN
    assert set(git(fork, "ls-files", "briefs", "registry").splitlines()) == before
    settings = yaml.safe_load((fork / "mkdocs.yml").read_text("utf-8"))
    assert settings["site_name"] == "Space Notes"
    assert settings["extra"]["archive"]["host"] == "netlify"
    new = version_of((fork / "pyproject.toml").read_text("utf-8"))
    assert new == version_of((ROOT / "pyproject.toml").read_text("utf-8"))
    assert errors(fork) == []
