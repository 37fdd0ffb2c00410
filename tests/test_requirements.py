"""The locked versions: the lines that matter, hashes everywhere, no index address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from packaging.version import Version

from tests.support.sites import ROOT

LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
NPM_LOCK = ROOT / "tests" / "support" / "html" / "package-lock.json"


def locked(path: Path) -> dict[str, Version]:
    """Package → version of a lock file."""
    return {
        name: Version(version)
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE)
    }


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_the_line_of_mkdocs_that_the_hooks_need(path: Path) -> None:
    versions = locked(path)
    assert versions["mkdocs-material"] >= Version("9.8")
    assert versions["mkdocs"] < Version("2")


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_hashes(path: Path) -> None:
    blocks = re.split(r"^(?=[\w.-]+==)", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(path))
    for block in blocks:
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_no_index_address_is_locked(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


def test_both_locks_agree() -> None:
    site, dev = (locked(path) for path in LOCKS)
    assert site.items() <= dev.items()


def test_the_npm_lock_has_hashes_and_no_address() -> None:
    packages = json.loads(NPM_LOCK.read_text("utf-8"))["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name
