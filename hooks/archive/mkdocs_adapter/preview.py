"""The site that ``serve`` shows: in the project's cache, updated by each build."""

from __future__ import annotations

import warnings
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from archive.build.search_index import DATABASES, FOLDERS
from archive.mkdocs_adapter.caches import cache_of
from archive.mkdocs_adapter.session import Session, session_of
from archive.mkdocs_adapter.sources import has_others
from archive.publish.seeding import Published


def is_preview(config: MkDocsConfig) -> bool:
    """Returns whether a build belongs to ``serve``, but not to ``serve --clean``."""
    return session_of(config).is_preview


def shows_invalid(config: MkDocsConfig) -> bool:
    """Returns whether a build goes on with what is valid if a source has an error.

    A preview does, and shows the problems on its pages; ``serve --strict`` stops as a build does.
    """
    return is_preview(config) and not config.strict


def restore_address(config: MkDocsConfig) -> None:
    """Gives pages that are only served the address of the published site, as a build does.

    ``serve`` replaces it with its own, so that all pages would differ from those of ``build``.
    """
    if not session_of(config).is_served:
        return
    given = str(as_written(config, "site_url") or "")
    # MkDocs adds the slash itself where it does not replace the address.
    config.site_url = f"{given.removesuffix('/')}/" if given else None


def published_site(config: MkDocsConfig) -> Path:
    """Returns the folder of the published site; ``serve`` replaces it with a temporary one."""
    folder = as_written(config, "site_dir") or "site"
    return Path(config.config_file_path).parent / str(folder)


def published_of(config: MkDocsConfig) -> Published:
    """Returns what a preview can take over from the published site.

    The first page may be shown before all pages are taken over if the server can be made to take
    each page that is asked for, and if no plugin reads the preview's folder after the build.
    """
    site, session = published_site(config), session_of(config)
    cache = cache_of(Path(config.config_file_path).parent, site)
    is_deferred = session.has_reload and not session.repeats and not has_others(config)
    return Published(site, cache, DATABASES, FOLDERS, is_deferred)


def as_written(config: MkDocsConfig, name: str) -> object:
    """Returns a setting as the configuration file has it, or None."""
    with warnings.catch_warnings():
        # MkDocs announces its removal, and logs that in every build. See lib/private_details.py.
        warnings.simplefilter("ignore", DeprecationWarning)
        files: list[dict[str, object]] = config.user_configs
    return files[0].get(name) if files else None


def show(session: Session, served: Path, site: Path) -> None:
    """Makes MkDocs' server show a folder that stays when the server ends.

    ``serve`` makes an empty temporary folder, serves it, and removes it in the end. Until then a
    link takes its place. This works with ``--no-livereload`` too, where no hook gets the server.

    Args:
        session: The session, which removes the link as it ends.
        served: The temporary folder.
        site: The folder to show. It need not exist yet.

    Raises:
        Abort: If the temporary folder cannot be replaced, for example because it is not empty.
    """
    if session.shown == served:
        return
    try:
        served.rmdir()
        served.symlink_to(site.resolve(), target_is_directory=True)
    except OSError as error:
        raise Abort(f"{served} cannot be linked to the preview: {error.strerror}") from None
    session.shown = served
