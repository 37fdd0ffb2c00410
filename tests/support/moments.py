"""Acts at a known moment of a call: at one of its accesses to the files of a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ACCESSES = frozenset(
    {"open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.scandir"}
)
"""The audit events of the standard library (PEP 578) that count."""


@dataclass
class Moments:
    """The accesses of a call so far.

    Attributes:
        folder: The folder.
        at: The access before which to act; the first is 1.
        act: What to do then.
        count: Number of accesses so far.
        has_acted: Whether that access has come.
    """

    folder: str
    at: int
    act: Callable[[], object]
    count: int = 0
    has_acted: bool = False
    is_acting: bool = False

    def access(self, path: str) -> None:
        """Counts an access, and acts if it is the one."""
        if self.is_acting or not path.startswith(self.folder):
            return
        self.count += 1
        if self.count == self.at:
            self.has_acted = self.is_acting = True
            try:
                self.act()
            finally:
                self.is_acting = False


@dataclass
class _Listener:
    """The one audit hook of this process, which cannot be removed."""

    moments: list[Moments] = field(default_factory=list)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.moments and event in ACCESSES and isinstance(arguments[0], str | os.PathLike):
            self.moments[-1].access(os.fspath(arguments[0]))


@cache
def _listener() -> _Listener:
    listener = _Listener()
    sys.addaudithook(listener.hear)
    return listener


@contextmanager
def acting(folder: Path, at: int, act: Callable[[], object]) -> Iterator[Moments]:
    """Acts before one of the accesses to files below a folder while the context lasts.

    Args:
        folder: The folder.
        at: The access before which to act; the first is 1.
        act: What to do then. Its own accesses do not count.
    """
    moments = Moments(f"{folder}{os.sep}", at, act)
    _listener().moments.append(moments)
    try:
        yield moments
    finally:
        _listener().moments.remove(moments)
