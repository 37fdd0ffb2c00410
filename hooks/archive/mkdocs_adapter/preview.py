"""The preview of ``mkdocs serve``: a site that stays, and is brought up to date where it stands."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer


def is_preview(config: MkDocsConfig) -> bool:
    """Whether a configuration is that of ``mkdocs serve``.

    MkDocs tells a hook so only once, before there is a configuration; what tells each of the many
    builds of one ``serve`` is the temporary folder that it writes to.
    """
    site = Path(config.site_dir)
    return site.name.startswith("mkdocs_") and site.parent == Path(tempfile.gettempdir()).resolve()


def show_preview(server: LiveReloadServer, site: Path) -> None:
    """Has the server show a folder in place of MkDocs' temporary one."""

    def error_page(code: int) -> bytes | None:
        page = site / f"{code}.html"
        return page.read_bytes() if page.is_file() else None

    server.root = str(site.resolve())
    server.error_handler = error_page
