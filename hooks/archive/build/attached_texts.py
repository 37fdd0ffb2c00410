"""The words of attachments, for the search documents of their briefs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.build.archive import Archive
from archive.core.model import Brief
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
    known = {file.digest for file in graph.files.values() if file.digest}
    cache = archive.root / FOLDER
    remove_stale(known, cache)
    if not known or archive.context.settings.search != "pagefind":
        return
    briefs = (graph.versions[at].brief for at in positions)
    wanted = {one for brief in briefs for one in _searched_files(archive, brief)}
    extract_missing(sorted(wanted), cache, workers)


def attached_texts(archive: Archive, view: View) -> tuple[str, ...]:
    """Returns the words of the attachments that a page lists, each once, in their order."""
    if not isinstance(view, BriefPage) or not any(one.digest for one in view.attachments):
        return ()
    brief = archive.context.graph.by_path[view.source_path].brief
    files = dict.fromkeys(_searched_files(archive, brief))
    found = (searched(file, digest, archive.root / FOLDER) for file, digest in files)
    return tuple(document.text for document in found if document.text)


def _searched_files(archive: Archive, brief: Brief) -> Iterator[tuple[Path, str]]:
    """Yields the files of a brief whose text is searched, and the hashes of their contents."""
    for _, path in files_of(brief):
        file = archive.context.graph.files.get(path)
        if file and file.digest:
            yield archive.root / path, file.digest
