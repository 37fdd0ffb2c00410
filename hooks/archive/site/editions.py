"""The edition of a build of MkDocs: where it is made, and what MkDocs writes beside it."""

from __future__ import annotations

import gc
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.edition import Edition, Left
from archive.releases import ReleaseError
from archive.settings import Settings
from archive.site.preview import is_preview


def open_edition(config: MkDocsConfig, root: Path, settings: Settings, left: Left) -> Edition:
    """Opens the edition, and has MkDocs write beside it.

    Args:
        config: The site's configuration, whose ``site_dir`` is changed.
        root: The project's folder.
        settings: The archive's settings.
        left: What the last build of this process left.

    Raises:
        Abort: If another build is running, or the site's folder is somebody else's.
    """
    cache = root / ".cache" / "archive"
    preview = is_preview(config)
    name = "preview" if preview else Path(config.site_dir).name
    site = cache / name / "tree" if preview else Path(config.site_dir)
    edition = Edition(site, cache / name, preview=preview, keep=settings.releases, left=left)
    try:
        _open(edition)
    except ReleaseError as error:
        raise Abort(f"{error}; the published site was not touched") from None
    config.site_dir = str(cache / name / "frame")
    return edition


def _open(edition: Edition) -> None:
    try:
        edition.open()
    except ReleaseError:
        # An earlier build of this process that failed may not have been cleared away yet.
        gc.collect()
        edition.open()
