"""Opens the staging of a build, and makes MkDocs write into a folder of the build's own."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.core.settings import Settings
from archive.lib.own_folders import held, own_folder
from archive.mkdocs_adapter.caches import CACHE, PREVIEW, PUBLISHED, SCRATCH, cache_of
from archive.mkdocs_adapter.preview import show
from archive.mkdocs_adapter.session import Session, session_of
from archive.publish.last_build import LastBuild
from archive.publish.releases import ReleaseError
from archive.publish.staging import Staging

log = logging.getLogger("mkdocs.hooks.archive")


def open_staging(config: MkDocsConfig, root: Path, settings: Settings, left: LastBuild) -> Staging:
    """Opens the staging, and makes MkDocs write into a folder that only this build uses.

    The session closes both when the build has ended or failed.

    Args:
        config: The site's configuration, whose ``site_dir`` is changed.
        root: The project's folder.
        settings: The archive's settings.
        left: The state of the last build of this process.

    Raises:
        Abort: If another build is running, or this program did not make the site's folder.
        OSError: If the cache cannot be written.
    """
    session = session_of(config)
    given = Path(config.site_dir)
    scratch = session.building.enter_context(own_folder(root / CACHE / SCRATCH))
    cache = _cache(session, root, given, scratch)
    site = cache / "tree" if session.is_served else given
    staging = Staging(site, cache, preview=session.is_preview, keep=settings.releases, left=left)
    try:
        staging.open()
    except ReleaseError as error:
        raise Abort(f"{error}; the published site was not touched") from None
    session.building.callback(staging.close)
    if session.is_served:
        show(session, given, site)
    config.site_dir = str(scratch / "mkdocs")
    return staging


def close_staging(config: MkDocsConfig, staging: Staging) -> None:
    """Closes the staging, and sets ``site_dir`` to the published folder.

    ``gh-deploy`` reads it after the build, and so do plugins whose handlers run later.
    """
    session_of(config).building.close()
    config.site_dir = str(staging.site)


def _cache(session: Session, root: Path, site: Path, scratch: Path) -> Path:
    """Returns the folder of the cache that a build, or all builds of a server, use alone.

    For a server it also contains the site that is shown.
    """
    if not session.is_served:
        return _hold(cache_of(root, site), scratch / "cache", session.building)
    if session.cache is None:
        wanted = root / CACHE / (PREVIEW if session.is_preview else PUBLISHED)
        own = session.serving.enter_context(own_folder(root / CACHE / SCRATCH))
        session.cache = _hold(wanted, own / "cache", session.serving)
    return session.cache


def _hold(wanted: Path, own: Path, stack: ExitStack) -> Path:
    """Returns a shared folder of the cache, or, while another process uses that, an own one."""
    if stack.enter_context(held(wanted)):
        return wanted
    shown = (CACHE / wanted.name).as_posix()
    log.info("another build is using %s; this one uses a cache of its own", shown)
    return own
