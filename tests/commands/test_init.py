"""``archive init`` makes a fork an archive of its own, and nothing that it removes is lost."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from archive.commands.settings_file import with_settings
from tests.support.lint import lint
from tests.support.sites import ROOT, Run, make_example, run_mkdocs, run_program

GIVEN = ("--name", "Nairobi: Policy Briefs", "--address", "", "--repository", "", "--yes")


def git(project: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(
        command, cwd=project, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make_example(tmp_path / "p")
    (made / ".gitignore").write_text("site/\n.cache/\nhooks/\ndocs/assets/\n", "utf-8")
    (made / "addresses.txt").write_text("/briefs/2022/of-the-shipped-archive/\n", "utf-8")
    git(made, "init", "--quiet")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message", "Fork")
    return made


def init(project: Path, *arguments: str) -> Run:
    return run_program("archive", project, "init", *arguments)


@pytest.mark.long
def test_the_first_commit_is_clean_and_builds(project: Path) -> None:
    run = init(project, *GIVEN)
    assert run.code == 0, run.output
    assert "Next: make new" in run.output
    config = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    assert config["site_name"] == "Nairobi: Policy Briefs"
    assert not {"site_url", "repo_url", "edit_uri", "copyright"} & config.keys()
    assert not config["extra"]["archive"]
    assert [one.name for one in (project / "briefs").iterdir()] == [".gitkeep"]
    assert not [*(project / "registry").rglob("*.yml")]
    assert not (project / "addresses.txt").exists(), "a list of its own begins with make addresses"
    assert lint(project) == []
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Start")
    built = run_mkdocs(project, "--strict")
    assert built.code == 0, built.output
    assert "Nairobi: Policy Briefs" in built.page("")
    git(project, "checkout", "HEAD~", "--", "briefs")
    assert len([*(project / "briefs").rglob("*.md")]) > 5


def test_addresses_are_set(project: Path) -> None:
    addresses = (
        "--address",
        "https://briefs.example.org/x",
        "--repository",
        "https://git.example.org/b",
    )
    assert init(project, "--name", "N", *addresses, "--yes").code == 0
    config = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    assert config["site_url"] == "https://briefs.example.org/x/"
    assert config["repo_url"] == "https://git.example.org/b"


def test_the_files_of_a_host_are_copied_too(project: Path) -> None:
    shutil.copytree(ROOT / "deploy", project / "deploy")
    own = project / "netlify.toml"
    own.write_text("mine", "utf-8")
    run = init(project, *GIVEN, "--host", "netlify")
    assert (run.code, run.output.count("\n")) == (2, 1)
    assert "init: netlify.toml exists with other content, and nothing was changed" in run.output
    assert len([*(project / "briefs").rglob("*.md")]) > 5
    own.unlink()
    run = init(project, *GIVEN, "--host", "netlify")
    assert run.code == 0, run.output
    assert "wrote netlify.toml\nNext: commit and push" in run.output
    assert own.read_bytes() == (ROOT / "deploy/netlify/netlify.toml").read_bytes()


def test_what_is_not_committed_is_not_removed(project: Path) -> None:
    file = project / "briefs" / "mine.md"
    file.write_text("mine", "utf-8")
    before = (project / "mkdocs.yml").read_text("utf-8")
    run = init(project, *GIVEN)
    assert (run.code, file.read_text("utf-8")) == (2, "mine")
    assert "init: briefs/mine.md is not committed (hint: git commit, then try again)" in run.output
    assert (project / "mkdocs.yml").read_text("utf-8") == before
    git(project, "add", "--all")
    assert init(project, *GIVEN).code == 2


def test_without_a_repository_nothing_is_removed(tmp_path: Path) -> None:
    project = make_example(tmp_path / "p")
    run = init(project, *GIVEN)
    assert (run.code, "this is no Git repository" in run.output) == (2, True)
    assert [*(project / "briefs").rglob("*.md")]


def test_wrong_usage_changes_nothing(project: Path) -> None:
    for arguments, expected in (
        (("--name", " ", *GIVEN[2:]), "an archive needs a name"),
        ((*GIVEN, "--address", "briefs.example.org"), '"briefs.example.org" is not a web address'),
        ((*GIVEN, "--address", "https://[a"), '"https://[a" is not a web address'),
        ((*GIVEN, "--host", "netlfy"), '"netlfy" is not a known host — did you mean "netlify"?'),
        ((*GIVEN, "--language", "xx"), 'the interface is not available in "xx"'),
        (GIVEN[:-1], "there is no terminal for questions; give --yes"),
        (GIVEN[2:], "there is no terminal for questions; give --name"),
    ):
        run = init(project, *arguments)
        assert (run.code, run.output.count("\n")) == (2, 1)
        assert expected in run.output
    assert git(project, "status", "--porcelain") == ""


def test_a_second_run_changes_only_the_settings(project: Path) -> None:
    assert init(project, *GIVEN).code == 0
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Start")
    assert init(project, *GIVEN).code == 0
    assert git(project, "status", "--porcelain") == ""


CONFIG = """\
# a comment
site_name: Old # another
theme:
  # inside
  name: material
  features:
    - a
# before extra
extra: {archive: {}}
"""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"site_name": "New"}, CONFIG.replace("Old # another", "New")),
        ({"site_name": "a: b"}, CONFIG.replace("Old # another", "'a: b'")),
        ({"theme.features": None}, CONFIG.replace("  features:\n    - a\n", "")),
        ({"theme.language": "fr"}, CONFIG.replace("theme:\n", "theme:\n  language: fr\n")),
        ({"copyright": None}, CONFIG),
        (
            {"theme": None},
            "# a comment\nsite_name: Old # another\n# before extra\nextra: {archive: {}}\n",
        ),
    ],
)
def test_a_setting_is_changed_in_its_place(values: dict[str, str | None], expected: str) -> None:
    assert with_settings(CONFIG, values) == expected


def test_the_shipped_configuration_can_be_changed() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    changed = with_settings(
        text, {"site_name": "Neu", "extra.archive.tagline": None, "copyright": None}
    )
    lines = set(text.splitlines()) ^ set(changed.splitlines())
    assert {line.split(":")[0].strip() for line in lines} <= {"site_name", "tagline", "copyright"}
