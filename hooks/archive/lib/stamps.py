"""Detects changed files by size and time, without reading them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.lib.digest import digest_bytes

FRESH = 2_000_000_000
"""Nanoseconds within which a second change may leave a file's time the same (FAT: two seconds)."""
SKIPPED = frozenset({"__pycache__"})


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of files: a hash of names, sizes and times, and the newest time in nanoseconds."""

    digest: str
    newest: int


def stamp(places: Iterable[Path]) -> Stamp:
    """Returns the state of files, and of all files below folders. Links are not followed."""
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
