"""Finds the files of a folder and reads them within limits; follows nothing outside."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from archive.core.model import Level, Place, Problem

MAX_BYTES = 2_000_000
"""Largest file that is read, in bytes; a long brief has about 20,000."""
MAX_FOLDERS = 16
"""Maximum depth of nested folders."""

_READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
"""Follow no link and wait for no pipe, even if one replaces the file in the meantime."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file in a folder: its path relative to the project, and what shows that it changed."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int = 0

    @property
    def stamp(self) -> tuple[int, int, int, int]:
        """Size, times and inode: equal stamps mean equal contents, apart from races.

        Files of two clones that share a cache may have the same size and times.
        """
        return (self.size, self.mtime_ns, self.ctime_ns, self.inode)


def find_files(
    root: Path,
    folder: str,
    wanted: Callable[[str], bool],
    *,
    hidden: tuple[str, ...] = (".", "_"),
    by_name: Callable[[str], bool] = lambda _: True,
    announced: Callable[[str], bool] = lambda _: False,
) -> tuple[tuple[Found, ...], tuple[Problem, ...]]:
    """Finds the wanted files below a folder, sorted by path.

    Args:
        root: The project.
        folder: The folder, relative to it.
        wanted: Returns whether to read a file of this name.
        hidden: Prefixes of names to leave out, with everything inside.
        by_name: Returns whether a file of this name must differ from those next to it by more than
            case or accents.
        announced: Returns whether a notice says that an entry of this name was left out.

    Returns:
        The files, a notice for what was left out, and an error for everything that is refused:
        symbolic links, anything that is neither a file nor a folder, and names that cannot be part
        of a message or address.
    """
    problems: list[Problem] = []
    if (root / folder).is_symlink():
        return (), (_refused(folder, "is a symbolic link, which is not followed"),)
    walk = _Walk(wanted, hidden, by_name, announced, problems)
    found = list(walk.files(os.fspath(root / folder), folder, 0))
    found.sort(key=lambda one: one.path.split("/"))
    return tuple(found), tuple(problems)


class _Walk:
    """Walks through a folder once."""

    def __init__(
        self,
        wanted: Callable[[str], bool],
        hidden: tuple[str, ...],
        by_name: Callable[[str], bool],
        announced: Callable[[str], bool],
        problems: list[Problem],
    ) -> None:
        self._wanted = wanted
        self._hidden = hidden
        self._problems = problems
        self._by_name = by_name
        self._announced = announced

    def files(self, directory: str, path: str, depth: int) -> Iterator[Found]:
        """Yields the wanted files of a folder and its subfolders; records what is refused."""
        problems = self._problems
        try:
            with os.scandir(directory) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            problems.append(_refused(path, f"cannot be read: {error.strerror}"))
            return
        seen: dict[str, str] = {}
        for entry in entries:
            inner = f"{path}/{entry.name}"
            if self._hidden and entry.name.startswith(self._hidden):
                if self._announced(entry.name):
                    problems.append(_skipped(inner, entry.name[0]))
                continue
            name = unicodedata.normalize("NFC", entry.name).casefold()
            is_folder = entry.is_dir(follow_symlinks=False)
            is_compared = not is_folder and self._by_name(entry.name)
            if is_compared and seen.setdefault(name, entry.name) != entry.name:
                message = (
                    f'has the same name as "{escape_name(seen[name])}" next to it,'
                    " apart from case or accents"
                )
                problems.append(_refused(inner, message, "rename one of the two"))
            if problem := _check_entry(entry, inner, depth, self._wanted):
                problems.append(problem)
            elif is_folder:
                yield from self.files(entry.path, inner, depth + 1)
            elif self._wanted(entry.name):
                about = entry.stat(follow_symlinks=False)
                times = about.st_mtime_ns, about.st_ctime_ns
                yield Found(inner, about.st_size, *times, about.st_ino)


def _check_entry(
    entry: os.DirEntry[str], path: str, depth: int, wanted: Callable[[str], bool]
) -> Problem | None:
    """Returns why a file or folder cannot be read, or None."""
    if entry.is_symlink():
        return _refused(path, "is a symbolic link, which is not followed")
    if trouble := _name_fault(entry.name):
        return _refused(path, f"has a name that {trouble}", "rename it")
    if entry.is_dir(follow_symlinks=False):
        if depth >= MAX_FOLDERS:
            return _refused(path, f"is more than {MAX_FOLDERS} folders deep", "move it up")
    elif wanted(entry.name) and not entry.is_file(follow_symlinks=False):
        return _refused(path, "is not a regular file", "put the file itself there")
    return None


def open_regular(file: Path, path: str) -> tuple[BinaryIO | None, Problem | None]:
    """Returns a stream of a regular file's bytes, or None and the reason why it cannot be read.

    Args:
        file: The file.
        path: Its path, for messages.
    """
    try:
        handle = os.open(file, _READ_FLAGS)
    except OSError as error:
        if file.is_symlink():
            return None, _refused(path, "is a symbolic link, which is not followed")
        return None, _refused(path, f"cannot be read: {error.strerror}")
    except ValueError:
        return None, _refused(path, "cannot be read: its name contains a NUL")
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb"), None
    os.close(handle)
    return None, _refused(path, "is not a regular file")


def read_bounded(file: Path, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Returns a file's bytes, or None and the reason why it cannot be read.

    Args:
        file: The file.
        path: Its path, for messages.
    """
    stream, problem = open_regular(file, path)
    if stream is None:
        return None, (problem,) if problem else ()
    with stream:
        try:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_BYTES:
                return None, (_too_large(path, size),)
            data = stream.read(MAX_BYTES + 1)
        except OSError as error:
            return None, (_refused(path, f"cannot be read: {error.strerror}"),)
    return within_bound(data, path)


def within_bound(data: bytes, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Returns a file's bytes, or None and an error if they are too many; see ``read_bounded``."""
    if len(data) > MAX_BYTES:
        return None, (_too_large(path, len(data)),)
    return data, ()


def escape_name(name: str) -> str:
    """Returns a file's name for a message: line ends, controls and stray bytes are escaped."""
    spoken = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in spoken)


def _name_fault(name: str) -> str:
    """Returns what is wrong with a file's name, or ""."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "is not UTF-8"
    if not name.isprintable():
        return "contains a line end or an invisible character"
    if "\\" in name:
        return "contains a backslash"
    return ""


def _too_large(path: str, size: int) -> Problem:
    message = f"is too large to read: {size:,} bytes; at most {MAX_BYTES:,} are allowed"
    return _refused(path, message, "move pictures and data to files next to the brief")


def _skipped(path: str, prefix: str) -> Problem:
    message = f'is skipped: its name begins with "{prefix}"'
    return Problem(Place(escape_name(path)), Level.NOTICE, message, "", "", "file")


def _refused(path: str, message: str, hint: str = "") -> Problem:
    if not hint and "symbolic link" in message:
        hint = "put the file itself there"
    return Problem(Place(escape_name(path)), Level.ERROR, message, "", hint, "file")
