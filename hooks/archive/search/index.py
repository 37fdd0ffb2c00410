"""Builds the search index of a whole site: shards of pages, and the table of names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from archive.lib.workers import worker_count
from archive.search.names import NameRow, names_files
from archive.search.pack import Shard
from archive.search.shards import Made, index_shards


def build_index(
    digests: Mapping[str, str],
    load_html: Callable[[str], str],
    names: Sequence[NameRow],
    workers: int,
    cache: Path,
    read: Mapping[str, Shard] | None = None,
) -> Made:
    """Brings the index up to date.

    Args:
        digests: Address → digest of the document, for all pages to be found.
        load_html: Returns the document of a page.
        names: The table of actors' names; see ``search.names``.
        workers: Maximum number of processes; 0 for one per core.
        cache: Folder of the shards indexed before.
        read: Name → shard, for shards already read from the cache.
    """
    return index_shards(
        digests,
        load_html,
        cache,
        worker_count(workers),
        others=names_files(names),
        read=read,
    )
