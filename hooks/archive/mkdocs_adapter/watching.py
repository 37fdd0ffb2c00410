"""Hearing of a change at once: from the system, in place of looking at all files twice a second.

MkDocs looks at the size and time of every watched file each half second, because the notices of
some systems and of network drives cannot be relied on. With ten thousand briefs that costs a third
of a processor, while the preview is being built too. On Linux, where a notice of the project's own
drive is seen to arrive, notices take its place; ``ARCHIVE_POLL=1`` keeps MkDocs' way.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

POLL = "ARCHIVE_POLL"
"""Environment variable that keeps MkDocs' way of looking at all files."""
PATIENCE = 1.0
"""Seconds in which a notice must have arrived; it takes a few thousandths."""

_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
]
"""A file that is merely read gives notices too, and MkDocs would build again for each."""


def hear_changes(server: LiveReloadServer, config: MkDocsConfig, scratch: Path) -> bool:
    """Has the server of a preview told of changes, where that can be relied on.

    Args:
        server: The server, before it runs.
        config: The site's configuration.
        scratch: A folder on the project's drive to try it in; it is made.

    Returns:
        Whether it is told, and no longer looks by itself.
    """
    if os.environ.get(POLL) or sys.platform != "linux" or not _arrives(scratch):
        return False
    paths = tuple(_unwatch(server, config))
    observer: Any = Observer()
    schedule = observer.schedule

    def schedule_changes(handler: FileSystemEventHandler, path: str, *, recursive: bool) -> object:
        return schedule(handler, path, recursive=recursive, event_filter=_CHANGES)

    observer.schedule = schedule_changes
    server.observer = observer
    for path in paths:
        server.watch(path)
    return True


def _unwatch(server: LiveReloadServer, config: MkDocsConfig) -> Iterable[str]:
    """Takes from the server what MkDocs has given it to watch, and yields it."""
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with contextlib.suppress(KeyError):
            server.unwatch(path)
            yield path


def _arrives(scratch: Path) -> bool:
    """Whether a notice of a change in a folder is seen to arrive."""
    heard = threading.Event()

    class Listener(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002
            heard.set()

    observer = Observer()
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        observer.schedule(Listener(), str(scratch), event_filter=_CHANGES)
        with tempfile.NamedTemporaryFile(dir=scratch, prefix=".notice-") as file:
            observer.start()
            try:
                file.write(b"?")
                file.flush()
                return heard.wait(PATIENCE)
            finally:
                observer.stop()
                observer.join()
    except OSError:  # the system's bound for notices is reached, or nothing can be written
        return False
