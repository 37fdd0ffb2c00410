"""Runs the Pagefind command on documents, and reads the folder that it writes as it is."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.lib.output_files import files_below

ROOM = 512 * 2**20
"""Bytes that must be free in memory for the files that Pagefind reads and writes for one shard."""
CHUNK_SETTING = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"
CHUNK = 2500
"""The variable for the size of an index file, and its value: positions of words. Of the default,
20,000, a word downloads 27 KB from each shard; of this, 4 KB. Where Pagefind does not know the
variable, which is not documented, searches download more."""
INTERFACES = (
    "pagefind-ui.",
    "pagefind-modular-ui.",
    "pagefind-component-ui.",
    "pagefind-highlight.",
)
"""Beginnings of the names of Pagefind's own interfaces, which this site does not use."""


class SearchIndexError(RuntimeError):
    """Pagefind failed."""


def index_documents(documents: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Indexes documents; returns the published files: path below the index's folder → content.

    Args:
        documents: Address and HTML of each document; at least one. All state one language, whose
            stems the index has.

    Raises:
        SearchIndexError: If Pagefind fails.
    """
    with _scratch() as folder:
        for url, html in documents:
            file = folder / "site" / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
        output = folder / "index"
        command = (sys.executable, "-m", "pagefind", "--silent")
        done = subprocess.run(
            [*command, "--site", str(folder / "site"), "--output-path", str(output)],
            env={**os.environ, CHUNK_SETTING: str(CHUNK)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not output.is_dir():
            raise SearchIndexError(f"Pagefind failed: {(done.stderr or done.stdout).strip()}")
        paths = sorted(path for path in files_below(output) if not path.startswith(INTERFACES))
        return {path: (output / path).read_bytes() for path in paths}


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    """Yields a temporary folder, in memory if there is room.

    Pagefind numbers pages as the folder lists them: another file system gives other index files.
    """
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    has_room = has_room and shutil.disk_usage(memory).free >= ROOM
    where = memory if has_room else None
    with tempfile.TemporaryDirectory(prefix="archive-search-", dir=where) as name:
        yield Path(name)
