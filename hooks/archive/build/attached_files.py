"""Finds the published files that the front matter of briefs names."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from archive.lib.file_digests import FILE as LARGE_FILES
from archive.lib.file_digests import FileDigests
from archive.read.cache import FILE as BRIEFS_CACHE
from archive.read.document_text import has_text
from archive.resolve.graph import AttachedFile, Graph
from archive.resolve.named_files import files_of


def attached_files(
    root: Path, graph: Graph, urls: Mapping[str, str], sizes: Mapping[str, tuple[int, int]]
) -> dict[str, AttachedFile]:
    """Returns the published files that briefs name in their front matter.

    Args:
        root: The project.
        graph: The briefs.
        urls: Path of a file next to a brief → its address.
        sizes: Path of a picture → its width and height in pixels.
    """
    paths = {path for one in graph.versions for _, path in files_of(one.brief) if path in urls}
    digests = FileDigests((root / BRIEFS_CACHE).with_name(LARGE_FILES))
    found = {
        path: AttachedFile(
            urls[path],
            (root / path).stat().st_size,
            digests.of(root / path) if has_text(path) else "",
            *sizes.get(path, ()),
        )
        for path in sorted(paths)
    }
    # A build does not fail because it cannot keep what it can read again.
    with contextlib.suppress(OSError):
        digests.save()
    return found
