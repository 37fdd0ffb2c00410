"""Keeps the index up to date: the Pagefind command indexes only shards that have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from archive.lib.storage import load_bytes, save_bytes
from archive.lib.workers import run_all
from archive.search.command import (
    FORMAT,
    UNKNOWN,
    SearchIndexError,
    index_documents,
    scripts_of,
    unknown_files,
)
from archive.search.merge import Index, Maker, Piece, Pieces, merge
from archive.search.pack import Shard, claims, load, save

BRIEFS = "briefs/"
"""Prefix of the addresses of briefs."""
FOLDER = "pagefind"
"""Folder of the index, relative to the site's folder."""
PAGES_A_SHARD = 800
"""Pages that Pagefind indexes in about a second; one edit causes as many to be indexed again."""
UNITS_AT_A_TIME = 4
"""Number of word files that a process joins and compresses before it asks for more."""


@dataclass(frozen=True, slots=True)
class Made:
    """An index, and the work that it took.

    Attributes:
        files: Path relative to the index folder → content.
        pages: Number of pages that can be found.
        shards: Number of shards.
        indexed: Number of shards that were indexed now; the others had not changed.
    """

    files: Mapping[str, bytes]
    pages: int
    shards: int
    indexed: int


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of a shard.

    Attributes:
        name: Name of the shard's file.
        urls: Addresses of the pages.
        key: Hash of all that the shard is made from.
    """

    name: str
    urls: tuple[str, ...]
    key: str


def index_shards(
    digests: Mapping[str, str],
    load_html: Callable[[str], str],
    cache: Path,
    workers: int,
    others: Mapping[str, bytes] | None = None,
    read: Mapping[str, Shard] | None = None,
) -> Made:
    """Brings the index of a site up to date; ``place`` writes it to a folder.

    Args:
        digests: Address of each page to be found → digest of its search document.
        load_html: Returns the search document of a page as HTML; called only for pages of shards
            to be indexed, in forked processes.
        cache: Folder of the shards indexed before. Damaged files in it are made again.
        workers: Maximum number of Pagefind commands that run at the same time.
        others: Further files for the index folder: name → content.
        read: Name → shard, for shards already read from the cache.

    Raises:
        SearchIndexError: If Pagefind fails, or its version writes files of an unknown format.
    """
    cache.mkdir(parents=True, exist_ok=True)
    release = version("pagefind")
    parts = parts_of(digests)
    read = read or {}
    shards = {
        part.name: known
        if (known := read.get(part.name)) and known.key == part.key
        else load(cache / part.name, part.key)
        for part in parts
    }
    missing = [part for part in parts if shards[part.name] is None]

    def make(part: Part) -> None:
        make_shard(part, load_html, cache)

    for part, _ in zip(missing, run_all(lambda: make, missing, workers, 1), strict=True):
        shards[part.name] = load(cache / part.name, part.key)
        if shards[part.name] is None:
            raise SearchIndexError(f"{part.name} was damaged while it was written")
    for stale in cache.glob("*.shard"):
        if stale.name not in shards:
            stale.unlink()
    scripts = scripts_of(cache)
    try:
        characters = json.loads(scripts["pagefind-entry.json"])["include_characters"]
    except UNKNOWN as error:
        raise unknown_files(error) from error
    kept = _Kept(cache / "files", workers)
    whole = [shard for shard in shards.values() if shard]
    index = merge(whole, release, characters, kept.get)
    files_ = _files_of(index, {**scripts, **(others or {})})
    return Made(files_, len(digests), len(parts), len(missing))


def parts_of(digests: Mapping[str, str]) -> tuple[Part, ...]:
    """Assigns pages to shards; briefs have their own, because they are rendered first.

    Args:
        digests: Address of each page → digest of its search document.
    """
    release = f"{version('pagefind')}, {version('pystemmer')}"
    groups: dict[str, list[str]] = {"briefs": [], "others": []}
    for url in digests:
        groups["briefs" if url.startswith(BRIEFS) else "others"].append(url)
    return tuple(
        Part(
            f"{name}-{number:03}-of-{len(shards):03}.shard",
            tuple(urls),
            _key(urls, digests, release),
        )
        for name, pages in groups.items()
        for shards in [assign(pages)]
        for number, urls in enumerate(shards)
        if urls
    )


def missing_parts(digests: Mapping[str, str], cache: Path) -> tuple[Part, ...]:
    """Returns the shards of pages that are missing; does not check that others are intact."""
    return tuple(part for part in parts_of(digests) if not claims(cache / part.name, part.key))


def load_shards(
    digests: Mapping[str, str], cache: Path, without: Iterable[Part]
) -> Iterator[tuple[str, Shard]]:
    """Yields the name and content of each intact shard in the cache, but not of ``without``."""
    for part in set(parts_of(digests)).difference(without):
        shard = load(cache / part.name, part.key)
        if shard is not None:
            yield part.name, shard


def make_shard(part: Part, load_html: Callable[[str], str], cache: Path) -> None:
    """Indexes the pages of a shard and stores the result.

    Raises:
        SearchIndexError: If Pagefind fails, or its version writes files of an unknown format.
    """
    cache.mkdir(parents=True, exist_ok=True)
    documents = ((url, load_html(url)) for url in part.urls)
    save(cache / part.name, index_documents(documents, part.key, cache))


def assign(urls: Iterable[str]) -> list[list[str]]:
    """Assigns pages to shards by a hash of their address: equal sets give equal shards.

    The number of shards is a power of two, so that pages rarely move as an archive grows. Adding a
    page changes one shard.
    """
    pages = sorted(urls)
    count = 1
    while len(pages) > count * PAGES_A_SHARD:
        count *= 2
    shards: list[list[str]] = [[] for _ in range(count)]
    for url in pages:
        shards[int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big") % count].append(url)
    return shards


def _key(urls: Iterable[str], digests: Mapping[str, str], release: str) -> str:
    made_from = json.dumps([release, FORMAT, [(url, digests[url]) for url in urls]])
    return hashlib.sha256(made_from.encode()).hexdigest()


def _files_of(index: Index, others: Mapping[str, bytes]) -> dict[str, bytes]:
    files = {f"fragment/{name}.pf_fragment": data for name, data in index.fragments.items()}
    files.update((name, data) for name, data in others.items() if not name.endswith(".json"))
    files.update(index.files)
    files[str(index.entry["facets"])] = index.facets
    files["pagefind-entry.json"] = json.dumps(index.entry, separators=(",", ":")).encode()
    return files


def place(files: Mapping[str, bytes], folder: Path) -> int:
    """Updates a folder to contain exactly an index: writes changed files and removes others.

    Args:
        files: Path relative to the folder → content.
        folder: The index folder.

    Returns:
        Number of files written.
    """
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    for name in there - set(files):
        (folder / name).unlink()
    for name in ("fragment", "index", "neighbours"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    written = 0
    for name, data in files.items():
        file = folder / name
        if name not in there or file.read_bytes() != data:
            # The old file may be a hard link that another release shares.
            file.unlink(missing_ok=True)
            file.write_bytes(data)
            written += 1
    return written


class _Kept:
    """Cached word files, by the key of what they were made from."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._workers = workers

    def get(self, wanted: Sequence[tuple[str, Maker]]) -> Iterator[Pieces]:
        """Yields the files of each key; makes and stores missing ones, and removes all others."""
        kept = {key: load_bytes(self._folder / key) for key, _ in wanted}
        missing = [one for one in wanted if kept[one[0]] is None]
        made = run_all(lambda: self._make, missing, self._workers, UNITS_AT_A_TIME)
        kept.update(zip((key for key, _ in missing), made, strict=True))
        for file in self._folder.iterdir() if self._folder.is_dir() else ():
            if file.name not in kept:
                file.unlink()
        for data in kept.values():
            assert data is not None, "made, where it was not kept"
            yield _read_pieces(data)

    def _make(self, one: tuple[str, Maker]) -> bytes:
        key, make = one
        pieces = make()
        head = json.dumps([(one.first, one.last, one.digest, len(one.data)) for one in pieces])
        data = head.encode() + b"\n" + b"".join(one.data for one in pieces)
        save_bytes(self._folder / key, data)
        return data


def _read_pieces(data: bytes) -> Pieces:
    head, _, body = data.partition(b"\n")
    pieces: list[Piece] = []
    at = 0
    for first, last, digest, size in json.loads(head):
        pieces.append(Piece(first, last, digest, body[at : at + size]))
        at += size
    return tuple(pieces)
