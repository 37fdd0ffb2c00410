"""Keeping data in files: whole or not at all, and believed only where it is unharmed."""

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
    """Writes a value behind a line with its digest; replaces the file in one step.

    Args:
        file: Where to; its folder is made.
        value: What to keep.
        kind: Its type, as ``load`` is to read it.
        version: What else must be the same for it to be of use.

    Raises:
        OSError: If it cannot be written.
    """
    save_bytes(file, _version(kind, version) + encode(value))


def save_bytes(file: Path, body: bytes) -> None:
    """Writes bytes behind a line with their digest; replaces the file in one step.

    Raises:
        OSError: If it cannot be written.
    """
    write_whole(file, MAGIC + b" " + digest_bytes(body).encode() + b"\n" + body)


def load(file: Path, kind: type[T], version: str = "") -> T | None:
    """Reads what ``save`` wrote.

    Returns:
        The value, or None where there is no such file, where it is not as it was written, and
        where the type or the version has changed since.
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
    """Reads what ``save_bytes`` wrote; None where it is missing or not as it was written."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == MAGIC + b" " + digest_bytes(body).encode() else None


def _version(kind: Any, version: str) -> bytes:
    return digest_bytes(f"{shape_of(kind)} {version}".encode()).encode()


def write_whole(file: Path, data: bytes) -> None:
    """Puts a file in place in one step: a reader sees the old one or the new one.

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
