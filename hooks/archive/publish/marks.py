"""The mark of a folder that this program made: it says which release the folder contains.

A folder without a mark belongs to somebody else, and nothing in it is changed or deleted. While a
release is being built or removed, its mark says that it is unfinished.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from archive.lib.folders import prune
from archive.lib.regular_files import NotRegularError, read_regular

MARKER = ".briefing-archive"
"""File in a folder that this program made; it contains the names of the release and of the site."""

LARGEST = 100_000
"""Bytes of a mark; it has some hundred."""


def release_of(folder: Path) -> str:
    """Returns the name of the release in a folder, or "" if this program did not make it."""
    name = read_mark(folder).get("release")
    return name if isinstance(name, str) else ""


def is_unfinished(folder: Path) -> bool:
    """Returns whether this program made a folder that contains no whole release."""
    return bool(read_mark(folder)) and not release_of(folder)


def mark(folder: Path, content: Mapping[str, str]) -> None:
    """Marks a folder as a whole release.

    Args:
        folder: The folder; a file next to it is used meanwhile.
        content: The name of the release, and further content.

    Raises:
        OSError: If the mark cannot be written.
    """
    _write(folder, dict(content))


def mark_unfinished(folder: Path) -> None:
    """Marks a folder as one that contains no whole release.

    Raises:
        OSError: If the mark cannot be written.
    """
    _write(folder, {"unfinished": True})


def discard(folder: Path) -> None:
    """Deletes a folder that this program made. Its mark goes last.

    Raises:
        OSError: If something in it cannot be deleted.
    """
    mark_unfinished(folder)
    prune(folder, {MARKER})
    (folder / MARKER).unlink()
    folder.rmdir()


def read_mark(folder: Path) -> Mapping[str, object]:
    """Returns the content of a folder's mark; nothing if it has none."""
    try:
        content = json.loads(read_regular(folder / MARKER, LARGEST))
    except (OSError, NotRegularError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(folder: Path, content: Mapping[str, object]) -> None:
    """Replaces a mark in one step. A killed process leaves no other file in the folder."""
    part = folder.with_name("mark.part")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    part.write_text(json.dumps(content) + "\n", encoding="utf-8")
    part.replace(folder / MARKER)
