"""Runs the Pagefind command on the documents of a shard, and reads its output."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from pagefind_bin_extended import get_executable

from archive.lib.third_party import expected
from archive.search.pack import LANGUAGE, Shard, load, read_output, save
from archive.search.packing import pack, packed_by

ROOM = 512 * 2**20
"""Bytes that must be free in memory for the files that Pagefind reads and writes for one shard."""
FORMAT = 8
"""Version of the format of stored shards."""
PAGEFIND = "pagefind"
UNKNOWN = (
    ValueError,
    LookupError,
    TypeError,
    EOFError,
    FileNotFoundError,
    gzip.BadGzipFile,
    zlib.error,
)
"""Errors that reading a file of another version of Pagefind may raise."""
_SCRIPTS_FILE = "scripts.shard-0"
_PROGRAM = f"wasm.{LANGUAGE}.pagefind"
_SCRIPTS = ("pagefind.js", _PROGRAM, "pagefind-entry.json")


class SearchIndexError(RuntimeError):
    """Pagefind failed, or wrote a format that this program does not know."""


def index_documents(documents: Iterable[tuple[str, str]], key: str, cache: Path) -> Shard:
    """Indexes documents with Pagefind.

    Args:
        documents: Address and HTML of each document; at least one.
        key: Hash of all that the shard is made from.
        cache: Folder in which Pagefind's own scripts are stored, unless they are there already.

    Raises:
        SearchIndexError: If Pagefind fails, or its version writes files of an unknown format.
    """
    with _scratch() as folder:
        for url, html in documents:
            file = folder / "site" / url / "index.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
        output = _run(folder)
        try:
            if not (cache / _SCRIPTS_FILE).exists():
                _keep_scripts(output, cache)
            return read_output(output, key)
        except UNKNOWN as error:
            raise unknown_files(error) from error


def unknown_files(error: Exception) -> SearchIndexError:
    """Returns the error to raise for a file of Pagefind that cannot be read.

    Args:
        error: One of ``UNKNOWN``.
    """
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return SearchIndexError(f"Pagefind wrote an unknown format ({said}); {expected(PAGEFIND)}")


def _run(folder: Path) -> Path:
    output = folder / "index"
    command = (str(get_executable()), "--silent", "--force-language", LANGUAGE)
    done = subprocess.run(
        [*command, "--site", str(folder / "site"), "--output-path", str(output)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not output.is_dir():
        raise SearchIndexError(f"Pagefind failed: {(done.stderr or done.stdout).strip()}")
    return output


def scripts_of(cache: Path) -> dict[str, bytes]:
    """Returns the files of Pagefind that do not depend on the documents: name → content."""
    kept = load(cache / _SCRIPTS_FILE, _scripts_key())
    if kept is None:
        with _scratch() as folder:
            page = folder / "site" / "index.html"
            page.parent.mkdir()
            page.write_text("<html><body><p>word</p></body></html>", encoding="utf-8")
            kept = _keep_scripts(_run(folder), cache)
    return dict(zip(_SCRIPTS, kept.fragments, strict=True))


def _keep_scripts(output: Path, cache: Path) -> Shard:
    contents = {script: (output / script).read_bytes() for script in _SCRIPTS}
    contents[_PROGRAM] = pack(gzip.decompress(contents[_PROGRAM]))
    kept = Shard(_scripts_key(), (), (), (), (), tuple(contents.values()))
    save(cache / _SCRIPTS_FILE, kept)
    return kept


def _scripts_key() -> str:
    return f"scripts of {version('pagefind')}, {FORMAT}, {packed_by()}"


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    """Yields a temporary folder, in memory if there is room."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK | os.X_OK)
    has_room = has_room and shutil.disk_usage(memory).free >= ROOM
    where = memory if has_room else None
    with tempfile.TemporaryDirectory(prefix="archive-search-", dir=where) as name:
        yield Path(name)
