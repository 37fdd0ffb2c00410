"""A folder of published files that is brought up to date file by file.

Files of two trees may be one (hard links), so none is ever written into: a new one takes its place.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from archive.memory import Written


def page_file(url: str) -> str:
    """The file of a page below the site's folder: ``countries/india/index.html``."""
    return f"{url}index.html"


def write_file(folder: Path, path: str, data: bytes, key: str) -> Written:
    """Writes a file below a folder, in place of an older one, in one step.

    Raises:
        OSError: If it cannot be written.
    """
    file = f"{folder}/{path}"
    part = f"{file}.part"
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        status = os.fstat(out.fileno())
    os.replace(part, file)  # noqa: PTH105
    return Written(key, status.st_size, status.st_mtime_ns)


def take_file(source: Path, folder: Path, path: str) -> None:
    """Gives a tree the file that another tree has at the same place.

    Raises:
        OSError: If it cannot be had.
    """
    file = folder / path
    part = file.with_name(file.name + ".part")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source / path, part)
    except OSError:  # the file system has no hard links
        shutil.copy2(source / path, part)
    part.replace(file)


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Removes files, and the folders that are empty then."""
    parents: set[str] = set()
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            (folder / path).unlink()
        parents.update(str(parent) for parent in Path(path).parents if parent.name)
    for parent in sorted(parents, key=len, reverse=True):
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


def intact(folder: Path, files: Mapping[str, Written]) -> dict[str, Written]:
    """Returns those files of a tree that are as they were written, by size and time."""
    found: dict[str, Written] = {}
    start = f"{folder}/"
    for path, written in files.items():
        try:
            status = os.stat(start + path, follow_symlinks=False)  # noqa: PTH116
        except (OSError, ValueError):
            continue
        if (status.st_size, status.st_mtime_ns) == (written.size, written.changed):
            found[path] = written
    return found


def files_below(folder: Path) -> list[str]:
    """All files of a folder, relative to it, sorted."""
    found: list[str] = []
    for parent, _, names in os.walk(folder):
        inner = os.path.relpath(parent, folder)
        found += [name if inner == "." else f"{inner}/{name}" for name in names]
    return sorted(found)
