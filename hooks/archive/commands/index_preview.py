"""``archive index-preview``: indexes a preview in the background."""

from __future__ import annotations

from argparse import Namespace

from archive.commands.status import UsageError
from archive.lib.workers import WorkerError
from archive.search import background
from archive.search.pagefind import SearchIndexError


def index_preview(options: Namespace) -> int:
    """Updates the search index of a preview; ``mkdocs serve`` runs this in the background."""
    try:
        background.run(options.cache, options.target)
    except (SearchIndexError, WorkerError) as error:
        said = error.reason if isinstance(error, WorkerError) else error
        raise UsageError(f"the search index was not updated: {said}") from None
    return 0
