"""Logs problems through MkDocs, and stops builds that have errors."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable

import mkdocs
from jinja2 import TemplateNotFound
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.utils import CountHandler

from archive.core.groups import grouped, total
from archive.core.model import Level, Problem
from archive.incremental.up_to_date import REPEATED
from archive.lib.third_party import UnknownFormatError, blame, expected
from archive.lib.workers import WorkerError
from archive.search.pagefind import SearchIndexError

log = logging.getLogger("mkdocs.hooks.archive")

_LOGGED = {
    Level.ERROR: logging.ERROR,
    Level.WARNING: logging.WARNING,
    Level.NOTICE: logging.INFO,
}


class Reporter:
    """Logs the problems of one build. A preview shows a warning once, until it changes."""

    def __init__(self, known: set[Problem]) -> None:
        """Begins a build.

        Args:
            known: The warnings of the last build of the same preview; it is updated.
        """
        self._known = known
        self._before = frozenset(known)
        self._all: list[Problem] = []

    def report(self, problems: Iterable[Problem]) -> None:
        """Logs problems; see ``report``."""
        found = tuple(problems)
        self._all += found
        report(one for one in found if one not in self._known)
        self._known.update(_warnings(found))

    def end(self, rendered: Iterable[Problem]) -> None:
        """Logs the number of problems, and remembers the warnings for the next build.

        Args:
            rendered: The problems in prose, also those of unchanged briefs.
        """
        every = {*self._all, *rendered}
        warnings = _warnings(every)
        if every:
            old = len(warnings & self._before)
            seen = f", {old:,} of them shown before" if old else ""
            text = f"{total(every)} in {where(every)}{seen}"
            log.info("%s", text, extra={REPEATED: True})
        self._known.clear()
        self._known.update(warnings)


def _warnings(problems: Iterable[Problem]) -> set[Problem]:
    return {one for one in problems if one.level is Level.WARNING}


def report(problems: Iterable[Problem]) -> None:
    """Logs problems, one per line, each beginning with its file, line and column.

    Equal problems are one line, unless MkDocs is verbose.
    """
    every = tuple(problems)
    is_verbose = log.isEnabledFor(logging.DEBUG)
    for problem, more in [(one, "") for one in every] if is_verbose else grouped(every):
        text = str(problem).replace(f": {problem.level}: ", ": ", 1) + more
        log.log(_LOGGED[problem.level], "%s", text)


def stop_at(problems: Iterable[Problem]) -> None:
    """Stops the build if there is an error among problems that have been reported.

    Raises:
        Abort: If there is an error.
    """
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    if errors:
        raise Abort(f"{total(errors)} in {where(errors)}; the site was not touched")


def where(problems: Iterable[Problem]) -> str:
    """Returns the names of the top-level folders and files that contain problems."""
    tops: dict[str, None] = {}
    for problem in problems:
        top, slash, _ = problem.place.path.partition("/")
        # A problem without a file is one of an address.
        tops[top + slash if top else "pages made by the archive"] = None
    *others, last = sorted(tops, key=lambda top: (top.startswith("pages "), top))
    return f"{', '.join(others)} and {last}" if others else last


def stop_at_failure(error: Exception) -> None:
    """Stops the build with one readable line where the machine or a package failed.

    Args:
        error: The exception that ended the build.

    Raises:
        Abort: If it was a file that cannot be read or written, a full disk, the search's index, or
            a package of another version. An error of the program itself stays as it is.
    """
    if isinstance(error, MkDocsException):
        return
    if said := _failure(error) or blame(error):
        raise Abort(f"{' '.join(said.split())}; the published site was not touched") from None


def _failure(error: Exception) -> str:
    """Returns the message for an error that is not the program's own, or ""."""
    match error:
        case TemplateNotFound():
            return f"the theme has no template {error.name}; {expected('mkdocs-material')}"
        case OSError():
            return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror)
        case WorkerError():
            return error.reason
        case sqlite3.Error() | SearchIndexError() | UnknownFormatError():
            return str(error).strip().rpartition("\n")[2]
    return ""


def has_warned() -> bool:
    """Returns whether MkDocs has counted warnings, so that a strict build would fail at its end.

    MkDocs counts those of the logger named after its package, which is ``properdocs`` in
    ProperDocs.
    """
    handlers = logging.getLogger(mkdocs.__name__).handlers
    return any(isinstance(one, CountHandler) and one.get_counts() for one in handlers)
