"""Detects changed files by size and time, without reading them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from archive.lib.digest import digest_bytes

FRESH = 2_000_000_000
"""Nanoseconds within which a second change may leave a file's time the same (FAT: two seconds)."""
SKIPPED = frozenset({"__pycache__"})


class FileState(NamedTuple):
    """What shows, without reading a file, whether it has changed."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    mode: int

    @property
    def newest(self) -> int:
        """The newer of its times, in nanoseconds."""
        return max(self.mtime_ns, self.ctime_ns)


FileStates = Mapping[str, FileState | None]
"""Path of a file → its state; None if there is no such file."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of files: a hash of names, sizes and times, and the newest time in nanoseconds."""

    digest: str
    newest: int


def stamp(places: Iterable[Path]) -> Stamp:
    """Returns the state of files, and of all files below folders. Links are not followed."""
    return stamp_of(file_states(places))


def stamp_of(states: FileStates) -> Stamp:
    """Returns the state of files as a hash and a time."""
    lines = sorted(f"{path}\0{tuple(state or '-')}" for path, state in states.items())
    newest = max((state.newest for state in states.values() if state), default=0)
    return Stamp(digest_bytes("\n".join(lines).encode("utf-8", "surrogateescape")), newest)


def file_states(places: Iterable[Path]) -> dict[str, FileState | None]:
    """Returns the state of each file, and of all files below folders. Links are not followed."""
    states: dict[str, FileState | None] = {}
    waiting: list[str] = []
    for place in places:
        if place.is_dir():
            waiting.append(str(place))
        else:
            states[str(place)] = _state(place.lstat)
    while waiting:
        try:
            entries = os.scandir(waiting.pop())
        except FileNotFoundError:  # removed meanwhile, with all that was in it
            continue
        with entries:
            for entry in entries:
                if not entry.is_dir(follow_symlinks=False):
                    states[entry.path] = _state(partial(entry.stat, follow_symlinks=False))
                elif entry.name not in SKIPPED:
                    waiting.append(entry.path)
    return states


def _state(stat: Callable[[], os.stat_result]) -> FileState | None:
    try:
        found = stat()
    except FileNotFoundError:
        return None
    return FileState(
        found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_mode
    )
