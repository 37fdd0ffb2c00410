"""The results of reading, kept between runs: data only, checked, and safe to delete at any time.

A cache that is truncated, altered or written by another version of the program counts as empty.
"""

from __future__ import annotations

import gc
import hashlib
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from archive.core.model import Brief, Problem
from archive.lib.storage import load, save

FILE = ".cache/archive/briefs.bin"
"""The cache that builds and checks share, relative to the project."""
PACKAGE = Path(__file__).parent.parent
_PROGRAM = ("read", "core", "lib")
"""The folders of the program on which the result of reading depends."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The result of reading the file of a brief.

    Attributes:
        digest: Hash of the file's bytes; empty if it could not be read.
        brief: The brief without its body, or None if there is none.
        problems: The problems of the file.
        stamp: Size, times and inode of the file; None if they cannot show whether it has changed.
    """

    digest: str
    brief: Brief | None
    problems: tuple[Problem, ...]
    stamp: tuple[int, int, int, int] | None = None


ReadFiles = dict[str, ReadFile]
"""Path of a file → the result of reading it."""


@lru_cache(maxsize=1)
def program_version() -> str:
    """Returns a hash of all that the result of reading depends on: program, YAML, Python."""
    digest = hashlib.blake2b(digest_size=16)
    for name in _PROGRAM:
        path = PACKAGE / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    digest.update(f"{yaml.__version__} {platform.python_version()}".encode())
    return digest.hexdigest()


def load_files(file: Path, version: str) -> ReadFiles:
    """Reads the cache; the result is empty if there is none or it cannot be trusted.

    Args:
        file: The cache.
        version: The version that must have written it.
    """
    return load(file, ReadFiles, version) or {}


def save_files(file: Path, version: str, files: ReadFiles) -> None:
    """Writes the cache, whole or not at all; failing to write it is no error.

    Args:
        file: The cache; its folder is created.
        version: The version of the program that writes it.
        files: The results to keep.
    """
    with suppress(OSError):
        save(file, files, ReadFiles, version)


@contextmanager
def paused_collector(*, settled: bool = False) -> Iterator[None]:
    """Pauses garbage collection while many small, long-lived objects are created.

    Args:
        settled: Whether later collections ignore them, until the next such pause.
    """
    was_on = gc.isenabled()
    gc.disable()
    if settled:
        gc.unfreeze()
    try:
        yield
    finally:
        if settled:
            gc.freeze()
        if was_on:
            gc.enable()
