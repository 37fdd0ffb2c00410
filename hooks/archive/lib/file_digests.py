"""Keeps the hashes of large files from one build to the next, so that only changed ones are read.

A hash is kept with the file's size and times, by the rule of ``lib.stamps``: a file that changed
just before it was read may change again without a newer time, so its hash is not kept.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from archive.lib import digest as hashing
from archive.lib.stamps import FRESH
from archive.lib.storage import load, save

LARGE = 1_000_000
"""Size in bytes from which looking up a hash is worth it."""
FILE = "large-files.bin"
"""The file, in the cache of a site, that keeps the hashes."""


class KnownDigest(NamedTuple):
    """The hash of a file, and the size and times that the file had."""

    size: int
    mtime_ns: int
    ctime_ns: int
    digest: str


KnownDigests = dict[str, KnownDigest]
"""Path of a file → its hash."""


class FileDigests:
    """The hashes of files, for one build."""

    def __init__(self, file: Path, clock: Callable[[], int] = time.time_ns) -> None:
        """Names the file that keeps the hashes; it is read when it is first needed.

        Args:
            file: The file.
            clock: Returns the time in nanoseconds.
        """
        self._file = file
        self._clock = clock
        self._before: KnownDigests | None = None
        self._now: KnownDigests = {}
        self._given: dict[Path, str] = {}

    def of(self, file: Path) -> str:
        """Returns the hash of a file's content, which is read once.

        Raises:
            OSError: If it cannot be read.
        """
        if file not in self._given:
            self._given[file] = self._find(file)
        return self._given[file]

    def _find(self, file: Path) -> str:
        if file.stat().st_size < LARGE:
            return hashing.digest_file(file)
        if self._before is None:
            self._before = load(self._file, KnownDigests) or {}
        name = str(file)
        with file.open("rb") as stream:
            now = self._clock()
            state = _state(stream.fileno())
            for known in (self._now.get(name), self._before.get(name)):
                if known is not None and known[:3] == state:
                    self._now[name] = known
                    return known.digest
            digest = hashing.digest_stream(stream)
            if max(state[1:]) <= now - FRESH and _state(stream.fileno()) == state:
                self._now[name] = KnownDigest(*state, digest)
        return digest

    def save(self) -> None:
        """Keeps the hashes of the files that this build asked for.

        Raises:
            OSError: If they cannot be written.
        """
        if self._before is not None and self._now != self._before:
            save(self._file, self._now, KnownDigests)
            self._before = dict(self._now)


def _state(handle: int) -> tuple[int, int, int]:
    status = os.fstat(handle)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
