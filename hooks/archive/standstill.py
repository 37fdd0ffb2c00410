"""Knowing that nothing has changed since the last build, without reading what it read.

A file counts as unchanged where its size and its times are those of before; what changed too
shortly before it was looked at may change again within the same tick of the clock, and is never
counted so. This module imports little: a build with nothing to do is over before the program is
loaded.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.digest import digest_bytes
from archive.storage import load, save
from archive.tree import Written, intact

FRESH = 2_000_000_000
"""Nanoseconds for which a change may hide behind the times of the one before (FAT: two seconds)."""
FILE = "standstill.json"
SKIPPED = frozenset({"__pycache__"})
MOST_WARNINGS = 2_000
"""With more warnings than this nothing is kept: they are to be said again."""

Warning_ = tuple[str, int, str]
"""Name of a logger, level, message."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of some files: a digest of names, sizes and times; the newest time, in ns."""

    digest: str
    newest: int


def stamp(places: Iterable[Path]) -> Stamp:
    """Looks at files, and at all files below folders. Links are looked at, not followed."""
    lines: list[str] = []
    newest = 0
    waiting: list[str] = []
    for place in places:
        if place.is_dir():
            waiting.append(str(place))
        else:
            newest = max(newest, _note(str(place), place, lines))
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    newest = max(newest, _note(entry.path, entry, lines))
                elif entry.name not in SKIPPED:
                    waiting.append(entry.path)
    lines.sort()
    return Stamp(digest_bytes("\n".join(lines).encode("utf-8", "surrogateescape")), newest)


def _note(path: str, file: Path | os.DirEntry[str], lines: list[str]) -> int:
    try:
        status = file.lstat() if isinstance(file, Path) else file.stat(follow_symlinks=False)
    except FileNotFoundError:
        lines.append(f"{path}\0-")
        return 0
    mtime, ctime = status.st_mtime_ns, status.st_ctime_ns
    lines.append(f"{path}\0{status.st_size} {mtime} {ctime} {status.st_mode}")
    return max(mtime, ctime)


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
