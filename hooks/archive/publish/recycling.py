"""Finds out what is in folders that earlier builds wrote: their own files, and strays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.lib.folders import inodes_below
from archive.lib.output_files import Written, with_same_content
from archive.publish.marks import MARKER


def reusable_files(
    folder: Path, files: Mapping[str, Written], site: Mapping[str, Written]
) -> dict[str, Written]:
    """Returns the files of an outdated release that are intact.

    Args:
        folder: The folder of the release.
        files: Its files as they were written; none if they are not known.
        site: The intact files of the published site. Most files are shared with it, and need not be
            looked at again.
    """
    inodes = inodes_below(folder)
    shared = {
        path: one
        for path, inode in inodes.items()
        if (one := site.get(path)) is not None and one.inode == inode
    }
    own = {path: one for path, one in files.items() if path in inodes and path not in shared}
    return shared | with_same_content(folder, own)


def find_strays(site: Path, files: Mapping[str, Written]) -> list[str]:
    """Returns the files in a published folder that no build made.

    Args:
        site: The folder.
        files: The files that were published; nothing is a stray where they are not known.
    """
    return sorted(inodes_below(site).keys() - files.keys() - {MARKER}) if files else []
