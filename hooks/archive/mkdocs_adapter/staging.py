"""Opens the staging of a build, and makes MkDocs write into a scratch folder next to it."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.core.settings import Settings
from archive.mkdocs_adapter.preview import PREVIEW, PUBLISHED, show
from archive.mkdocs_adapter.session import Session, session_of
from archive.publish.releases import ReleaseError
from archive.publish.staging import LastBuild, Staging

CACHE = Path(".cache", "archive")
"""Folder of what builds keep, relative to the project."""


def open_staging(config: MkDocsConfig, root: Path, settings: Settings, left: LastBuild) -> Staging:
    """Opens the staging, and makes MkDocs write next to it.

    Args:
        config: The site's configuration, whose ``site_dir`` is changed.
        root: The project's folder.
        settings: The archive's settings.
        left: The state of the last build of this process.

    Raises:
        Abort: If another build is running, or this program did not make the site's folder.
    """
    session = session_of(config)
    given = Path(config.site_dir)
    folder = _folder(session, root / CACHE, given.name)
    site = folder / "tree" if session.is_served else given
    staging = Staging(site, folder, preview=session.is_preview, keep=settings.releases, left=left)
    try:
        _open(staging)
    except ReleaseError as error:
        raise Abort(f"{error}; the published site was not touched") from None
    if session.is_served:
        show(session, given, site)
    scratch = folder / "mkdocs"
    if session.dirty:
        # MkDocs would keep old pages that it finds there, and files whose sources are gone.
        shutil.rmtree(scratch, ignore_errors=True)
    config.site_dir = str(scratch)
    return staging


def close_staging(config: MkDocsConfig, staging: Staging) -> None:
    """Closes the staging, and sets ``site_dir`` to the published folder.

    ``gh-deploy`` reads it after the build, and so do plugins whose handlers run later.
    """
    staging.close()
    config.site_dir = str(staging.site)


def _folder(session: Session, cache: Path, name: str) -> Path:
    """Returns the folder of the cache for a build; it also contains a site that is only shown."""
    if not session.is_served:
        return cache / name
    return cache / (PREVIEW if session.is_preview else PUBLISHED)


def _open(staging: Staging) -> None:
    try:
        staging.open()
    except ReleaseError:
        # A failed earlier build of this process may still hold the lock until it is collected.
        gc.collect()
        staging.open()
