"""Restores the folder of a preview, which is updated in place, after a build that failed."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from archive.lib.output_files import Written, files_below, remove_files
from archive.publish.marks import mark
from archive.search.shards import FOLDER as SEARCH_FOLDER

_INDEX = f"{SEARCH_FOLDER}/"
"""Beginning of the paths of files that another process writes into a preview."""


def restore_preview(folder: Path, name: str, files: Mapping[str, Written]) -> None:
    """Marks the folder of a failed build as the release from which that build began.

    The next build then keeps the files that are still those of the release. It tells them by their
    times and contents.

    Args:
        folder: The folder.
        name: The name of the release, or "".
        files: The files of the release; all others are removed.
    """
    if not name or not files:
        return
    with contextlib.suppress(OSError):
        strays = (path for path in files_below(folder) if path not in files)
        remove_files(folder, (path for path in strays if not path.startswith(_INDEX)))
        mark(folder, {"release": name})
