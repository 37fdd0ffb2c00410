"""Builds the search index of a whole site: shards of documents, and the archive's own table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from archive.lib.output_files import files_below
from archive.lib.workers import run_all, worker_count
from archive.pages.actor_names import NameRow, named_pages
from archive.prose.named import Namer
from archive.search.documents import own_text
from archive.search.shards import FOLDER, Entry, index_shards
from archive.search.store import DocumentStore
from archive.search.table import OTHER_NAMES, TABLE, table_files

PAGEFIND: Mapping[str, str] = {"name": "pagefind"}
"""The engine of a site whose index is published with it."""


def build_index(
    store: DocumentStore,
    entries: Mapping[str, Entry],
    names: Sequence[NameRow],
    workers: int,
    cache: Path,
) -> dict[str, bytes]:
    """Brings the index up to date; returns its files: path below the site's folder → content.

    Args:
        store: The documents.
        entries: Address → document, for all pages to be found.
        names: The actors with a page.
        workers: Maximum number of processes; 0 for one per core.
        cache: Folder of the shards indexed before.

    Raises:
        SearchIndexError: If Pagefind fails.
        KeyError, WorkerError: If a document has changed meanwhile.
    """
    workers = worker_count(workers)
    cache.mkdir(parents=True, exist_ok=True)

    def load_html(url: str) -> str:
        return store.html(url, entries[url].digest)

    shards, _ = index_shards(entries, load_html, cache, workers)
    _name_again(store, entries, names, workers)
    files = table_files(
        names,
        PAGEFIND,
        [(f"{FOLDER}/{part.name}/", part.urls) for part in shards],
        store.rows(),
    )
    for part, shard in shards.items():
        files.update((f"{FOLDER}/{part.name}/{path}", data) for path, data in shard.files.items())
    return files


def _name_again(
    store: DocumentStore, entries: Mapping[str, Entry], names: Sequence[NameRow], workers: int
) -> None:
    """Finds the actors that briefs name where the names have changed since."""
    namer = Namer(named_pages(names))
    stale = [url for url in store.named_with_others(namer.digest) if entries[url].day]

    def find(url: str) -> tuple[str, ...]:
        return namer.find(own_text(store.html(url, entries[url].digest)))

    found = run_all(lambda: find, stale, workers)
    store.put_named(namer.digest, zip(stale, found, strict=True))


def is_index_file(path: str) -> bool:
    """Returns whether a file of the site belongs to the search index."""
    return path.startswith(f"{FOLDER}/") or path in (TABLE, OTHER_NAMES)


def place(files: Mapping[str, bytes], site: Path) -> int:
    """Updates a site to contain exactly an index: writes changed files and removes others.

    Args:
        files: Path relative to the site's folder → content.
        site: The folder.

    Returns:
        Number of files written.
    """
    there = {f"{FOLDER}/{path}" for path in files_below(site / FOLDER)}
    for path in there - set(files):
        (site / path).unlink()
    written = 0
    for path, data in files.items():
        file = site / path
        if not file.exists() or file.read_bytes() != data:
            # The old file may be a hard link that another release shares.
            file.unlink(missing_ok=True)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            written += 1
    return written
