"""Finds out what is in folders that earlier builds wrote: their own files, and strays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.lib.folders import FolderContent, prune
from archive.lib.output_files import Written, with_same_content
from archive.publish.marks import MARKER


def recycle(
    folder: Path, files: Mapping[str, Written], site: Mapping[str, Written]
) -> tuple[dict[str, Written], list[str]]:
    """Deletes from an outdated release what is not known to be intact, whoever put it there.

    Args:
        folder: The folder of the release.
        files: Its files as they were written; none if they are not known.
        site: The intact files of the published site. Most files are shared with it, and need not be
            looked at again.

    Returns:
        The files that are left; and the paths of files that no build made, if that is known.
    """
    content = FolderContent(folder)
    inodes = content.inodes
    intact = {
        path: one
        for path, inode in inodes.items()
        if (one := site.get(path)) is not None and one.inode == inode
    }
    own = {path: one for path, one in files.items() if path in inodes and path not in intact}
    intact |= with_same_content(folder, own)
    deleted = prune(folder, {*intact, MARKER}, content)
    return intact, [path for path in deleted if path not in files] if files else []


def find_strays(site: Path, files: Mapping[str, Written]) -> list[str]:
    """Returns the files in a published folder that no build made.

    Args:
        site: The folder.
        files: The files that were published; nothing is a stray where they are not known.
    """
    return sorted(FolderContent(site).inodes.keys() - files.keys() - {MARKER}) if files else []


def find_strays_at_top(site: Path, files: Mapping[str, Written]) -> list[str]:
    """Returns those that are in no folder of the site, without looking into each folder."""
    if not files or not site.is_dir():
        return []
    known = {MARKER, *(path.partition("/")[0] for path in files)}
    found: list[str] = []
    for one in site.iterdir():
        if one.name not in known:
            is_folder = one.is_dir() and not one.is_symlink()
            inner = FolderContent(one).inodes if is_folder else ()
            found += [f"{one.name}/{path}" for path in inner] if is_folder else [one.name]
    return sorted(found)
