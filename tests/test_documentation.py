"""Every command, setting and variable is documented, and the documentation names no others."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.cli import parser
from archive.core.settings import SETTINGS
from archive.search.background import COMMAND
from tests.support.program_pages import page_of_the_program, pages_of_the_program
from tests.support.sites import ROOT

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PREREQUISITES = {"browser", "nginx"}
"""Targets that only other targets depend on."""
INTERNAL = {COMMAND}
"""Commands that only the program calls."""
STANDARD = {"PATH", "PYTHONPATH"}
"""Environment variables that every program knows."""


@pytest.fixture
def reference() -> str:
    return page_of_the_program("reference.md")


def section(text: str, heading: str) -> str:
    """Returns the text below a heading, up to the next heading of its level or a higher level."""
    level = heading.split(" ")[0]
    found = text.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"^#{{1,{len(level)}}} ", found, maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """Returns code and emphasised text in the first column of tables."""
    rows = re.findall(r"^\| (.*?) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"[`*]([^`*]+)[`*]", row)]


def test_the_reference_lists_every_setting(reference: str) -> None:
    assert first_cells(section(reference, "## Settings")) == list(SETTINGS)


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_is_used(name: str) -> None:
    files = (ROOT / "hooks" / "archive").rglob("*.*")
    texts = (file.read_text("utf-8") for file in files if file.suffix in (".py", ".html"))
    assert any(re.search(rf"settings\.{name}\b", text) for text in texts)


def test_every_target_of_make_is_documented() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## \w", MAKEFILE, re.MULTILINE))
    phony = MAKEFILE.split(".PHONY:")[1].replace("\\\n", " ").split("\n")[0].split()
    assert targets - PREREQUISITES == explained
    assert targets == set(phony)
    listed = first_cells(section(README, "## Commands"))
    assert sorted(listed) == sorted(f"make {target}" for target in explained)


def test_documents_name_only_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    own = (ROOT / "README.md", ROOT / "benchmarks" / "README.md")
    for text in (*(file.read_text("utf-8") for file in own), *pages_of_the_program()):
        named = set(re.findall(r"[`=]make (?:--silent )?([a-z-]+)", text))
        assert named <= targets, text[:80]
    for file in (ROOT / ".ci" / "run", ROOT / ".vscode" / "tasks.json"):
        named = set(re.findall(r"\bmake (?:--silent )?([a-z-]+)", file.read_text("utf-8")))
        assert named, file
        assert named <= targets, file


def commands() -> dict[str, argparse.ArgumentParser]:
    """Returns each command of ``python -m archive`` with its parser."""
    groups = [one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(groups[0].choices)


def test_the_reference_describes_every_command(reference: str) -> None:
    chapter = section(reference, "## Commands")
    described = re.findall(r"^### `(.*)`$", chapter, re.MULTILINE)
    assert {*described, *INTERNAL} == commands().keys()
    assert all(f"`{name}`" in chapter for name in INTERNAL)


@pytest.mark.parametrize("name", sorted(commands().keys() - INTERNAL))
def test_the_reference_lists_every_option_of_a_command(reference: str, name: str) -> None:
    options = {
        action.option_strings[-1] if action.option_strings else action.dest
        for action in commands()[name]._actions
        if action.dest != "help"
    }
    assert set(first_cells(section(reference, f"### `{name}`"))) == options


def variables(files: Iterator[Path]) -> set[str]:
    """Returns the environment variables that files read, and those named ``ARCHIVE_…``."""
    found: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(re.findall(r"\AARCHIVE_[A-Z_]+\Z", node.value))
            asked: ast.expr | None = None
            if isinstance(node, ast.Call) and node.args:
                if ast.unparse(node.func) in ("os.environ.get", "os.getenv"):
                    asked = node.args[0]
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
                asked = node.slice
            if isinstance(asked, ast.Constant):
                found.add(str(asked.value))
    return found - STANDARD


def test_the_reference_lists_every_variable_of_the_program(reference: str) -> None:
    exported = set(re.findall(r"^export ([A-Z_0-9]+)", MAKEFILE, re.MULTILINE))
    used = variables((ROOT / "hooks").rglob("*.py")) | exported
    assert set(first_cells(section(reference, "## Environment variables"))) == used


def test_the_readme_names_every_variable_of_the_tests(reference: str) -> None:
    own = (file for name in ("tests", "benchmarks") for file in (ROOT / name).rglob("*.py"))
    used = variables(file for file in own if "node_modules" not in file.parts)
    public = set(first_cells(section(reference, "## Environment variables")))
    named = set(re.findall(r"`([A-Z]+_[A-Z_]+)`", README))
    assert named == used - public


def test_the_readme_names_every_folder() -> None:
    listed = re.findall(r"^  ([a-z_]+)/ ", section(README, "## Where things are"), re.MULTILINE)
    folders = {one.name for one in (ROOT / "hooks" / "archive").iterdir() if one.is_dir()}
    assert sorted(listed) == sorted(folders - {"__pycache__"})
