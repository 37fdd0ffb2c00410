"""Keeps the index up to date: the Pagefind command indexes only shards that have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from archive.lib.digest import digest
from archive.lib.storage import load, save
from archive.lib.workers import run_all
from archive.search.pagefind import SearchIndexError, index_documents

BRIEFS = "briefs"
"""Prefix of the names of shards of briefs, and of the addresses of briefs."""
PAGES = "pages"
"""The shard of all other pages. It changes rarely, and every query asks it first."""
FOLDER = "pagefind"
"""Folder of the shards, relative to the site's folder."""
LEAST = 450
"""Briefs that a shard may have: as many as Pagefind indexes in a second or two, after each edit."""
MOST_SHARDS = 8
"""With more briefs than as many shards have, all may have twice as many: each query downloads a
file or more of every shard."""
FORMAT = 3
"""Version of the format of stored shards."""


class Entry(NamedTuple):
    """A document to be indexed: its hash, and of a brief the date (ISO) and foreign language."""

    digest: str
    day: str = ""
    lang: str = ""


class Shard(NamedTuple):
    """An index of some documents: path below its folder → content."""

    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """The documents of a shard.

    Attributes:
        name: Name of the shard's folder: that of briefs has their language, if it is not that of
            the site, and the month of the first.
        urls: Addresses of the documents, sorted.
        key: Hash of all that the shard is made from.
    """

    name: str
    urls: tuple[str, ...]
    key: str

    @property
    def file(self) -> str:
        """The name of the file in which it is stored."""
        return f"{self.name}-{self.key}.shard"


def parts_of(entries: Mapping[str, Entry]) -> tuple[Part, ...]:
    """Assigns documents to shards: briefs by language and date, in ranges of whole months.

    Equal documents give equal shards, and a new brief changes one of them, as a rule the last of
    its language. Pagefind stems a shard by the language that its documents state.

    Args:
        entries: Address → document.
    """
    briefs = sorted(
        (one.lang, one.day, url) for url, one in entries.items() if url.startswith(f"{BRIEFS}/")
    )
    pages = sorted(url for url in entries if not url.startswith(f"{BRIEFS}/"))
    most = LEAST
    while len(briefs) > most * MOST_SHARDS:
        most *= 2
    ranges: list[tuple[str, list[str]]] = []
    for lang, of_language in groupby(briefs, lambda brief: brief[0]):
        size = most
        for month, group in groupby(of_language, lambda brief: brief[1][:7]):
            urls = [url for _, _, url in group]
            if size + len(urls) <= most:
                ranges[-1][1].extend(urls)
                size += len(urls)
            else:
                ranges.append(("-".join(filter(None, (BRIEFS, lang, month))), urls))
                size = len(urls)
    groups = [*([(PAGES, pages)] if pages else []), *ranges]
    release = version("pagefind")

    def part(name: str, urls: list[str]) -> Part:
        documents = [(url, entries[url].digest) for url in sorted(urls)]
        return Part(name, tuple(sorted(urls)), digest((release, FORMAT, documents)))

    return tuple(part(name, urls) for name, urls in groups)


def missing_parts(entries: Mapping[str, Entry], cache: Path) -> tuple[Part, ...]:
    """Returns the shards that are not in the cache; does not check that others are intact."""
    return tuple(part for part in parts_of(entries) if not (cache / part.file).exists())


def make_shard(part: Part, load_html: Callable[[str], str], cache: Path) -> None:
    """Indexes the documents of a shard and stores the result.

    Raises:
        SearchIndexError: If Pagefind fails.
    """
    documents = ((url, load_html(url)) for url in part.urls)
    save(cache / part.file, Shard(index_documents(documents)), Shard)


def index_shards(
    entries: Mapping[str, Entry], load_html: Callable[[str], str], cache: Path, workers: int
) -> tuple[dict[Part, Shard], int]:
    """Brings the index of a site up to date.

    Args:
        entries: Address of each page to be found → its document.
        load_html: Returns the document of a page; called only for pages of shards to be indexed,
            in forked processes.
        cache: Folder of the shards indexed before. Damaged files in it are made again.
        workers: Maximum number of Pagefind commands that run at the same time.

    Returns:
        The shards, that of pages first, and the number of those that were indexed now.

    Raises:
        SearchIndexError: If Pagefind fails.
    """
    shards = {part: load(cache / part.file, Shard) for part in parts_of(entries)}
    missing = [part for part, shard in shards.items() if shard is None]

    def make(part: Part) -> None:
        make_shard(part, load_html, cache)

    for part, _ in zip(missing, run_all(lambda: make, missing, workers, 1), strict=True):
        shards[part] = load(cache / part.file, Shard)
    known = {part.file for part in shards}
    for stale in cache.glob("*.shard"):
        if stale.name not in known:
            stale.unlink()
    intact = {part: shard for part, shard in shards.items() if shard is not None}
    if len(intact) < len(shards):
        raise SearchIndexError("a shard was damaged while it was written")
    return intact, len(missing)
