"""Stores data in files: written whole or not at all, and read only if undamaged."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any, TypeVar

from archive.lib.codec import decode, encode, shape_of
from archive.lib.digest import digest_bytes

T = TypeVar("T")

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
    write_whole(file, MAGIC + b" " + digest_bytes(body).encode() + b"\n" + body)


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
        return None


def load_bytes(file: Path) -> bytes | None:
    """Reads a file of ``save_bytes``; returns None if the file is missing or damaged."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == MAGIC + b" " + digest_bytes(body).encode() else None


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
