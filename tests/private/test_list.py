"""The list of private details: every row has a test, and every package an upper bound."""

from __future__ import annotations

import ast
import re

import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from archive.lib.private_details import BOUNDS, PRIVATE_DETAILS, PrivateDetail
from archive.lib.third_party import (
    UnknownFormatError,
    blame,
    expected,
    installed,
    is_supported,
    unsupported,
)
from tests.support.sites import ROOT

PROGRAM = ROOT / "hooks" / "archive"

each_row = pytest.mark.parametrize("row", PRIVATE_DETAILS, ids=lambda row: row.detail[:50])
each_package = pytest.mark.parametrize("package", BOUNDS)


def required(name: str = "requirements.in") -> dict[str, SpecifierSet]:
    """Returns package → versions that a requirements file allows."""
    lines = re.findall(
        r"^(\w[\w-]*)(?:\[\w+\])?(.*)$", (ROOT / name).read_text("utf-8"), re.MULTILINE
    )
    return {package: SpecifierSet(rest) for package, rest in lines}


def to_check(package: str) -> str:
    """Returns what to check before raising a bound, as the message of a test."""
    rows = [row for row in PRIVATE_DETAILS if row.package == package]
    steps = [
        f"  - {row.detail}\n    check: {row.check}\n    test: tests/{row.guard}" for row in rows
    ]
    head = (
        f"{package} {installed(package)}: before you raise its bound, in requirements.in and in"
        " archive.lib.private_details, check what the program relies on:"
    )
    return "\n".join([head, *steps])


@each_row
def test_the_guard_of_a_row_exists(row: PrivateDetail) -> None:
    path, _, name = row.guard.partition("::")
    tree = ast.parse((ROOT / "tests" / path).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@each_row
def test_the_files_of_a_row_exist(row: PrivateDetail) -> None:
    assert row.used
    for path in row.used:
        assert (ROOT / path[1:] if path.startswith("/") else PROGRAM / path).exists(), path


@each_row
def test_a_row_is_complete(row: PrivateDetail) -> None:
    assert row.package in BOUNDS
    assert row.detail
    assert row.check


@each_package
def test_every_package_has_details_and_a_bound(package: str) -> None:
    assert any(row.package == package for row in PRIVATE_DETAILS)
    bounds = {f"{one.operator}{one.version}" for one in required()[package] if "<" in one.operator}
    assert bounds == {f"<{BOUNDS[package]}"}, to_check(package)


def test_every_other_bound_is_of_a_package_in_the_list() -> None:
    bounded = {name for name, some in required().items() if any("<" in x.operator for x in some)}
    assert bounded == set(BOUNDS)


def test_properdocs_is_bounded_where_tests_install_it() -> None:
    (bound,) = required("requirements-dev.in")["properdocs"]
    assert (bound.operator, installed("properdocs") in SpecifierSet(str(bound))) == ("<", True)


@each_package
def test_the_installed_version_is_within_its_bounds(package: str) -> None:
    assert Version(installed(package)) in SpecifierSet(f"<{BOUNDS[package]}"), to_check(package)
    assert is_supported(package, installed(package))


@pytest.mark.parametrize(
    ("number", "known"),
    [("9.8.2", True), ("9.8.99.post1", True), ("9.9", False), ("9.10", False), ("10", False)],
)
def test_versions_are_compared_by_their_numbers(number: str, known: bool) -> None:
    assert is_supported("mkdocs-material", number) is known


def test_errors_of_an_unsupported_version_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unsupported() == []
    assert blame(KeyError("x")) == "", "an error of the program itself"
    known = expected("nh3")
    assert known == f"installed: nh3 {installed('nh3')}, supported: versions below 0.4"
    assert str(UnknownFormatError("a tag is not closed", "nh3")) == f"a tag is not closed; {known}"
    monkeypatch.setitem(BOUNDS, "nh3", "0.1")
    assert unsupported() == ["nh3"]
    assert blame(AttributeError("no\nCleaner")) == (
        f"AttributeError: no Cleaner; installed: nh3 {installed('nh3')}, supported: versions below"
        " 0.1 (hint: pip install -r requirements.txt)"
    )


def test_private_names_of_third_parties_are_in_the_list() -> None:
    """Attributes of third parties that begin with an underscore."""
    found = {
        file.relative_to(PROGRAM).as_posix()
        for file in PROGRAM.rglob("*.py")
        for text in [file.read_text("utf-8")]
        if "SLF001" in text or re.search(r'(?:getattr|hasattr)\([^)]*"_\w', text)
    }
    listed = {path for row in PRIVATE_DETAILS for path in row.used}
    assert found <= listed
