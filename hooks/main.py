"""MkDocs hooks of the archive: each event is handed on to ``archive.site``."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files

from archive import site


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads briefs and registry; an error stops the build before the site is touched."""
    return site.configure(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds the pages of the archive."""
    return site.add_files(files, config)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watches briefs and registry."""
    return site.watch(server, config)
