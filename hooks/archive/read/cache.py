"""What reading yields, kept between runs: data only, checked, and safe to delete at any time.

What was written by another version of the program, cut short or altered counts as empty.
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
"""The part of the program on which the result of reading depends."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What reading the file of a brief yielded.

    Attributes:
        digest: Hash of the file's bytes; empty where it could not be read.
        brief: The brief without its body, or None where there is none.
        problems: What was wrong with the file.
        stamp: Size and times of the file; None where they do not tell whether it has changed.
    """

    digest: str
    brief: Brief | None
    problems: tuple[Problem, ...]
    stamp: tuple[int, int, int] | None = None


ReadFiles = dict[str, ReadFile]
"""Path of a file → what reading it yielded."""


@lru_cache(maxsize=1)
def program_version() -> str:
    """A hash of everything that decides what reading yields: this program, YAML, Python."""
    digest = hashlib.blake2b(digest_size=16)
    for name in _PROGRAM:
        path = PACKAGE / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(f"{file.name}\0".encode() + file.read_bytes() + b"\0")
    digest.update(f"{yaml.__version__} {platform.python_version()}".encode())
    return digest.hexdigest()


def load_files(file: Path, version: str) -> ReadFiles:
    """Reads what was kept; empty where nothing was, or it cannot be trusted.

    Args:
        file: The cache.
        version: What the cache must have been written by.
    """
    return load(file, ReadFiles, version) or {}


def save_files(file: Path, version: str, files: ReadFiles) -> None:
    """Writes what is to be kept, whole or not at all; a cache that cannot be written is none.

    Args:
        file: The cache; its folder is made.
        version: What wrote it.
        files: What to keep.
    """
    with suppress(OSError):
        save(file, files, ReadFiles, version)


@contextmanager
def collector_at_rest(*, settled: bool = False) -> Iterator[None]:
    """Stops the search for cycles of garbage while many small objects are made that stay.

    Args:
        settled: Whether later searches leave them out, until the next that are made so.
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
