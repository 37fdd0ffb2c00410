"""The words of attachments, for the search documents of their briefs."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from archive.build.archive import Archive
from archive.pages.views import BriefPage, View
from archive.read.document_text import FOLDER, extract_missing, remove_stale, searched
from archive.resolve.named_files import files_of


def prepare_texts(archive: Archive, positions: Iterable[int], workers: int) -> None:
    """Extracts the words of the attachments of some briefs that are not in the cache yet.

    Archives without PDF and Word files among their attachments skip this.

    Args:
        archive: The archive.
        positions: The positions of the briefs in the graph.
        workers: Maximum number of processes.
    """
    graph = archive.context.graph
    known = {path: one.digest for path, one in graph.files.items() if one.digest}
    cache = archive.root / FOLDER
    remove_stale(known.values(), cache)
    if not known or archive.context.settings.search != "pagefind":
        return
    briefs = (graph.versions[at].brief for at in positions)
    paths = {path for brief in briefs for _, path in files_of(brief)}
    wanted = [(archive.root / path, known[path]) for path in sorted(paths) if path in known]
    extract_missing(wanted, cache, workers)


def attached_texts(archive: Archive, view: View) -> tuple[str, ...]:
    """Returns the words of the attachments that a page lists, in their order."""
    if not isinstance(view, BriefPage):
        return ()
    rows = {unquote(one.url): one.digest for one in view.attachments if one.digest}
    if not rows:
        return ()
    paths = {one.url: path for path, one in archive.context.graph.files.items()}
    found = (
        searched(archive.root / paths[url], digest, archive.root / FOLDER)
        for url, digest in rows.items()
    )
    return tuple(document.text for document in found if document.text)
