"""Reads a folder of briefs: only files that have changed since the last run are parsed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from archive.core.model import Brief, Level, Place, Problem
from archive.core.names import nearest
from archive.lib.codec import decode, encode
from archive.lib.digest import digest as hash_of
from archive.lib.digest import digest_bytes
from archive.lib.stamps import FRESH
from archive.lib.workers import run_all, worker_count
from archive.read.addresses import check_addresses
from archive.read.briefs import OwnKeys, parse_file
from archive.read.cache import (
    ReadFile,
    ReadFiles,
    paused_collector,
    program_version,
    save_files,
)
from archive.read.files import Found, escape_name, find_files, read_bounded
from archive.read.held_back import CODE as HELD_BACK
from archive.read.reading import Reading

SAME = b""
"""Sent by a worker instead of its result: the file's bytes have not changed."""


def is_announced(name: str) -> bool:
    """Returns whether a notice says that an entry is skipped; none does for files of editors."""
    return name.startswith("_") or (name.endswith(".md") and not name.startswith(".#"))


def find_briefs(root: Path, folder: str) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Finds the Markdown files below a folder, sorted by path; symbolic links are refused.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
    """
    if not os.path.lexists(root / folder):
        return (), (_missing(root, folder),)
    files, problems = find_files(
        root,
        folder,
        lambda name: name.lower().endswith((".md", ".markdown")),
        by_name=lambda name: not name.lower().endswith(".md"),  # briefs: by their addresses
        announced=is_announced,
    )
    briefs = tuple(file for file in files if file.path.endswith(".md"))
    if len(briefs) == len(files):
        return briefs, problems
    message, hint = "is not read: the name of a brief must end in .md", "rename it"
    others = tuple(
        Problem(Place(file.path), Level.WARNING, message, "", hint, "file")
        for file in files
        if not file.path.endswith(".md")
    )
    return briefs, (*problems, *others)


def _missing(root: Path, folder: str) -> Problem:
    folders = [one.name for one in root.iterdir() if one.is_dir()] if root.is_dir() else []
    return Problem(
        Place(escape_name(folder)),
        Level.ERROR,
        "the folder of the briefs does not exist",
        nearest(folder, folders),
        "set extra.archive.briefs to the folder that contains the briefs, or create this one",
        "file",
    )


def read_briefs(
    root: Path,
    folder: str,
    cache: Path | None = None,
    workers: int = 0,
    reading: Reading | None = None,
    own: OwnKeys = (),
) -> tuple[tuple[Brief, ...], tuple[Problem, ...]]:
    """Reads all briefs of a folder without their bodies; see ``read_body``.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
        cache: The file that keeps results for the next run, or None.
        workers: The maximum number of processes; 0 for one per core.
        reading: What this process has already read; it is updated.
        own: The keys that the site declares.

    Returns:
        The briefs in the order of their paths, and every problem found.
    """
    found, refused = find_briefs(root, folder)
    version = f"{program_version()} {folder}" + (f" {hash_of(tuple(own))}" if own else "")
    reading = reading or Reading()
    with paused_collector():
        known = reading.known_files(cache, version)
        files = _read_files(root, folder, found, known, workers, own)
    reading.keep_files(files, version)
    if cache and files != known:
        save_files(cache, version, files)
    briefs = tuple(one.brief for one in files.values() if one.brief)
    problems = (problem for one in files.values() for problem in one.problems)
    return briefs, (*refused, *problems, *check_addresses(briefs))


def _read_files(
    root: Path,
    folder: str,
    found: Sequence[Found],
    known: ReadFiles,
    workers: int,
    own: OwnKeys,
) -> ReadFiles:
    now = time.time_ns()
    known = {path: one for path, one in known.items() if not _depends_on_day(one)}
    changed = [file for file in found if not _is_known(known.get(file.path), file)]

    def make_reader() -> Callable[[Found], bytes]:
        return lambda file: _read_file(
            root / file.path, file.path, folder, known.get(file.path), own
        )

    sent = run_all(make_reader, changed, worker_count(workers))
    fresh = {
        file.path: _stamped(decode(data, ReadFile) if data != SAME else known[file.path], file, now)
        for file, data in zip(changed, sent, strict=True)
    }
    return {file.path: fresh.get(file.path) or known[file.path] for file in found}


def _is_known(known: ReadFile | None, file: Found) -> bool:
    return known is not None and known.stamp == file.stamp


def _depends_on_day(read: ReadFile) -> bool:
    """Returns whether another day may give other problems."""
    return any(problem.code == HELD_BACK for problem in read.problems)


def _stamped(read: ReadFile, file: Found, now: int) -> ReadFile:
    """Adds the stamp, unless the file changed too recently before it was read."""
    is_settled = read.digest and max(file.mtime_ns, file.ctime_ns) <= now - FRESH
    stamp = file.stamp if is_settled else None
    return read if read.stamp == stamp else replace(read, stamp=stamp)


def _read_file(file: Path, path: str, folder: str, known: ReadFile | None, own: OwnKeys) -> bytes:
    """Reads one file and encodes the result: bytes pass quickly between processes."""
    data, problems = read_bounded(file, path)
    if data is None:
        return encode(ReadFile("", None, problems))
    digest = digest_bytes(data)
    if known is not None and known.digest == digest:
        return SAME
    brief, problems = parse_file(data, path, folder, own)
    kept = replace(brief, body="", digest=digest) if brief else None
    return encode(ReadFile(digest, kept, problems))
