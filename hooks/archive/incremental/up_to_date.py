"""Detects that nothing has changed since the last build, without reading the sources.

A file counts as unchanged if its size and times are the same as before. A file that changed just
before it was examined may change again within the same clock tick, so it never counts as
unchanged. This module imports little: a build with nothing to do ends before the rest of the
program is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from archive.lib.folders import remove
from archive.lib.output_files import WrittenFiles, intact, list_of_files
from archive.lib.stamps import FRESH, Stamp
from archive.lib.storage import load, save

FILE = "up-to-date.bin"
REPEATED = "archive_repeated"
"""Marks a log message that a build with nothing to do repeats, as it repeats warnings."""
MOST_WARNINGS = 2_000
"""With more warnings than this, nothing is stored, because all of them must be repeated."""

Warning_ = tuple[str, int, str]
"""Name of a logger, level, message."""


class Note(NamedTuple):
    """The sources of a release; see ``record``."""

    release: str
    sources: str
    configuration: str
    warnings: tuple[Warning_, ...]


def record(
    cache: Path,
    release: str,
    sources: Stamp,
    configuration: str,
    now: int,
    warnings: Sequence[Warning_],
) -> None:
    """Records the sources of a release, unless a later change could go unnoticed.

    Args:
        cache: The site's cache folder.
        release: The release's name.
        sources: The state of its sources before they were read.
        configuration: Hash of configuration and versions.
        now: When the sources were examined, in nanoseconds.
        warnings: The build's warnings.

    Raises:
        OSError: If it cannot be written.
    """
    file = cache / FILE
    if sources.newest > now - FRESH or len(warnings) > MOST_WARNINGS:
        remove(file)
        return
    save(file, Note(release, sources.digest, configuration, tuple(warnings)), Note)


def warnings_if_unchanged(
    cache: Path, site: Path, release: str, sources: Stamp, configuration: str
) -> tuple[Warning_, ...] | None:
    """Returns the warnings of the last build if a new build would produce the same site.

    Args:
        cache: The site's cache folder.
        site: The published folder.
        release: The name of the release in it.
        sources: The state of the sources.
        configuration: Hash of configuration and versions.

    Returns:
        The warnings; None if anything differs.
    """
    note = load(cache / FILE, Note)
    if note is None or note[:3] != (release, sources.digest, configuration):
        return None
    files = load(list_of_files(cache, release), WrittenFiles)
    if files is None or len(intact(site, files)) != len(files) or _has_strays(site, files):
        return None
    return note.warnings


def _has_strays(site: Path, files: WrittenFiles) -> bool:
    """Returns whether there is something at the top of a site that no build made.

    To look into each folder would take longer than all other checks; builds that publish do.
    """
    known = {path.partition("/")[0] for path in files}
    return any(name not in known and name[0] != "." for name in os.listdir(site))  # noqa: PTH208
