"""The history of a site's briefs, as far as its clone and its settings allow."""

from __future__ import annotations

import os
from pathlib import Path

from archive.core.history import NO_HISTORY, History
from archive.core.model import Level, Place, Problem
from archive.core.settings import Settings, has_history
from archive.lib.git import GitError, is_in_repository
from archive.read.reading import Reading

_OFF = "or set history: never in extra.archive"


def site_history(
    root: Path, settings: Settings, reading: Reading
) -> tuple[History, tuple[Problem, ...]]:
    """Returns the history of a project; nothing if it is in no repository, or if it is off.

    A clone that lacks a part of the history is an error in CI, where sites are published.
    Elsewhere, pages say that nothing is known.

    Args:
        root: The project.
        settings: The archive's settings.
        reading: What this process has read before, which is brought up to date.
    """
    if not has_history(settings) or not is_in_repository(root):
        return NO_HISTORY, ()
    is_published = is_in_ci()
    try:
        history = reading.read_history(root)
    except GitError as error:
        message = f"the history of briefs cannot be read: {error}"
        hint = f"make git log work in this folder, {_OFF}"
        level = Level.ERROR if is_published else Level.WARNING
        return NO_HISTORY, (Problem(Place(".git"), level, message, "", hint, "file"),)
    if not history.is_cut_off:
        return history, ()
    message = "the clone lacks a part of the history: when briefs were published is not known"
    hint = f"fetch all of it: fetch-depth: 0, GIT_DEPTH: 0, or make whole-history; {_OFF}"
    level = Level.ERROR if is_published else Level.NOTICE
    return history, (Problem(Place(".git"), level, message, "", hint, "file"),)


def is_in_ci() -> bool:
    """Returns whether this is a run of continuous integration: all services set ``CI``."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")
