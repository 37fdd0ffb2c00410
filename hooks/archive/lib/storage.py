"""Keeping data in files: whole or not at all, and believed only where it is unharmed."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import orjson

from archive.lib.digest import digest_bytes

MAGIC = b"briefing-archive"


def save(file: Path, data: Any) -> None:
    """Writes plain data as JSON behind a line with its digest; replaces the file in one step.

    Raises:
        OSError: If it cannot be written.
    """
    try:
        body = orjson.dumps(data)
    except orjson.JSONEncodeError:  # a file's name that is no Unicode
        body = json.dumps(data, separators=(",", ":")).encode()
    save_bytes(file, body)


def save_bytes(file: Path, body: bytes) -> None:
    """Writes bytes behind a line with their digest; replaces the file in one step.

    Raises:
        OSError: If it cannot be written.
    """
    write_whole(file, MAGIC + b" " + digest_bytes(body).encode() + b"\n" + body)


def load(file: Path) -> Any:
    """Reads what ``save`` wrote.

    Returns:
        The data, or None where there is no such file, or where it is not as it was written.
    """
    body = load_bytes(file)
    try:
        return None if body is None else _decode(body)
    except (ValueError, RecursionError):
        return None


def load_bytes(file: Path) -> bytes | None:
    """Reads what ``save_bytes`` wrote; None where it is missing or not as it was written."""
    try:
        head, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if head == MAGIC + b" " + digest_bytes(body).encode() else None


def _decode(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return json.loads(body)


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
