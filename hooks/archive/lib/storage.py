"""Stores data in files: written whole or not at all, and read only if undamaged.

A damaged file is removed, so that it is made again, and reported once.
"""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import tempfile
from pathlib import Path
from typing import Any, TypeVar

from archive.lib.codec import decode, encode, shape_of
from archive.lib.digest import digest_bytes
from archive.lib.folders import remove

T = TypeVar("T")

log = logging.getLogger("mkdocs.hooks.archive")

MAGIC = b"briefing-archive"


def save(file: Path, value: T, kind: type[T], version: str = "") -> None:
    """Writes a value after a line with its hash. Replaces the file in one step.

    Args:
        file: The file; its folder is created if missing.
        value: The value.
        kind: Its type, which ``load`` must be given too.
        version: Anything else that must be equal for the value to be valid.

    Raises:
        OSError: If it cannot be written.
    """
    save_bytes(file, _version(kind, version) + encode(value))


def save_bytes(file: Path, body: bytes) -> None:
    """Writes bytes after a line with their hash. Replaces the file in one step.

    Raises:
        OSError: If it cannot be written.
    """
    data = MAGIC + b" " + digest_bytes(body).encode() + b"\n" + body
    try:
        write_whole(file, data)
    except IsADirectoryError:
        _discard(file)
        write_whole(file, data)


def load(file: Path, kind: type[T], version: str = "") -> T | None:
    """Reads a file of ``save``.

    Returns:
        The value, or None if the file is missing or damaged, or if the type or the version has
        changed.
    """
    body = load_bytes(file)
    own = _version(kind, version)
    if body is None or not body.startswith(own):
        return None
    try:
        return decode(memoryview(body)[len(own) :], kind)
    except ValueError:
        _discard(file)
        return None


def load_bytes(file: Path) -> bytes | None:
    """Reads a file of ``save_bytes``; returns None if the file is missing or damaged."""
    try:
        head, _, body = _read(file).partition(b"\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        head, body = b"", b""
    if head == MAGIC + b" " + digest_bytes(body).encode():
        return body
    _discard(file)
    return None


def _read(file: Path) -> bytes:
    """Returns the content of a file; nothing that is no regular file is waited for."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return b""
    with os.fdopen(handle, "rb") as stream:
        return stream.read()


def _discard(file: Path) -> None:
    log.info("%s was damaged and is made again", file.name)
    remove(file)


def _version(kind: Any, version: str) -> bytes:
    return digest_bytes(f"{shape_of(kind)} {version}".encode()).encode()


def write_whole(file: Path, data: bytes) -> None:
    """Writes or replaces a file in one step: readers see the old file or the new one.

    Raises:
        OSError: If it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, 0o644)  # noqa: PTH101  # mkstemp's own mode keeps a web server out
        os.replace(name, file)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
