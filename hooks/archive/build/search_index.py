"""The search index of a build: documents of changed pages stored, shards indexed, files listed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping

from archive.build.archive import Archive
from archive.core.site_kinds import facet_keys
from archive.incremental.records import PreviousBuild
from archive.lib.output_files import page_file
from archive.outputs.search_export import export_facets
from archive.pages.actor_names import names_table
from archive.pages.facets import BRIEF
from archive.publish.staging import Staging
from archive.search import ahead, background
from archive.search.documents import SearchDocument
from archive.search.index import build_index, place
from archive.search.shards import BRIEFS
from archive.search.store import DOCUMENTS, DOCUMENTS_HASH, opened
from archive.search.table import table_files

StoredDocument = tuple[str, str, SearchDocument | None]
"""Address and cache key of a page, and its document, or None for a page that is not searched."""


DATABASES, FOLDERS = (DOCUMENTS, DOCUMENTS_HASH), (background.FOLDER,)
"""What is kept of the index in the cache of a site; see ``publish.seeding``."""


def is_indexed(archive: Archive) -> bool:
    """Returns whether the site's search is Pagefind's."""
    return archive.context.settings.search == "pagefind"


def without_lost_documents(
    staging: Staging, previous: PreviousBuild, urls: Iterable[str]
) -> PreviousBuild:
    """Returns the result of the last build without pages whose search document is lost.

    Such a page is checked again, and so yields its document again.
    """
    with opened(staging.cache / DOCUMENTS) as store:
        known = store.keys()
    lost = {
        path
        for url in urls
        if (old := previous.files.get(path := page_file(url))) and known.get(url, "") != old.key
    }
    files = {path: old for path, old in previous.files.items() if path not in lost}
    return PreviousBuild(previous.record, files)


@contextlib.contextmanager
def indexing_ahead(
    archive: Archive, staging: Staging, documents: list[StoredDocument], urls: Iterable[str]
) -> Iterator[None]:
    """Indexes briefs, all of which are built, while the other pages are being built.

    Args:
        archive: The archive.
        staging: Where the site is written.
        documents: Documents of the briefs; they are stored, and leave the list.
        urls: Addresses of all pages.
    """
    if not is_indexed(archive) or staging.is_preview:
        yield
        return
    with opened(staging.cache / DOCUMENTS) as store:
        store.put(documents)
        documents.clear()
        known = store.entries()
        briefs = (url for url in urls if url.startswith(f"{BRIEFS}/") and url in known)
        entries = {url: known[url] for url in briefs}
        with ahead.indexing(entries, store.html, staging.cache / background.FOLDER):
            yield


def update_index(
    archive: Archive,
    staging: Staging,
    documents: Iterable[StoredDocument],
    urls: Iterable[str],
) -> Mapping[str, bytes]:
    """Stores documents and brings the index up to date, but for a preview.

    Args:
        archive: The archive.
        staging: Where the site is written.
        documents: Documents of the pages that were built.
        urls: Addresses of all pages that are searched.

    Returns:
        The files of the index, by path below the site's folder; none for a preview.

    Raises:
        SearchIndexError: If Pagefind fails.
    """
    if not is_indexed(archive):
        return _server_files(archive)
    with opened(staging.cache / DOCUMENTS) as store:
        store.put(documents)
        store.keep(urls)
        if staging.is_preview:
            return {}
        workers = archive.context.settings.workers
        cache = staging.cache / background.FOLDER
        names = names_table(archive.context)
        return build_index(store, store.entries(), names, workers, cache)


def _server_files(archive: Archive) -> Mapping[str, bytes]:
    """Returns the table of names of a site that a server searches; nothing for other sites."""
    settings = archive.context.settings
    if settings.search != "opensearch":
        return {}
    context = archive.context
    engine = {
        "name": settings.search,
        "url": settings.search_url,
        "facets": " ".join(name for name in export_facets(facet_keys(settings)) if name != "tags"),
        "brief": context.catalogue.gettext(BRIEF),
    }
    return table_files(names_table(context), engine)


def index_preview(archive: Archive, staging: Staging) -> None:
    """Starts the indexing of a preview after its pages are written."""
    if staging.is_preview and is_indexed(archive):
        names = names_table(archive.context)
        workers = archive.context.settings.workers
        background.start(staging.cache, staging.folder, names, workers)
    elif staging.is_preview:
        place(_server_files(archive), staging.folder)


def resume_preview(staging: Staging) -> None:
    """Starts the indexing of a preview again if it was not finished."""
    if staging.is_preview:
        background.resume(staging.cache, staging.folder)
