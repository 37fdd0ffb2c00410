"""Extracts the text of PDF and Word files in a process of its own, and caches it by hash."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache as cached
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from archive.lib.digest import digest_file
from archive.lib.storage import load, save

SUFFIXES = frozenset({".docx", ".pdf"})
"""Endings of the files whose text can be extracted."""
FOLDER = Path(".cache", "archive", "attachment-texts")
"""The cache of the text of attachments, relative to the project."""
MAX_BYTES = 64_000_000
"""Size of the largest file that is read, in bytes."""
MAX_SEARCHED = 50_000
"""Characters of an attachment that are searched, from its beginning."""
SECONDS = 60
"""Time after which extraction is given up; the process itself limits its processor time."""
FORMAT = "1"
"""Version of what is extracted."""

_HOOKS = Path(__file__).parents[2]


class Document(NamedTuple):
    """What a PDF or Word file contains.

    Attributes:
        text: Its text; empty if there is a problem.
        title: The title in its properties or, of a Word file, its first heading; or empty.
        created: The day in its properties (ISO), or empty.
        pages: Number of pages of a PDF, or 0.
        notes: What is left out of the text.
        problem: Why it has no text, without its name; or empty.
    """

    text: str = ""
    title: str = ""
    created: str = ""
    pages: int = 0
    notes: tuple[str, ...] = ()
    problem: str = ""


def has_text(path: str) -> bool:
    """Returns whether the text of a file with this name can be extracted."""
    return PurePosixPath(path).suffix.casefold() in SUFFIXES


def extract(file: Path, form: Literal["markdown", "plain"]) -> Document:
    """Returns what a PDF or Word file contains. Usually takes a second or less.

    Args:
        file: The file.
        form: Markdown for a brief, or plain words for the search.
    """
    try:
        size = file.stat().st_size
    except OSError as error:
        return Document(problem=f"cannot be read: {error.strerror}")
    if size > MAX_BYTES:
        return Document(problem=f"is larger than {MAX_BYTES:,} bytes")
    paths = filter(None, (str(_HOOKS), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONWARNINGS": "ignore"}
    command = [
        sys.executable,
        "-P",
        "-m",
        f"{__package__}.document_process",
        str(file.resolve()),
        form,
    ]
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Document(problem="takes too long to read")
    if done.returncode < 0:
        return Document(problem="takes too much time or memory to read")
    if done.returncode:
        return Document(problem="is damaged, or is not what its name says")
    values = json.loads(done.stdout)
    return Document(**{**values, "notes": tuple(values.get("notes", ()))})


def searched(file: Path, digest: str, cache: Path) -> Document:
    """Returns the words of an attachment, from the cache if it has them.

    Args:
        file: The file.
        digest: The hash of its content.
        cache: The folder of the cache.
    """
    kept = cache / f"{digest}.bin"
    document = load(kept, Document, _version())
    if document is None:
        document = extract(file, "plain")
        document = document._replace(text=" ".join(document.text[:MAX_SEARCHED].split()))
        # A build does not fail because it cannot keep what it can extract again.
        with contextlib.suppress(OSError):
            save(kept, document, Document, _version())
    return document


def extract_missing(files: Iterable[tuple[Path, str]], cache: Path, workers: int) -> None:
    """Fills the cache with the words of attachments that it does not have yet.

    Args:
        files: Each file, and the hash of its content.
        cache: The folder of the cache.
        workers: Maximum number of processes.
    """
    missing = {digest: file for file, digest in files if not (cache / f"{digest}.bin").exists()}
    if missing:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda one: searched(one[1], one[0], cache), missing.items()))


def remove_stale(known: Iterable[str], cache: Path) -> None:
    """Removes from the cache the words of all attachments but those with these hashes."""
    if not cache.is_dir():
        return
    names = {f"{digest}.bin" for digest in known}
    for file in cache.iterdir():
        if file.name not in names:
            with contextlib.suppress(OSError):
                file.unlink()


@cached
def _version() -> str:
    """Returns the version of what is extracted: that of this program and of the libraries."""
    return " ".join((FORMAT, version("mammoth"), version("pypdf")))


def digest_of(file: Path) -> str:
    """Returns the hash of a file whose text can be extracted; "" for any other."""
    return digest_file(file) if has_text(file.name) else ""
