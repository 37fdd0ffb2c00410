"""Makes a preview start from what ``build`` has published, so that it renders only what differs."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from archive.core.feed_formats import CHANGES, FEED_FORMATS
from archive.incremental.records import BuildRecord
from archive.lib.folders import prune
from archive.lib.output_files import (
    WrittenFiles,
    as_recorded,
    files_below,
    list_of_files,
    page_file,
    take_file,
    with_same_content,
)
from archive.lib.own_folders import held
from archive.lib.storage import save
from archive.publish.last_build import load_files, load_record
from archive.publish.marks import release_of
from archive.publish.releases import ReleaseError, Releases
from archive.publish.staging import Staging
from archive.publish.takeover import Takeover

_TAKEN = (page_file(""), CHANGES, *(one.file for one in FEED_FORMATS.values()))
"""Endings of the files that are taken over: pages and feeds, of which there are many."""

Rank = Callable[[BuildRecord], tuple[int, ...]]
"""How much of a build can be used again: more compares greater."""


@dataclass(frozen=True, slots=True)
class Published:
    """The published site.

    Attributes:
        site: Its folder.
        cache: Folder for what its builds have recorded.
        databases: Files of the cache that a preview copies.
        folders: Folders of the cache whose files a preview links: files in them are replaced, never
            written into.
        is_deferred: Whether pages may still be missing from the preview's folder when its build
            ends; see ``Takeover``.
    """

    site: Path
    cache: Path
    databases: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    is_deferred: bool = False


def start_from_published(staging: Staging, published: Published, rank: Rank) -> None:
    """Takes over the pages of the published site where these need less work than the preview's own.

    Nothing is taken over while a build uses the site or its cache, or after the first build of a
    process.

    Args:
        staging: That of the preview; opened.
        published: The published site.
        rank: Ranks the records of both.

    Raises:
        OSError: If a file cannot be linked or copied.
    """
    releases = Releases(published.site, 1)
    if not staging.is_first or not releases.is_known:
        return
    with contextlib.ExitStack() as locks:
        try:
            locks.enter_context(releases.lock())
        except ReleaseError:
            return
        if locks.enter_context(held(published.cache)):
            _take_over(staging, published, rank, locks)


def _take_over(
    staging: Staging, published: Published, rank: Rank, locks: contextlib.ExitStack
) -> None:
    name = release_of(published.site)
    listed, record = load_files(published.cache, name), load_record(published.cache, name)
    own = staging.previous
    if not listed or rank(record) <= (rank(own.record) if own.files else ()):
        return
    pages = with_same_content(
        published.site, {path: one for path, one in listed.items() if path.endswith(_TAKEN)}
    )
    # A page whose published file is damaged is made again: the record is not of an older one.
    files = {
        path: one
        for path, one in own.files.items()
        if path not in listed or one.key == listed[path].key
    }
    taken = {path: one for path, one in pages.items() if path not in files}
    # This removes the marker too: after a preview that is killed here, the next one starts afresh.
    # A file in the place of one that is taken is replaced later: this spares making its folder.
    prune(staging.folder, {*files, *taken})
    for database in published.databases:
        _copy(published.cache / database, staging.cache / database)
    for folder in published.folders:
        source, target = published.cache / folder, staging.cache / folder
        _link(source, target, files_below(source))
    briefs = {**own.record.briefs, **record.briefs}

    def note() -> None:
        # A link touches a file: without its new status, the next build would read all of them.
        listed.update(as_recorded(published.site, pages))
        save(list_of_files(published.cache, name), listed, WrittenFiles)

    takeover = Takeover(
        published.site,
        staging.folder,
        taken,
        note,
        locks.pop_all(),
        is_deferred=published.is_deferred,
    )
    staging.begin_with(files | taken, replace(record, briefs=briefs), takeover)


def _copy(source: Path, target: Path) -> None:
    """Copies a file. The old one is replaced in one step: another process may have it open."""
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, part)
        os.replace(part, target)  # noqa: PTH105


def _link(source: Path, target: Path, paths: Iterable[str]) -> None:
    for path in paths:
        take_file(source, target, path)
