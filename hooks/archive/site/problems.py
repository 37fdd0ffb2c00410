"""Problems as MkDocs logs them, and where they stop a build."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.exceptions import Abort
from mkdocs.utils import CountHandler

from archive.model import Level, Problem

log = logging.getLogger("mkdocs.hooks.archive")


def report(problems: Iterable[Problem]) -> None:
    """Logs problems, one a line, each beginning with its file, line and column."""
    for problem in problems:
        text = str(problem).replace(f": {problem.level}: ", ": ", 1)
        log.log(logging.ERROR if problem.level is Level.ERROR else logging.WARNING, "%s", text)


def stop_at(problems: Iterable[Problem]) -> None:
    """Stops the build where there is an error among problems that were reported.

    Raises:
        Abort: If there is one.
    """
    errors = sum(problem.level is Level.ERROR for problem in problems)
    if errors:
        noun = "error" if errors == 1 else "errors"
        raise Abort(f"{errors} {noun} in the briefs or the registry; the site was not touched")


def has_warned() -> bool:
    """Whether MkDocs has counted a warning: a strict build then fails after it is published."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(isinstance(one, CountHandler) and one.get_counts() for one in handlers)
