"""Takes files of the published site over into a preview, in part while the preview is shown.

Making a folder for each page takes longer than everything else that a preview does before its first
page. So a preview may be shown before all files are in its folder: whoever reads a file takes it
first, and a thread takes all others.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from archive.lib.output_files import take_file
from archive.publish.releases import ReleaseError

log = logging.getLogger("mkdocs.hooks.archive")


class Takeover:
    """The files that a preview takes over.

    The published site and its cache stay locked until all files are taken or the takeover is
    stopped, so that no build replaces the site meanwhile.
    """

    def __init__(
        self,
        source: Path,
        target: Path,
        paths: Iterable[str],
        note: Callable[[], None],
        locks: contextlib.ExitStack,
        *,
        is_deferred: bool = False,
    ) -> None:
        """Takes nothing yet.

        Args:
            source: The published site.
            target: The folder of the preview, which may contain older files at these paths.
            paths: The files, relative to both.
            note: Records the new status of the published files: a link changes it.
            locks: The locks of the published site and its cache, which are closed at the end.
            is_deferred: Whether files are taken after the build that begins with them.
        """
        self.is_deferred = is_deferred
        self._source, self._target = source, target
        self._paths = set(paths)
        self._waiting = set(self._paths)
        self._note = note
        self._locks = locks
        self._complete: Callable[[Iterable[str]], None] = lambda _: None
        self._taking = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_stopped = False
        self._has_run = False

    def take(self, path: str) -> None:
        """Takes a file now, if it is one that is still waiting.

        Raises:
            OSError: If it cannot be linked or copied.
        """
        if path not in self._waiting:
            return
        with self._taking:
            if path in self._waiting:
                take_file(self._source, self._target, path)
                self._waiting.remove(path)

    def leave(self, paths: Collection[str]) -> None:
        """Leaves files out, because the preview has its own or none."""
        with self._taking:
            self._paths.difference_update(paths)
            self._waiting.difference_update(paths)

    def end_with(self, complete: Callable[[Iterable[str]], None]) -> None:
        """Sets the function that gets all files once they are taken; otherwise it is not called."""
        self._complete = complete

    def run(self) -> None:
        """Takes all files that are still waiting.

        Raises:
            ReleaseError, OSError: If one cannot be taken, or the result cannot be recorded.
        """
        self._has_run = True
        with self._locks:
            try:
                for path in sorted(self._waiting):
                    if self._is_stopped:
                        return
                    self.take(path)
                self._complete(self._paths)
            finally:
                # Nothing is taken without the locks.
                self._waiting.clear()
                self._note()

    def start(self) -> None:
        """Begins to take all files in a thread."""
        if not self._has_run and self._thread is None:
            self._thread = threading.Thread(target=self._run_alone, name="takeover")
            self._thread.start()

    def finish(self) -> None:
        """Waits until all files are taken."""
        self.start()
        if self._thread is not None:
            self._thread.join()

    def stop(self) -> None:
        """Stops before all files are taken; the next preview begins again."""
        self._is_stopped = True
        self.finish()

    def _run_alone(self) -> None:
        """Takes all files. The build after a failure begins again, and raises what still fails."""
        try:
            self.run()
        except (OSError, ReleaseError) as error:
            log.warning("the preview could not take over all published pages: %s", error)
