"""What reading yields, kept between runs: data only, checked, and safe to delete at any time.

What was written by another version of the program, cut short or altered counts as empty.
"""

from __future__ import annotations

import gc
import hashlib
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from archive.lib.storage import load, save

PACKAGE = Path(__file__).parent.parent
_PROGRAM = ("read", "core")
"""The part of the program on which the result of reading depends."""

Rows = dict[str, list[Any]]
"""Path of a file → what is kept of it."""


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


def load_rows(file: Path, version: str) -> Rows:
    """Reads what was kept; empty where nothing was, or it cannot be trusted.

    Args:
        file: The cache.
        version: What the cache must have been written by.
    """
    kept = load(file)
    if not isinstance(kept, dict) or kept.get("version") != version:
        return {}
    rows = kept.get("rows")
    return rows if isinstance(rows, dict) else {}


def save_rows(file: Path, version: str, rows: Mapping[str, list[Any]]) -> None:
    """Writes what is to be kept, whole or not at all; a cache that cannot be written is none.

    Args:
        file: The cache; its folder is made.
        version: What wrote it.
        rows: What to keep.
    """
    with suppress(OSError):
        save(file, {"version": version, "rows": rows})


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
