"""Updates a folder of published files, file by file.

Two trees may share files (hard links), so an existing file is never written into: a new one
replaces it.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from archive.lib.digest import digest_bytes, digest_stream, new_digest

LEAST_PER_THREAD = 500
"""Files that are worth a thread of their own."""


class Written(NamedTuple):
    """A file as it was written.

    Attributes:
        key: Its cache key.
        size: Its size in bytes.
        changed: Its modification time in nanoseconds.
        digest: Hash of its content; "" if it is not known.
        inode: Its inode.
        touched: The time at which its content, inode or links changed last, in nanoseconds. No
            program can set it back. While it and the values above are the same, the file is not
            read; where one differs, the content decides.
    """

    key: str
    size: int
    changed: int
    digest: str = ""
    inode: int = 0
    touched: int = 0

    def with_status(self, status: os.stat_result) -> Written:
        """Returns the same file with the times and the inode that it has now."""
        return self._replace(
            changed=status.st_mtime_ns, inode=status.st_ino, touched=status.st_ctime_ns
        )


WrittenFiles = dict[str, Written]
"""Path of a file below a folder → how it was written."""


def list_of_files(cache: Path, release: str) -> Path:
    """Returns the file that lists the files of a release, as ``WrittenFiles``."""
    return cache / f"{release}.files.bin"


def page_file(url: str) -> str:
    """Returns the file of a page below the site's folder: ``countries/india/index.html``.

    An address that does not end with a slash, such as ``posts/x.html``, is that of a file.
    """
    return f"{url}index.html" if not url or url.endswith("/") else url


def write_file(folder: Path, path: str, data: bytes, key: str) -> Written:
    """Writes a file below a folder. An existing file is replaced in one step.

    Raises:
        OSError: If it cannot be written.
    """
    file = f"{folder}/{path}"
    part = ""
    try:
        handle = _create(file)
    except FileExistsError:
        part = f"{file}.part"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        status = os.fstat(handle)
    finally:
        os.close(handle)
    if part:
        os.replace(part, file)  # noqa: PTH105
    return Written(key, status.st_size, status.st_mtime_ns, digest_bytes(data))


class _HashedWriter(io.BufferedWriter):
    """Writes to a file and hashes what it writes. It cannot seek."""

    def __init__(self, file: io.FileIO) -> None:
        super().__init__(file)
        self.digest = new_digest()

    def write(self, data: Any) -> int:
        self.digest.update(data)
        return super().write(data)

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation("seek")


def write_stream(folder: Path, path: str, key: str, write: Callable[[BinaryIO], None]) -> Written:
    """Writes a file below a folder from a stream. An existing file is replaced in one step.

    Args:
        folder: The folder.
        path: The file, relative to it.
        key: The cache key of the file.
        write: Writes its bytes to a stream.

    Raises:
        OSError: If it cannot be written.
    """
    file = f"{folder}/{path}"
    part = f"{file}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    try:
        handle = os.open(part, flags, 0o644)
    except FileNotFoundError:
        _make_folder(os.path.dirname(file))  # noqa: PTH120
        handle = os.open(part, flags, 0o644)
    with _HashedWriter(io.FileIO(handle, "wb")) as stream:
        write(stream)
        stream.flush()
        status = os.fstat(stream.fileno())
    os.replace(part, file)  # noqa: PTH105
    return Written(key, status.st_size, status.st_mtime_ns, stream.digest.hexdigest())


def _create(file: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        return os.open(file, flags, 0o644)
    except FileNotFoundError:
        _make_folder(os.path.dirname(file))  # noqa: PTH120
        return os.open(file, flags, 0o644)


def _make_folder(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102  # its parent nearly always exists
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except FileExistsError:
        return


def take_file(source: Path, folder: Path, path: str) -> None:
    """Links or copies a file from one tree to the same path in another.

    Raises:
        OSError: If it cannot be linked or copied.
    """
    old, new = f"{source}/{path}", f"{folder}/{path}"
    try:
        _link(old, new)
    except FileNotFoundError:
        _make_folder(os.path.dirname(new))  # noqa: PTH120
        _link(old, new)


def _link(old: str, new: str) -> None:
    try:
        os.link(old, new)
        return
    except FileNotFoundError:
        raise
    except FileExistsError:
        pass
    except OSError:  # the file system has no hard links
        shutil.copy2(old, f"{new}.part")
        os.replace(f"{new}.part", new)  # noqa: PTH105
        return
    part = f"{new}.part"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(part)  # noqa: PTH108
    os.link(old, part)
    os.replace(part, new)  # noqa: PTH105
    # If both were the same file already, rename(2) does nothing and the part remains.
    with contextlib.suppress(FileNotFoundError):
        os.unlink(part)  # noqa: PTH108


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Removes files, and the folders that this leaves empty."""
    parents: set[str] = set()
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            (folder / path).unlink()
        parents.update(str(parent) for parent in Path(path).parents if parent.name)
    for parent in sorted(parents, key=len, reverse=True):
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


def intact(folder: Path, files: Mapping[str, Written]) -> dict[str, Written]:
    """Returns the files of a tree that nobody has touched since they were recorded.

    See ``with_same_content`` for a tree whose times have changed.
    """
    found: dict[str, Written] = {}
    for path, status in _statuses(folder, files):
        _, size, changed, _, inode, touched = files[path]
        if (status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns) == (
            size,
            changed,
            inode,
            touched,
        ):
            found[path] = files[path]
    return found


def as_recorded(folder: Path, files: Mapping[str, Written]) -> dict[str, Written]:
    """Returns the files of a tree that have the recorded size and time, with their current status.

    For files that were just written or linked: linking a file touches it.
    """
    found: dict[str, Written] = {}
    for path, status in _statuses(folder, files):
        written = files[path]
        if (status.st_size, status.st_mtime_ns) == (written.size, written.changed):
            found[path] = written.with_status(status)
    return found


def _statuses(folder: Path, paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yields the paths of regular files that exist, with their status."""
    start = f"{folder}/"
    for path in paths:
        try:
            status = os.stat(start + path, follow_symlinks=False)  # noqa: PTH116
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(status.st_mode):
            yield path, status


def with_same_content(folder: Path, files: Mapping[str, Written]) -> dict[str, Written]:
    """Returns the files of a tree whose content is unchanged, with their current status.

    Files that are not ``intact`` are read and compared by content: a copy of the tree, such as one
    that was unpacked from an archive, has new times and inodes.
    """
    found = intact(folder, files)
    others = [path for path in files if path not in found and files[path].digest]
    count = max(1, min(len(others) // LEAST_PER_THREAD, os.cpu_count() or 1))
    slices = [others[at::count] for at in range(count)]
    look = partial(_same_content, folder, files)
    if count == 1:
        found.update(look(others))
        return found
    with ThreadPoolExecutor(count) as pool:
        for part in pool.map(look, slices):
            found.update(part)
    return found


def _same_content(
    folder: Path, files: Mapping[str, Written], paths: Iterable[str]
) -> dict[str, Written]:
    found: dict[str, Written] = {}
    for path in paths:
        written = files[path]
        try:
            handle = os.open(f"{folder}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except (OSError, ValueError):
            continue
        status = os.fstat(handle)
        if status.st_size != written.size or not stat.S_ISREG(status.st_mode):
            os.close(handle)
            continue
        with io.FileIO(handle, "rb") as stream:
            if digest_stream(stream) == written.digest:
                found[path] = written.with_status(status)
    return found


def files_below(folder: Path) -> list[str]:
    """Returns all files below a folder, relative to it, sorted."""
    found: list[str] = []
    for parent, _, names in os.walk(folder):
        inner = os.path.relpath(parent, folder)
        found += [name if inner == "." else f"{inner}/{name}" for name in names]
    return sorted(found)
