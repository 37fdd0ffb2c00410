"""Knowing that nothing has changed since the last build, without reading what it read.

A file counts as unchanged where its size and its times are those of before; what changed too
shortly before it was looked at may change again within the same tick of the clock, and is never
counted so. This module imports little: a build with nothing to do is over before the program is
loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from archive.lib.output_files import WrittenFiles, intact, list_of_files
from archive.lib.stamps import FRESH, Stamp
from archive.lib.storage import load, save

FILE = "up-to-date.bin"
MOST_WARNINGS = 2_000
"""With more warnings than this nothing is kept: they are to be said again."""

Warning_ = tuple[str, int, str]
"""Name of a logger, level, message."""


class Note(NamedTuple):
    """What a release was made from, see ``keep``."""

    release: str
    sources: str
    said: str
    warnings: tuple[Warning_, ...]


def keep(
    cache: Path, release: str, sources: Stamp, said: str, now: int, warnings: Sequence[Warning_]
) -> None:
    """Notes what a release was made from, where it can be told from a later change.

    Args:
        cache: Folder of what is remembered of the site.
        release: The release's name.
        sources: The state of its sources before they were read.
        said: Digest of configuration and versions.
        now: When the sources were looked at, in nanoseconds.
        warnings: What the build warned of.

    Raises:
        OSError: If it cannot be written.
    """
    file = cache / FILE
    if sources.newest > now - FRESH or len(warnings) > MOST_WARNINGS:
        file.unlink(missing_ok=True)
        return
    save(file, Note(release, sources.digest, said, tuple(warnings)), Note)


def still(
    cache: Path, site: Path, release: str, sources: Stamp, said: str
) -> tuple[Warning_, ...] | None:
    """Says whether a site is what a build of its sources would make.

    Args:
        cache: Folder of what is remembered of the site.
        site: The published folder.
        release: The name of the release in it.
        sources: The state of the sources.
        said: Digest of configuration and versions.

    Returns:
        What the build warned of; None where anything differs.
    """
    note = load(cache / FILE, Note)
    if note is None or note[:3] != (release, sources.digest, said):
        return None
    files = load(list_of_files(cache, release), WrittenFiles)
    if files is None or len(intact(site, files)) != len(files):
        return None
    return note.warnings
