"""Putting all of the search beside the pages of a site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from archive.pages.shelf import Shelf
from archive.search import names, page
from archive.search.documents import SearchDocument
from archive.search.shards import Report, index_shards
from archive.workers import worker_count


def publish_search(
    documents: Mapping[str, SearchDocument], shelf: Shelf, cache: Path, target: Path
) -> Report:
    """Writes index, names and description below a site's folder.

    Args:
        documents: Address → document of all pages that are to be found.
        shelf: The archive.
        cache: Folder for what was indexed before.
        target: The site's folder.
    """
    report = index_shards(
        {url: document.digest for url, document in documents.items()},
        lambda url: documents[url].html,
        cache,
        target,
        worker_count(shelf.settings.workers),
        others={Path(names.FILE).name: names.pack_names(shelf)},
    )
    if shelf.settings.site_url:
        description = page.opensearch_description(shelf.settings)
        (target / page.DESCRIPTION_FILE).write_text(description, encoding="utf-8")
    return report
