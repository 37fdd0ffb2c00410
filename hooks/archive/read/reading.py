"""What a process has read of a project, so that its next build reads only what changed since.

A preview builds again and again in one process: ten thousand briefs and the registry are there
already. Nothing here is trusted longer than the files' sizes and times allow.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.core.model import Entity, Problem
from archive.lib.stamps import FRESH, stamp
from archive.read.cache import ReadFiles, load_files
from archive.read.registry import read_registry


@dataclass(slots=True)
class Reading:
    """What has been read so far; one for each process, or for each run.

    Attributes:
        files: What is known of each brief's file, as of the last reading.
        version: What that was read by.
    """

    files: ReadFiles = field(default_factory=dict)
    version: str = ""
    _registry: tuple[str, tuple[Entity, ...], tuple[Problem, ...]] | None = None

    def known_files(self, cache: Path | None, version: str) -> ReadFiles:
        """What is known of the briefs' files: from this process, else from the cache."""
        if self.version == version:
            return self.files
        return load_files(cache, version) if cache else {}

    def keep_files(self, files: ReadFiles, version: str) -> None:
        """Keeps what is known."""
        self.files, self.version = files, version

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
