"""MkDocs hooks of the archive: each event is handed on to ``archive.site``."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from archive import mkdocs_pages, site


def on_startup(*, command: str, **_: object) -> None:
    """Keeps the command, which no later event tells."""
    site.start(command)


def on_shutdown() -> None:
    """Forgets the command."""
    site.start("build")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads briefs and registry; an error stops the build before the site is touched."""
    return site.configure(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Adds flags and the files that lie beside briefs."""
    return site.add_files(files, config)


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_: object) -> Navigation:
    """Adds the archive's sections to the navigation."""
    return site.add_sections(nav, config)


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Makes a hand-written page safe."""
    return mkdocs_pages.clean_page(html, page)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Makes and writes the pages of the archive."""
    return site.write_pages(env, config, files)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Gives a page its Content-Security-Policy."""
    return site.seal_page(output, page, config)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Gives the page for wrong addresses its Content-Security-Policy."""
    return site.seal_template(output, template_name, config)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Writes what can be known only at the end."""
    site.finish(config)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watches briefs and registry."""
    return site.watch(server, config)
