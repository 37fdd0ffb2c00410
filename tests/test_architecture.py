"""Imports point one way: read → resolve → pages → render → publish, driven by build."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.sites import ROOT

PACKAGE = ROOT / "hooks" / "archive"
FOLDERS = (
    "lib",
    "core",
    "read",
    "resolve",
    "prose",
    "pages",
    "outputs",
    "render",
    "search",
    "incremental",
    "publish",
    "build",
    "lint",
    "schema",
    "importing",
    "language_server",
    "upgrading",
    "commands",
    "mkdocs_adapter",
)
"""A folder imports from itself and from folders before it; ``lib`` imports from itself alone."""
LOOSE = ("__init__", "__main__", "cli")
"""The modules that belong to no folder; they import from any."""

MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "data" not in path.relative_to(PACKAGE).parts and path != PACKAGE / "__init__.py"
)
each_module = pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix()
)


def imported(path: Path) -> set[str]:
    """Returns the names of all modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "archive":
                found.update(f"archive.{alias.name}" for alias in node.names)
    return found


def folder_of(path: Path) -> str:
    """Returns the folder that a module belongs to, or the module's name if it has none."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_the_folders_are_those_listed() -> None:
    packages = {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert packages == set(FOLDERS)
    assert {file.stem for file in PACKAGE.glob("*.py")} == set(LOOSE)


@each_module
def test_imports_point_one_way(path: Path) -> None:
    own = folder_of(path)
    others = {name.split(".")[1] for name in imported(path) if name.startswith("archive.")}
    allowed = (*FOLDERS, *LOOSE) if own in LOOSE else FOLDERS[: FOLDERS.index(own) + 1]
    assert others <= set(allowed), f"{own} may not import {sorted(others - set(allowed))}"


@each_module
def test_only_the_adapter_imports_mkdocs(path: Path) -> None:
    theirs = {name.split(".")[0] for name in imported(path)} & {"mkdocs", "material"}
    assert not theirs or folder_of(path) == "mkdocs_adapter"


@each_module
def test_a_module_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_hooks_only_call_the_adapter() -> None:
    """Every handler of hooks/main.py is one or two statements beyond its docstring."""
    tree = ast.parse((ROOT / "hooks" / "main.py").read_text(encoding="utf-8"))
    handlers = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert handlers
    for handler in handlers:
        # A name that begins with _ is one of several handlers of an event.
        assert handler.name.startswith(("on_", "_"))
        assert len(handler.body) <= 3, handler.name


def test_sources_are_found_in_one_place() -> None:
    """Only ``read/files.py`` walks folders of sources: it follows no link and waits for no pipe."""
    walkers = {
        path.relative_to(PACKAGE).as_posix()
        for path in MODULES
        if re.search(r"\.rglob\(|os\.walk\(|os\.scandir\(", path.read_text(encoding="utf-8"))
    }
    of_sources = {"read/files.py"}
    of_the_program = {"resolve/collisions.py", "build/fingerprint.py"}
    of_what_was_written = {"lib/folders.py", "lib/output_files.py", "publish/published.py"}
    of_names_and_times_only = {"lib/stamps.py"}
    known = of_sources | of_the_program | of_what_was_written | of_names_and_times_only
    assert walkers == known
