"""What a process has read of a project, so that its next build reads only what changed since.

A preview builds again and again in one process: ten thousand briefs and the registry are there
already. Nothing here is trusted longer than the files' sizes and times allow.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.core.model import Brief, Entity, Problem
from archive.lib.stamps import FRESH, stamp
from archive.read.cache import Rows, load_rows
from archive.read.registry import read_registry
from archive.read.rows import Row, brief_of


@dataclass(slots=True)
class Reading:
    """What has been read so far; one for each process, or for each run.

    Attributes:
        rows: What is known of each brief's file, as of the last reading.
        version: What the rows were made by.
    """

    rows: Rows = field(default_factory=dict)
    version: str = ""
    _briefs: dict[str, tuple[Row, Brief]] = field(default_factory=dict)
    _registry: tuple[str, tuple[Entity, ...], tuple[Problem, ...]] | None = None

    def known_rows(self, cache: Path | None, version: str) -> Rows:
        """What is known of the briefs' files: from this process, else from the cache."""
        if self.version == version:
            return self.rows
        return load_rows(cache, version) if cache else {}

    def keep_rows(self, rows: Rows, version: str) -> None:
        """Keeps what is known, and lets go of the briefs that are no more."""
        self.rows, self.version = rows, version
        self._briefs = {path: one for path, one in self._briefs.items() if path in rows}

    def brief(self, path: str, row: Row) -> Brief:
        """The brief of a row that has one; the same object as before where the row is."""
        known = self._briefs.get(path)
        if known is not None and known[0] is row:
            return known[1]
        _, digest, plain, _ = row
        brief = brief_of(plain, path, digest)
        self._briefs[path] = (row, brief)
        return brief

    def entities(
        self, folders: Sequence[Path], root: Path
    ) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
        """The entities of some folders, see ``read_registry``; read where a file has changed."""
        now = time.time_ns()
        seen = stamp(folders)
        if self._registry is None or self._registry[0] != seen.digest:
            is_settled = seen.newest <= now - FRESH
            self._registry = (seen.digest if is_settled else "", *read_registry(folders, root))
        return self._registry[1:]
