"""Digests: short names for long values, equal only where the values are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

SIZE = 16
"""Bytes of a digest: 128 bits of BLAKE2b (RFC 7693), so that no two values meet by chance."""


def digest(value: object) -> str:
    """Returns the digest of plain data, in hexadecimal digits.

    Args:
        value: Texts, numbers, None, tuples, lists and frozen dataclasses of these: whatever has
            a ``repr`` that says all of it and is the same in every process. No set, no dict made
            in an order that may vary.
    """
    return digest_bytes(repr(value).encode("utf-8", "surrogatepass"))


def digest_bytes(data: bytes) -> str:
    """Returns the digest of some bytes, in hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def digest_file(file: Path) -> str:
    """Returns the digest of a file's content, read piece by piece.

    Raises:
        OSError: If it cannot be read.
    """
    state = hashlib.blake2b(digest_size=SIZE)
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            state.update(piece)
    return state.hexdigest()


def digest_files(root: Path, files: Iterable[Path]) -> str:
    """Returns the digest of some files: their paths below a folder, and what is in them."""
    state = hashlib.blake2b(digest_size=SIZE)
    for file in sorted(files):
        data = file.read_bytes()
        name = file.relative_to(root).as_posix()
        state.update(f"{len(name)}:{name}:{len(data)}:".encode())
        state.update(data)
    return state.hexdigest()
