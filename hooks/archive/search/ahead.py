"""Indexes pages that are ready while others are still being rendered."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from multiprocessing.synchronize import Event
from pathlib import Path

from archive.search.shards import Entry, Part, make_shard, missing_parts

log = logging.getLogger("mkdocs.hooks.archive")


@contextlib.contextmanager
def indexing(
    entries: Mapping[str, Entry], load_html: Callable[[str], str], cache: Path
) -> Iterator[None]:
    """Indexes shards one by one in a separate process while the context lasts.

    ``index_shards`` finds the finished shards. It indexes those that were not reached and reports
    any failure. Nothing is forked while other threads run, or where forking is not supported.

    Args:
        entries: Address → document, for all pages of the shards.
        load_html: Returns the document of a page; called in a forked process.
        cache: Folder of the shards indexed before.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    parts = missing_parts(entries, cache) if can_fork and threading.active_count() == 1 else ()
    if not parts:
        yield
        return
    context = multiprocessing.get_context("fork")
    try:
        enough = context.Event()
    except OSError as error:  # a semaphore needs /dev/shm; no warning: strict builds go on
        log.info(
            "/dev/shm cannot be used (%s): the search is indexed after all pages instead of"
            " meanwhile (hint: mount a writable /dev/shm, with docker run --shm-size=512m)",
            error.strerror,
        )
        yield
        return
    process = context.Process(target=_work, args=(parts, load_html, cache, enough), daemon=True)
    process.start()
    try:
        yield
    finally:
        enough.set()
        process.join()


def _work(
    parts: tuple[Part, ...], load_html: Callable[[str], str], cache: Path, enough: Event
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    # What fails here fails again in index_shards, which reports it.
    with contextlib.suppress(Exception):
        for part in parts:
            if enough.is_set() or os.getppid() != parent:
                return
            make_shard(part, load_html, cache)
