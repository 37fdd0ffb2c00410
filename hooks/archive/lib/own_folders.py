"""Folders that only one process uses at a time: each is held by a lock.

The system releases the locks of a killed process (flock(2)). What that process left is removed by
the next one that asks for a folder of its own.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from archive.lib.folders import remove
from archive.lib.regular_files import NotRegularError, open_regular

LOCK = "lock"
"""The file in a shared folder that is locked while a process uses the folder."""
_SUFFIX = ".lock"
"""Ending of the file next to a folder of one process."""


@contextlib.contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Holds a shared folder, unless another process does.

    Args:
        folder: The folder; it is created.

    Yields:
        Whether this process holds the folder while the context lasts.

    Raises:
        OSError: If the lock cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = _lock(folder / LOCK)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            os.close(handle)


@contextlib.contextmanager
def own_folder(parent: Path) -> Iterator[Path]:
    """Makes a new folder that no other process uses, and removes it in the end.

    Args:
        parent: The folder that contains such folders, and nothing else; it is created.

    Raises:
        OSError: If the folder cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    remove_abandoned(parent)
    handle, folder = _make(parent)
    try:
        yield folder
    finally:
        _remove(folder, handle)


def remove_abandoned(parent: Path) -> None:
    """Removes the folders that killed processes have left.

    A folder exists only while its lock does: a folder without one is abandoned.

    Args:
        parent: The folder that contains them.
    """
    for entry in [*parent.iterdir()]:
        folder = entry.with_name(entry.name.removesuffix(_SUFFIX))
        lock = _lock_of(folder)
        if entry == lock:
            handle = _lock(lock)
            if handle is not None:
                _remove(folder, handle)
        elif not lock.exists():
            remove(entry)


def _make(parent: Path) -> tuple[int, Path]:
    while True:
        folder = parent / secrets.token_hex(8)
        handle = _lock(_lock_of(folder))
        if handle is not None:
            break
    folder.mkdir()
    return handle, folder


def _remove(folder: Path, handle: int) -> None:
    """Removes a folder and then its lock, which this process holds until both are gone."""
    remove(folder)
    remove(_lock_of(folder))
    os.close(handle)


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _SUFFIX)


def _lock(file: Path) -> int | None:
    """Returns the handle of a locked file, or None if another process has locked it.

    Whatever is in its place that is no regular file is removed.
    """
    handle = _open(file)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Its last user may have removed it meanwhile: then nobody else would see this lock.
        if os.stat(file, follow_symlinks=False).st_ino == os.fstat(handle).st_ino:  # noqa: PTH116
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass
    except OSError:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _open(file: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT
    try:
        return open_regular(file, flags)
    except (NotRegularError, OSError):
        remove(file)
        return open_regular(file, flags)
