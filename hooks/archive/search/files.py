"""The files of the search index, published next to the pages."""

from __future__ import annotations

from typing import BinaryIO

from archive.lib.digest import digest_bytes
from archive.outputs.output import OutputSources
from archive.search.pagefind import SearchIndexError
from archive.search.table import OTHER_NAMES, TABLE

REQUIRED = frozenset((TABLE, OTHER_NAMES))
"""Files without which the search does not work."""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns all files of the index, each with a digest of its content.

    Raises:
        SearchIndexError: If a file of ``REQUIRED`` is missing.
    """
    if not sources.site.settings.has_search_page:
        return {}
    if missing := sorted(REQUIRED.difference(sources.index)):
        raise SearchIndexError(f"the search index has no {missing[0]}")
    return {path: digest_bytes(data) for path, data in sources.index.items()}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one file of the index."""
    stream.write(sources.index[path])
