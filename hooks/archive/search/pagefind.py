"""Runs the Pagefind command on documents, and reads the folder that it writes as it is."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.lib.output_files import files_below
from archive.lib.own_folders import own_folder

MEMORY = Path("/dev/shm")
"""A file system in memory."""
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
    What a killed build left in memory is removed.
    """
    shared = MEMORY / f"archive-search-{os.getuid()}"
    with contextlib.ExitStack() as folders:
        if _has_room() and _is_own(shared):
            yield folders.enter_context(own_folder(shared))
        else:
            yield Path(folders.enter_context(tempfile.TemporaryDirectory(prefix="archive-search-")))


def _has_room() -> bool:
    is_writable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return is_writable and shutil.disk_usage(MEMORY).free >= ROOM


def _is_own(folder: Path) -> bool:
    """Makes a folder that only this user may enter; returns False if another user has made it."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    state = folder.lstat()
    return stat.S_ISDIR(state.st_mode) and state.st_uid == os.getuid()
