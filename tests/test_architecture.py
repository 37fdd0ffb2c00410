"""Imports point one way: model ← read, graph, prose ← pages ← outputs ← build ← site ← main."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.sites import ROOT

PACKAGE = ROOT / "hooks" / "archive"
LAYERS = (
    ("model", "names", "vocabulary", "dates", "workers"),
    ("digest", "storage", "tree", "standstill", "libraries"),
    ("urls", "embeds", "settings", "csp"),
    ("resolve", "read"),
    ("checks",),
    ("graph", "prose", "lint", "written"),
    ("schema", "starter"),
    ("related",),
    ("pages",),
    ("render", "outputs"),
    ("frame", "keys", "memory"),
    ("search",),
    ("metadata",),
    ("build",),
    ("changes", "linkcheck"),
    ("produce", "releases", "fingerprint"),
    ("publish",),
    ("edition",),
    ("issue", "sound"),
    ("site", "cli", "__main__"),
)
"""From the bottom up; a module may import from its own layer and from those below."""

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "data" not in path.relative_to(PACKAGE).parts and path != PACKAGE / "__init__.py"
)


def imported(path: Path) -> set[str]:
    """The names of all modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "archive":
                found.update(f"archive.{alias.name}" for alias in node.names)
    return found


def part(path: Path) -> str:
    """The part of the package that a module belongs to: ``pages`` for ``pages/brief.py``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    own = RANK[part(path)]
    for name in imported(path):
        if name.startswith("archive."):
            other = name.split(".")[1]
            assert RANK[other] <= own, f"{part(path)} may not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_site_knows_mkdocs(path: Path) -> None:
    if any(name.split(".")[0] == "mkdocs" for name in imported(path)):
        assert part(path) == "site"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


def test_hooks_hand_on() -> None:
    """Every handler of hooks/main.py is one or two statements beyond its docstring."""
    tree = ast.parse((ROOT / "hooks" / "main.py").read_text(encoding="utf-8"))
    handlers = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert handlers
    for handler in handlers:
        assert handler.name.startswith("on_")
        assert len(handler.body) <= 3, handler.name
