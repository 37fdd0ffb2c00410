"""Versions of the program, and what ``CHANGELOG.md`` says of them."""

from __future__ import annotations

import re
import tomllib

from packaging.version import InvalidVersion, Version

FILE = "CHANGELOG.md"
PROJECT = "pyproject.toml"
"""The file that states the version."""
OLDEST = Version("0")
_HEADING = re.compile(r"## (\d\S*)")


def version_of(project: str) -> Version:
    """Returns the version that ``pyproject.toml`` states; ``OLDEST`` if it states none.

    Args:
        project: The content of the file.
    """
    try:
        return Version(str(tomllib.loads(project)["project"]["version"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, InvalidVersion):
        return OLDEST


def changes_between(changelog: str, old: Version, new: Version) -> str:
    """Returns the sections of a changelog after one version, up to another; the newest first.

    Args:
        changelog: Its text: a section ``## 0.2.0`` for each version.
        old: The version to begin after.
        new: The version to end with.
    """
    sections = re.split(r"(?m)^(?=## )", changelog)
    chosen = (
        section.strip()
        for section in sections
        if (found := _HEADING.match(section)) and old < Version(found[1]) <= new
    )
    return "\n\n".join(chosen)
