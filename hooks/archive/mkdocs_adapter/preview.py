"""The site that ``serve`` shows: a folder in the project's cache that each build updates."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.mkdocs_adapter.session import Session, session_of

PREVIEW, PUBLISHED = "preview", "preview-published"
"""Folders of the cache: that of ``serve``, and that of ``serve --clean``."""


def is_preview(config: MkDocsConfig) -> bool:
    """Returns whether a build belongs to ``serve``, but not to ``serve --clean``."""
    return session_of(config).is_preview


def show(session: Session, served: Path, site: Path) -> None:
    """Makes MkDocs' server show a folder that outlives it.

    ``serve`` makes an empty temporary folder, serves it, and removes it when it exits. Until then
    a link replaces it. This works for ``--no-livereload`` too, which hooks are not told about.

    Args:
        session: The run; it removes the link when it ends.
        served: The temporary folder.
        site: The folder to show; it need not exist yet.

    Raises:
        Abort: If the temporary folder cannot be replaced.
    """
    if session.shown == served:
        return
    try:
        served.rmdir()
        served.symlink_to(site.resolve(), target_is_directory=True)
    except OSError as error:
        raise Abort(f"{served} cannot be replaced by a link: {error.strerror}") from None
    session.shown = served
