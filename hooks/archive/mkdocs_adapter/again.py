"""Begins a build again whose sources have changed while it read them."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.lib.source_changes import SourceChangedError, check_unchanged, find_changed
from archive.mkdocs_adapter.problems import stop_at_failure
from archive.mkdocs_adapter.session import ATTEMPT, Session, session_of
from archive.read.cache import ReadFiles

log = logging.getLogger("mkdocs.hooks.archive")

MOST = 3
"""Number of times that a build begins before it gives up."""


class BeginAgainError(Abort):
    """The server has to begin a build again."""


def check_sources(config: MkDocsConfig, files: ReadFiles) -> None:
    """Checks that the sources of a build are still what it has read.

    Args:
        config: The site's configuration.
        files: The briefs as they were read.

    Raises:
        SourceChangedError: If they are not.
    """
    root, sources = Path(config.config_file_path).parent, session_of(config).sources
    read = {f"{root}{os.sep}{path}": one.digest for path, one in files.items() if one.digest}
    if sources is not None:
        check_unchanged(sources, root, read)


def end_failed_build(session: Session, error: Exception) -> None:
    """Closes a build that failed, and begins it again if its sources have changed meanwhile.

    A file that an editor has half written can be the cause of any error.

    Args:
        session: The session of the build.
        error: The exception that ended the build.

    Raises:
        BeginAgainError: If the server has to begin it again.
        Abort: If a source has changed too often, or the machine or a package failed; see
            ``stop_at_failure``.
    """
    session.building.close()
    if isinstance(error, SourceChangedError):
        _begin_again(session, str(error.filename))
    elif session.sources is not None and (changed := find_changed(session.sources)):
        _begin_again(session, os.path.relpath(changed[0]))
    stop_at_failure(error)


def repeating(build: Callable[[], None], session: Session) -> Callable[[], None]:
    """Returns a function that builds until the sources do not change meanwhile.

    Args:
        build: Builds once.
        session: The session of the builds.
    """

    def build_until_settled() -> None:
        for attempt in range(1, MOST + 1):
            session.attempt = attempt
            try:
                build()
                return
            except BeginAgainError:
                continue

    session.repeats = True
    return build_until_settled


def _begin_again(session: Session, path: str) -> None:
    """Begins a build again: a server by an exception, a command as a new process.

    A new process reads everything again, including the configuration and the program itself.

    Raises:
        BeginAgainError: If the server has to begin it again.
        Abort: If the build has begun too often, or a program called MkDocs.
    """
    said = f"{path} was changed while the site was being built"
    if session.attempt >= MOST:
        raise Abort(
            f"{said}, {MOST} times in a row; the published site was not touched"
            " (hint: build when nothing is being saved)"
        )
    if session.repeats:
        log.info("%s: building again", said)
        raise BeginAgainError(said)
    command = _command() if session.from_command_line else ()
    if not command:
        raise Abort(f"{said}; the published site was not touched (hint: build again)")
    log.info("%s: building again", said)
    session.end()
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], command, {**os.environ, ATTEMPT: str(session.attempt + 1)})


def _command() -> tuple[str, ...]:
    """Returns MkDocs' command that this process runs; empty if it is another program."""
    program = Path(sys.argv[0])
    if program.stem == mkdocs.__name__:
        return (sys.executable, *sys.argv)
    if program.stem == "__main__" and program.parent.name == mkdocs.__name__:
        return (sys.executable, "-m", mkdocs.__name__, *sys.argv[1:])
    return ()
