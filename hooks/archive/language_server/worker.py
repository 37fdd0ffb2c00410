"""A thread that checks open files one after the other, each as it was last edited."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

IDLE = 1.0
"""Seconds without an edit after which the project is read again, if something was saved."""


@dataclass
class Worker:
    """Runs checks in the order in which files changed; a file that waits is checked only once.

    Attributes:
        check: Checks a file.
        read: Reads the project again; every open file is checked afterwards.
        opened: Returns the open files.
    """

    check: Callable[[str], None]
    read: Callable[[], None]
    opened: Callable[[], list[str]]
    _waiting: dict[str, None] = field(default_factory=dict)
    _is_stale: bool = True
    _is_new: bool = True
    _is_over: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def start(self) -> None:
        """Starts the thread, which reads the project first."""
        threading.Thread(target=self._run, name="checks", daemon=True).start()

    def submit(self, path: str) -> None:
        """Has a file checked."""
        with self._changed:
            self._waiting[path] = None
            self._changed.notify()

    def refresh(self) -> None:
        """Has the project read again, once no edit has come for a moment."""
        with self._changed:
            self._is_stale = True
            self._changed.notify()

    def is_waiting(self, path: str) -> bool:
        """Returns whether a file has changed since its check began."""
        with self._changed:
            return path in self._waiting

    def stop(self) -> None:
        """Ends the thread after what it is doing."""
        with self._changed:
            self._is_over = True
            self._changed.notify()

    def _run(self) -> None:
        while (path := self._next()) is not None:
            if path:
                self.check(path)
            else:
                self.read()
                for one in self.opened():
                    self.submit(one)

    def _next(self) -> str | None:
        """Returns the next file to check, "" if the project is to be read, or None at the end."""
        with self._changed:
            while not self._is_over:
                if self._is_new:
                    self._is_new = self._is_stale = False
                    return ""
                if self._waiting:
                    path = next(iter(self._waiting))
                    del self._waiting[path]
                    return path
                if not self._is_stale:
                    self._changed.wait()
                elif not self._changed.wait(IDLE):
                    self._is_stale = False
                    return ""
        return None
