"""The versions of libraries are those of the installed packages."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from archive.incremental import versions as module
from archive.incremental.versions import PACKAGES, versions


def test_versions_are_those_of_the_packages() -> None:
    found = dict(versions())
    assert [found[name] for name in PACKAGES] == [version(name) for name in PACKAGES]


def test_a_missing_package_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGES", ("no-such-package",))
    assert versions()[1:] == [("no-such-package", "")]
