"""Uses the system's notifications of changes instead of polling all files twice a second.

MkDocs polls the size and time of every watched file each half second, because the notifications of
some systems and of network drives are unreliable. With ten thousand briefs, polling takes a third
of a processor, even while the preview is being built. On Linux, notifications replace polling if
one from the project's own drive is seen to arrive; ``ARCHIVE_POLL=1`` keeps polling.
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

from archive.lib.source_changes import Snapshot, find_changed

POLL = "ARCHIVE_POLL"
"""Environment variable that keeps MkDocs polling all files."""
PATIENCE = 1.0
"""Seconds to wait for a notification; it usually takes a few milliseconds."""

_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
]
"""Merely reading a file causes notifications too, and MkDocs would build again for each."""


def hear_changes(
    server: LiveReloadServer,
    config: MkDocsConfig,
    scratch: Path,
    sources: Snapshot | None = None,
) -> bool:
    """Makes the preview's server use notifications of changes, where these are reliable.

    The server watches only after its first build. What was saved meanwhile is announced to it when
    it begins to watch.

    Args:
        server: The server, before it runs.
        config: The site's configuration.
        scratch: A folder on the project's drive for a trial; it is created if missing.
        sources: The sources before the first build read them.

    Returns:
        Whether the server uses notifications and no longer polls.
    """
    is_polled = bool(os.environ.get(POLL)) or sys.platform != "linux" or not _arrives(scratch)
    paths = tuple(_unwatch(server, config))
    observer: Any = server.observer if is_polled else Observer()
    options = {} if is_polled else {"event_filter": _CHANGES}
    schedule, start = observer.schedule, observer.start
    handlers: list[FileSystemEventHandler] = []

    def schedule_changes(handler: FileSystemEventHandler, path: str, *, recursive: bool) -> object:
        handlers.append(handler)
        return schedule(handler, path, recursive=recursive, **options)

    def start_and_look() -> None:
        start()
        for path in find_changed(sources)[:1] if sources else ():
            for handler in handlers:
                handler.dispatch(FileModifiedEvent(path))

    observer.schedule, observer.start = schedule_changes, start_and_look
    server.observer = observer
    for path in paths:
        server.watch(path)
    return not is_polled


def _unwatch(server: LiveReloadServer, config: MkDocsConfig) -> Iterable[str]:
    """Stops the server watching the paths that MkDocs gave it, and yields them."""
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with contextlib.suppress(KeyError):
            server.unwatch(path)
            yield path


def _arrives(scratch: Path) -> bool:
    """Returns whether a notification of a change in a folder arrives."""
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
    except OSError:  # the system's limit of watches is reached, or nothing can be written
        return False
