"""What the commands of the Makefile run."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import frontmatter
import pytest

from tests.support.sites import ROOT

READY = "--old-file=.venv/.site-ready"
"""Nothing is installed: the environment is that of these tests."""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [(["build"], "mkdocs build"), (["build", "STRICT=1"], "mkdocs build --strict")],
)
def test_only_a_strict_build_stops_at_warnings(arguments: list[str], expected: str) -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--silent", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1].strip().endswith(expected)


@pytest.mark.parametrize("is_exported", [False, True])
def test_new_takes_its_answers_from_variables(tmp_path: Path, is_exported: bool) -> None:
    """Whatever characters they have, and without a terminal."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    title = "$5 for \"two\" 'trains'; $(date) `x`"
    answers = {"TITLE": title, "ACTORS": "CSTO; Côte d'Ivoire", "DATE": "2022-02-01", "SLUG": "a-b"}
    given = [] if is_exported else [f"{name}={value}" for name, value in answers.items()]
    done = subprocess.run(
        ["make", "--silent", READY, "new", *given, f"ARGS=--root {tmp_path}"],
        cwd=ROOT,
        env={**os.environ, **(answers if is_exported else {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "briefs/2022/a-b.md\n"
    assert done.stderr == "Next: write its text in place of what is there, then make lint.\n"
    matter = frontmatter.load(str(tmp_path / "briefs/2022/a-b.md"))
    assert matter["title"] == title
    assert matter["actors"] == ["CSTO", "Côte d'Ivoire"]
    assert "region" not in matter


def test_visual_studio_code_starts_the_language_server() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    command = [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]]
    done = subprocess.run(
        [*command, "--dry-run", READY, "--old-file=.venv/.editor-ready"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1].strip().endswith("python -m archive lsp")
    assert {"markdown", "yaml"} == {*settings["glspc.server.languageId"]}


def test_what_is_installed_for_the_language_server_is_not_sent_to_the_editor() -> None:
    """The editor reads the output, in which nothing else may be."""
    recipe = (ROOT / "Makefile").read_text("utf-8").split("\nlsp:")[1].split("\n\n")[0]
    first, second = recipe.splitlines()[1:]
    assert first.endswith(">&2")
    assert " -m archive lsp" in second
