"""Updates the search index of a preview in a separate process, after its pages.

A build stores a request and starts a process. Processes wait for each other, and one whose work is
already done ends at once. The request and the last finished one are files, so that the next
``mkdocs serve`` resumes an index that was not finished.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from archive.lib.storage import load, save
from archive.lib.workers import WorkerError
from archive.pages.actor_names import NameRow
from archive.search.index import build_index, place
from archive.search.store import DOCUMENTS, opened

COMMAND = "index-preview"
"""Command of ``python -m archive`` that calls ``run``."""
FOLDER = "search"
"""Folder of the shards in the site's cache."""
_WANTED, _DONE, _LOCK = "search-wanted.bin", "search-done.bin", "search-lock"


class Wanted(NamedTuple):
    """A request for an index.

    Attributes:
        asked: Its time, in nanoseconds.
        workers: Maximum number of processes; 0 for one per core.
        names: The actors with a page.
    """

    asked: int
    workers: int
    names: list[NameRow]


def start(cache: Path, target: Path, names: list[NameRow], workers: int) -> subprocess.Popen[bytes]:
    """Requests an index of the stored documents, and starts a process that makes it.

    Args:
        cache: Cache folder of the preview; the documents are stored in it.
        target: The preview's folder.
        names: The actors with a page.
        workers: Maximum number of processes; 0 for one per core.
    """
    save(cache / _WANTED, Wanted(time.time_ns(), workers, names), Wanted)
    return _spawn(cache, target)


def resume(cache: Path, target: Path) -> subprocess.Popen[bytes] | None:
    """Starts a process if the last request is not finished."""
    return _spawn(cache, target) if _open_request(cache) else None


def run(cache: Path, target: Path) -> bool:
    """Makes the requested index; returns False if it is finished or superseded meanwhile.

    Raises:
        SearchIndexError: If Pagefind fails.
    """
    with (cache / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _open_request(cache)
        if wanted is None:
            return False
        with opened(cache / DOCUMENTS) as store:
            entries = store.entries()
            try:
                files = build_index(store, entries, wanted.names, wanted.workers, cache / FOLDER)
            except (KeyError, WorkerError):
                with opened(cache / DOCUMENTS) as changed:
                    now = changed.entries()
                if all(now.get(url) == entry for url, entry in entries.items()):
                    raise
                return False  # a document has changed since; another process already waits for it
        place(files, target)
        save(cache / _DONE, wanted, Wanted)
        return True


def _open_request(cache: Path) -> Wanted | None:
    wanted = load(cache / _WANTED, Wanted)
    return None if wanted == load(cache / _DONE, Wanted) else wanted


def _spawn(cache: Path, target: Path) -> subprocess.Popen[bytes]:
    program = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (program, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "archive", COMMAND, str(cache), str(target)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
    )
