"""Checks that the files of a staged folder were written whole, before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.core.counts import counted
from archive.lib.output_files import Written, as_recorded
from archive.publish.releases import ReleaseError


def check_whole(folder: Path, files: Mapping[str, Written]) -> dict[str, Written]:
    """Returns files of a folder with their current status.

    Args:
        folder: The folder.
        files: Path of each file → how it was written.

    Raises:
        ReleaseError: If one is missing or not as it was written.
    """
    whole = as_recorded(folder, files)
    if missing := sorted(set(files) - set(whole)):
        raise ReleaseError(
            f"{counted(len(missing), 'file')} not written whole, {missing[0]} first;"
            " the site was not published"
        )
    return whole
