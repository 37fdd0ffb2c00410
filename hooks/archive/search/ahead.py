"""Indexing the pages that are ready while others are still being made."""

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

from archive.search.pack import Shard
from archive.search.shards import Part, load_shards, make_shard, missing_parts

log = logging.getLogger("mkdocs.hooks.archive")


@contextlib.contextmanager
def indexing(
    digests: Mapping[str, str], load_html: Callable[[str], str], cache: Path
) -> Iterator[Mapping[str, Shard]]:
    """Indexes shards in a process of its own, one by one, for as long as the context lasts.

    While the last one is waited for, those that are there already are read: after the context, what
    it gave holds them.

    What it has not come to, or could not do, is done or said by ``index_shards``, which finds the
    shards that are there. Nothing is forked beside running threads, or where that cannot be.

    Args:
        digests: Address → digest of the document, of all pages of the shards.
        load_html: Returns the document of a page, in a forked process.
        cache: Folder of what was indexed before.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    parts = missing_parts(digests, cache) if can_fork and threading.active_count() == 1 else ()
    read: dict[str, Shard] = {}
    if not parts:
        yield read
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
        yield read
        return
    process = context.Process(target=_work, args=(parts, load_html, cache, enough), daemon=True)
    process.start()
    try:
        yield read
        enough.set()
        read.update(load_shards(digests, cache, parts))
    finally:
        enough.set()
        process.join()


def _work(
    parts: tuple[Part, ...], load_html: Callable[[str], str], cache: Path, enough: Event
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    # Whatever fails here will fail again, and be reported, when its turn comes.
    with contextlib.suppress(Exception):
        for part in parts:
            if enough.is_set() or os.getppid() != parent:
                return
            make_shard(part, load_html, cache)
