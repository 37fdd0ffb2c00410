"""The staging of a build of MkDocs: where it is made, and what MkDocs writes beside it."""

from __future__ import annotations

import gc
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.core.settings import Settings
from archive.mkdocs_adapter.preview import is_preview
from archive.publish.releases import ReleaseError
from archive.publish.staging import LastBuild, Staging


def open_staging(config: MkDocsConfig, root: Path, settings: Settings, left: LastBuild) -> Staging:
    """Opens the staging, and has MkDocs write beside it.

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
    staging = Staging(site, cache / name, preview=preview, keep=settings.releases, left=left)
    try:
        _open(staging)
    except ReleaseError as error:
        raise Abort(f"{error}; the published site was not touched") from None
    config.site_dir = str(cache / name / "mkdocs")
    return staging


def _open(staging: Staging) -> None:
    try:
        staging.open()
    except ReleaseError:
        # An earlier build of this process that failed may not have been cleared away yet.
        gc.collect()
        staging.open()
