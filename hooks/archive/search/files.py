"""The files of the search index, published next to the pages."""

from __future__ import annotations

from typing import BinaryIO

from archive.lib.digest import digest_bytes
from archive.outputs.output import OutputSources
from archive.search import names
from archive.search.command import SearchIndexError
from archive.search.shards import FOLDER

REQUIRED = frozenset(
    f"{FOLDER}/{name}" for name in (names.LATIN, names.ALL, "pagefind.js", "pagefind-entry.json")
)
"""Files without which the search does not work."""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns all files of the index, each with a digest of its content.

    Raises:
        SearchIndexError: If a file of ``REQUIRED`` is missing.
    """
    if sources.site.settings.search != "pagefind":
        return {}
    if missing := sorted(REQUIRED.difference(sources.index)):
        raise SearchIndexError(f"the search index has no {missing[0]}")
    return {path: digest_bytes(data) for path, data in sources.index.items()}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one file of the index."""
    stream.write(sources.index[path])
