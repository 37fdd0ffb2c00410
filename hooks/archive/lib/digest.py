"""Computes hashes: short values that are equal only if the hashed values are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import RawIOBase
from pathlib import Path
from typing import BinaryIO

SIZE = 16
"""Bytes of a hash: 128 bits of BLAKE2b (RFC 7693), enough to rule out accidental collisions."""


def digest(value: object) -> str:
    """Returns the hash of plain data, in hexadecimal digits.

    Args:
        value: Strings, numbers, None, and tuples, lists and frozen dataclasses of these: anything
            whose ``repr`` is complete and the same in every process. No sets, and no dicts whose
            order may vary.
    """
    return digest_bytes(repr(value).encode("utf-8", "surrogatepass"))


def digest_bytes(data: bytes) -> str:
    """Returns the hash of bytes, in hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=SIZE).hexdigest()


def new_digest() -> hashlib.blake2b:
    """Returns the state of a hash to which bytes can be added."""
    return hashlib.blake2b(digest_size=SIZE)


def digest_stream(stream: RawIOBase | BinaryIO) -> str:
    """Returns the hash of the rest of a stream, read in blocks."""
    state = new_digest()
    while block := stream.read(1 << 20):
        state.update(block)
    return state.hexdigest()


def digest_file(file: Path) -> str:
    """Returns the hash of a file's content, read in blocks.

    Raises:
        OSError: If it cannot be read.
    """
    with file.open("rb") as stream:
        return digest_stream(stream)


def digest_files(root: Path, files: Iterable[Path]) -> str:
    """Returns the hash of files: of their paths below a folder, and their contents."""
    state = new_digest()
    for file in sorted(files):
        data = file.read_bytes()
        name = file.relative_to(root).as_posix()
        state.update(f"{len(name)}:{name}:{len(data)}:".encode())
        state.update(data)
    return state.hexdigest()
