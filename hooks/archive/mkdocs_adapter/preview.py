"""What ``serve`` shows: a site in the project's cache, brought up to date by each build."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.mkdocs_adapter.session import Session, session_of

PREVIEW, PUBLISHED = "preview", "preview-published"
"""Folders of the cache: for ``serve``, and for ``serve --clean``."""


def is_preview(config: MkDocsConfig) -> bool:
    """Whether a build is one of ``serve``, other than of ``serve --clean``."""
    return session_of(config).is_preview


def show(session: Session, served: Path, site: Path) -> None:
    """Has MkDocs' server show a folder that outlives it.

    ``serve`` makes an empty temporary folder, serves it, and removes it in the end. A link takes
    its place until then. That also holds for ``--no-livereload``, of which hooks are not told.

    Args:
        session: The run; it takes the link away as it ends.
        served: The temporary folder.
        site: The folder to show; it need not exist yet.

    Raises:
        Abort: If the temporary folder is not as expected.
    """
    if session.shown == served:
        return
    try:
        served.rmdir()
        served.symlink_to(site.resolve(), target_is_directory=True)
    except OSError as error:
        raise Abort(f"{served} cannot be shown from: {error.strerror}") from None
    session.shown = served
