"""Keeps what a process has read, so that its next build reads only what has changed since.

A preview builds repeatedly in one process: ten thousand briefs and the registry are already in
memory. Nothing here is trusted longer than the files' sizes and times allow.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.core.history import History
from archive.core.kinds import ENTITY_KINDS
from archive.core.site_kinds import Kinds
from archive.lib.stamps import FRESH, FileState, file_states, stamp
from archive.read.cache import ReadFiles, load_files
from archive.read.files import open_regular
from archive.read.history import StoredHistory, read_history
from archive.read.picture_sizes import READ, Size, has_size, size_of
from archive.read.registry import ReadRegistry, read_registry
from archive.read.registry_cache import read_cached_registry


@dataclass(slots=True)
class Reading:
    """What has been read so far; one per process or run.

    Attributes:
        files: The result for each brief's file, as last read.
        version: The version of the program that read them.
    """

    files: ReadFiles = field(default_factory=dict)
    version: str = ""
    _history: StoredHistory | None = None
    _registry: tuple[str, Kinds, ReadRegistry] | None = None
    _sizes: dict[str, tuple[FileState, Size | None]] = field(default_factory=dict)

    def known_files(self, cache: Path | None, version: str) -> ReadFiles:
        """Returns the known results, from this process or else from the cache."""
        if self.version == version:
            return self.files
        return load_files(cache, version) if cache else {}

    def keep_files(self, files: ReadFiles, version: str) -> None:
        """Keeps the results of a version."""
        self.files, self.version = files, version

    def read_history(self, root: Path) -> History:
        """Returns the history of a project; reads only the commits that are new.

        Raises:
            GitError: If Git is not installed, or cannot read the repository.
        """
        history, self._history = read_history(root, self._history)
        return history

    def read_sizes(self, root: Path, paths: Iterable[str]) -> dict[str, Size]:
        """Returns the sizes of pictures; reads the first bytes of those that have changed.

        Args:
            root: The project.
            paths: Files, relative to it; those whose size cannot be read are left out.
        """
        now = time.time_ns()
        sizes: dict[str, Size | None] = {}
        kept: dict[str, tuple[FileState, Size | None]] = {}
        for path in filter(has_size, paths):
            state = file_states([root / path])[str(root / path)]
            known = self._sizes.get(path)
            if known and known[0] == state:
                sizes[path] = known[1]
            else:
                sizes[path] = _read_size(root, path)
            if state and state.newest <= now - FRESH:
                kept[path] = (state, sizes[path])
        self._sizes = kept
        return {path: size for path, size in sizes.items() if size}

    def read_registry(
        self,
        folders: Sequence[Path],
        root: Path,
        kinds: Kinds = ENTITY_KINDS,
        cache: Path | None = None,
    ) -> ReadRegistry:
        """Returns what is in some registry folders; reads them again if a file has changed.

        See ``read_registry``.

        Args:
            folders: The built-in registry first, then the site's own.
            root: The project.
            kinds: The kinds of the site.
            cache: The file that keeps the result for the next run, or None.
        """
        now = time.time_ns()
        seen = stamp(folders)
        known = self._registry
        if known is None or known[0] != seen.digest or known[1] != kinds:
            is_settled = seen.newest <= now - FRESH
            digest = seen.digest if is_settled else ""
            read = (
                read_cached_registry(folders, root, kinds, cache)
                if cache
                else read_registry(folders, root, kinds)
            )
            known = self._registry = (digest, kinds, read)
        return known[2]


def _read_size(root: Path, path: str) -> Size | None:
    stream, _ = open_regular(root / path, path)
    if stream is None:
        return None
    with stream:
        return size_of(stream.read(READ))
