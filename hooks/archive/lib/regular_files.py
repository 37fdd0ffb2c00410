"""Opens files that must be regular files: follows no link, waits for no pipe, opens no device."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_FLAGS = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
)


class NotRegularError(Exception):
    """Something else is in a file's place.

    Attributes:
        kind: What it is: "a link".
    """

    def __init__(self, kind: str) -> None:
        """Stores what it is."""
        super().__init__(kind)
        self.kind = kind


def open_regular(file: Path, flags: int) -> int:
    """Opens a regular file and returns its handle.

    Args:
        file: The file.
        flags: Those of open(2), such as ``os.O_RDONLY``.

    Raises:
        NotRegularError: If something else is in its place.
        OSError: If it cannot be opened.
    """
    try:
        # A device is not even opened: that alone may have an effect.
        _check(file.lstat())
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    handle = os.open(file, flags | _FLAGS, 0o644)
    try:
        _check(os.fstat(handle))
    except NotRegularError:
        os.close(handle)
        raise
    return handle


def read_regular(file: Path, most: int) -> bytes:
    """Reads the beginning of a regular file.

    Args:
        file: The file.
        most: Number of bytes to read at most.

    Raises:
        NotRegularError: If something else is in its place.
        OSError: If it cannot be read.
    """
    with os.fdopen(open_regular(file, os.O_RDONLY), "rb") as stream:
        return stream.read(most)


def _check(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kinds = (kind for test, kind in _KINDS if test(status.st_mode))
        raise NotRegularError(next(kinds, "a device"))
