"""Bringing the index of a preview up to date behind its pages, in a process of its own.

A build leaves word of what is wanted and starts a process; processes wait for each other, and one
that finds its work done by another ends at once. What was wanted and what is done are files, so
that an index which was not finished is taken up again by the next ``mkdocs serve``.
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
from archive.search.index import build_index
from archive.search.names import NameRow
from archive.search.shards import FOLDER as PLACE
from archive.search.shards import Made, place
from archive.search.store import DOCUMENTS, opened

COMMAND = "index-preview"
"""Command of ``python -m archive`` that calls ``run``."""
FOLDER = "search"
"""Folder of the shards in the cache of a site."""
_WANTED, _DONE = "search-wanted.bin", "search-done.bin"
_NAMES, _LOCK = "search-names.bin", "search-lock"

Names = list[NameRow]
"""The table of actors' names."""


class Wanted(NamedTuple):
    """When an index was asked for, in nanoseconds, and with how many processes at the most."""

    asked: int
    workers: int


def start(cache: Path, target: Path, names: Names, workers: int) -> subprocess.Popen[bytes]:
    """Leaves word that the index is to be as the stored documents are, and starts a process.

    Args:
        cache: Folder of what is remembered of the preview; the documents are stored in it.
        target: The preview's folder.
        names: The table of actors' names.
        workers: The most processes to use; 0 for one a core.
    """
    save(cache / _NAMES, names, Names)
    save(cache / _WANTED, Wanted(time.time_ns(), workers), Wanted)
    return _spawn(cache, target)


def resume(cache: Path, target: Path) -> subprocess.Popen[bytes] | None:
    """Starts a process if what was wanted last is not done."""
    wanted = load(cache / _WANTED, Wanted)
    is_open = wanted is not None and load(cache / _DONE, Wanted) != wanted
    return _spawn(cache, target) if is_open else None


def run(cache: Path, target: Path) -> Made | None:
    """Does what is wanted; returns None where that is done already, or superseded on the way.

    Raises:
        SearchIndexError: If Pagefind fails.
    """
    with (cache / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = load(cache / _WANTED, Wanted)
        names = load(cache / _NAMES, Names)
        if wanted is None or names is None or load(cache / _DONE, Wanted) == wanted:
            return None
        with opened(cache / DOCUMENTS) as store:
            digests = {url: digest for url, (_, digest) in store.keys().items() if digest}
            try:
                made = build_index(
                    digests,
                    lambda url: store.html(url, digests[url]),
                    names,
                    wanted.workers,
                    cache / FOLDER,
                )
            except (KeyError, WorkerError):
                now = store.keys()
                if all(url in now and now[url][1] == digests[url] for url in digests):
                    raise
                return None  # a document has changed since: the process for that waits already
        place(made.files, target / PLACE)
        save(cache / _DONE, wanted, Wanted)
        return made


def _spawn(cache: Path, target: Path) -> subprocess.Popen[bytes]:
    program = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (program, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "archive", COMMAND, str(cache), str(target)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
    )
