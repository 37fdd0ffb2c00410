"""``archive index-preview``: indexes a preview while its pages are already shown."""

from __future__ import annotations

from argparse import Namespace

from archive.commands.status import UsageError
from archive.lib.workers import WorkerError
from archive.search import background
from archive.search.command import SearchIndexError


def index_preview(options: Namespace) -> int:
    """Bring the index of a preview up to date; ``mkdocs serve`` calls this behind its pages."""
    try:
        background.run(options.cache, options.target)
    except (SearchIndexError, WorkerError) as error:
        said = error.reason if isinstance(error, WorkerError) else error
        raise UsageError(f"the search was not brought up to date: {said}") from None
    return 0
