"""Walks through folders, and removes what does not belong there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path


def prune(folder: Path, kept: Collection[str], content: FolderContent | None = None) -> list[str]:
    """Deletes everything below a folder but some files, and all folders that are empty then.

    Args:
        folder: The folder; it stays.
        kept: Paths of files, relative to it.
        content: What is in it, if that is known.

    Returns:
        The paths of what was deleted, without folders, sorted.

    Raises:
        OSError: If something cannot be deleted.
    """
    content = content or FolderContent(folder)
    deleted = sorted(content.inodes.keys() - set(kept))
    suspects = set(content.empty)
    for path in deleted:
        os.unlink(f"{folder}/{path}")  # noqa: PTH108
        suspects.add(path.rpartition("/")[0])
    for suspect in sorted(suspects, key=len, reverse=True):
        _remove_empty(folder, suspect)
    return deleted


def make_way(folder: Path, paths: Iterable[str]) -> None:
    """Deletes folders in the place of files, and everything else in the place of their folders.

    Args:
        folder: The folder.
        paths: Paths of files that are going to be written, relative to it.

    Raises:
        OSError: If something cannot be deleted.
    """
    checked: set[Path] = set()
    for path in paths:
        for parent in reversed(Path(path).parents[:-1]):
            around = folder / parent
            if around not in checked and (around.is_symlink() or around.is_file()):
                around.unlink()
            checked.add(around)
        file = folder / path
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)


def remove(path: Path) -> None:
    """Removes a file, a link, or a folder with all that is in it; whatever cannot be, stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _remove_empty(folder: Path, path: str) -> None:
    """Removes a folder if it is empty, then those around it for which the same holds."""
    while path:
        try:
            os.rmdir(f"{folder}/{path}")  # noqa: PTH106
        except FileNotFoundError:
            pass
        except OSError:
            return
        path = path.rpartition("/")[0]


class FolderContent:
    """What is below a folder. Links are not followed. The folder may be missing.

    Attributes:
        inodes: Path of everything that is not a folder → its inode.
        empty: Paths of empty folders.
    """

    def __init__(self, folder: Path) -> None:
        """Walks through a folder."""
        self.inodes: dict[str, int] = {}
        self.empty: list[str] = []
        waiting = [""]
        while waiting:
            inner = waiting.pop()
            try:
                entries = os.scandir(f"{folder}/{inner}")
            except FileNotFoundError:
                continue
            is_empty = True
            with entries:
                for entry in entries:
                    is_empty = False
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{inner}{entry.name}/")
                    else:
                        self.inodes[inner + entry.name] = entry.inode()
            if is_empty and inner:
                self.empty.append(inner[:-1])
