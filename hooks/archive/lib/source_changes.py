"""Detects that sources change while a build reads them, so that no build publishes a mixture.

A build takes a snapshot before it reads anything, and compares it with the files before it
publishes. Sizes, times and inodes show which files may have changed; only these are read.

A file that was saved just before the snapshot may be saved again without a newer time, as Git's
documentation describes for its index ("racy Git"). So its content is part of the snapshot.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from archive.lib.digest import digest_stream
from archive.lib.regular_files import NotRegularError, open_regular
from archive.lib.stamps import FRESH, FileState, FileStates, file_states

LARGEST = 10_000_000
"""Size in bytes up to which the content of a file that was just saved is part of a snapshot. Larger
files are hashed as they are copied."""
HIDDEN_SOURCES = frozenset({".well-known"})
"""The only names beginning with a dot that are sources. Editors write other hidden files."""
BACKUPS = ("~", "#")
"""How the names of editors' backup copies end."""


class SourceChangedError(OSError):
    """A source is no longer what the build has read. Its ``filename`` names the source."""

    def __init__(self, path: str) -> None:
        super().__init__(errno.ESTALE, "was changed while it was being read", path)

    def __str__(self) -> str:
        """Returns a message without the number of the error."""
        return f"{self.filename} {self.strerror}"

    def __reduce__(self) -> tuple[type[SourceChangedError], tuple[str]]:
        """Lets a worker process send the error."""
        return type(self), (str(self.filename),)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The sources as they were before anything was read.

    Attributes:
        places: The files and folders that contain them.
        states: The state of each file.
        saved: Path of each file that was saved just before → hash of its content.
        taken: When it was taken, in nanoseconds.
    """

    places: tuple[Path, ...]
    states: FileStates
    saved: Mapping[str, str]
    taken: int

    def with_place(self, place: Path) -> Snapshot:
        """Returns the same snapshot, but with the current state of one of its places."""
        now = take_snapshot((place,))
        start = f"{place}{os.sep}"
        states = {path: one for path, one in self.states.items() if not path.startswith(start)}
        saved = {path: one for path, one in self.saved.items() if not path.startswith(start)}
        return replace(self, states={**states, **now.states}, saved={**saved, **now.saved})


def take_snapshot(places: Iterable[Path], clock: Callable[[], int] = time.time_ns) -> Snapshot:
    """Returns the state of sources.

    Args:
        places: The files and folders that contain them.
        clock: Returns the time in nanoseconds.
    """
    places = tuple(places)
    taken = clock()
    states = file_states(places)
    saved = {
        path: hash_of(path, state)
        for path, state in states.items()
        if state and state.newest > taken - FRESH
    }
    return Snapshot(places, states, saved, taken)


def find_changed(snapshot: Snapshot, read: Mapping[str, str] | None = None) -> list[str]:
    """Returns the paths of the sources that have changed since a snapshot, sorted.

    Args:
        snapshot: The snapshot.
        read: Path → hash of the bytes that were read, for files of which it is known; a file
            that has these bytes again has not changed.
    """
    read = read or {}
    old, new = snapshot.states, file_states(snapshot.places)
    differ = {path for path, state in new.items() if old.get(path) != state}
    differ.update(path for path in old if path not in new)
    found = [path for path in differ if not _has(path, new.get(path), read.get(path))]
    found += [
        path
        for path, hash_ in snapshot.saved.items()
        if path not in differ and not _has(path, new.get(path), read.get(path, hash_))
    ]
    return sorted(path for path in found if _is_source(path, snapshot.places))


def check_unchanged(snapshot: Snapshot, root: Path, read: Mapping[str, str] | None = None) -> None:
    """Checks that no source has changed since a snapshot; see ``find_changed``.

    Raises:
        SourceChangedError: If one has. It names the first, relative to ``root``.
    """
    if changed := find_changed(snapshot, read):
        raise SourceChangedError(os.path.relpath(changed[0], root))


def hash_of(path: str, state: FileState) -> str:
    """Returns the hash of a file; "" if it is no regular file, too large, or unreadable."""
    if not stat.S_ISREG(state.mode) or state.size > LARGEST:
        return ""
    try:
        with os.fdopen(open_regular(Path(path), os.O_RDONLY), "rb") as stream:
            return digest_stream(stream)
    except (NotRegularError, OSError):
        return ""


def _has(path: str, state: FileState | None, hash_: str | None) -> bool:
    """Returns whether a file has the content of a hash; None if the hash is not known."""
    return hash_ is not None and state is not None and hash_of(path, state) == hash_


def _is_source(path: str, places: Iterable[Path]) -> bool:
    file = PurePath(path)
    if file.name.endswith(BACKUPS):
        return False
    inner = next((file.relative_to(one) for one in places if file.is_relative_to(one)), file)
    return all(not part.startswith(".") or part in HIDDEN_SOURCES for part in inner.parts)
