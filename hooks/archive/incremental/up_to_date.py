"""Knowing that nothing has changed since the last build, without reading what it read.

A file counts as unchanged where its size and its times are those of before; what changed too
shortly before it was looked at may change again within the same tick of the clock, and is never
counted so. This module imports little: a build with nothing to do is over before the program is
loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from archive.lib.output_files import Written, intact
from archive.lib.stamps import FRESH, Stamp
from archive.lib.storage import load, save

FILE = "standstill.json"
MOST_WARNINGS = 2_000
"""With more warnings than this nothing is kept: they are to be said again."""

Warning_ = tuple[str, int, str]
"""Name of a logger, level, message."""


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
    save(file, [release, sources.digest, said, [list(warning) for warning in warnings]])


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
    try:
        kept_release, digest, kept_said, warnings = load(cache / FILE)
        if (kept_release, digest, kept_said) != (release, sources.digest, said):
            return None
        rows = load(cache / f"{release}.files.json")
        files = {path: Written._make(row) for path, row in rows.items()}
        if len(intact(site, files)) != len(files):
            return None
        return tuple((str(name), int(level), str(text)) for name, level, text in warnings)
    except (TypeError, ValueError, AttributeError):
        return None
