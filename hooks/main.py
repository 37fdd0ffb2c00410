"""MkDocs hooks of the archive: each event is handed on to ``archive.mkdocs_adapter``.

What a handler needs of it is loaded when it is asked for: a build with nothing to do ends first.
"""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from archive import mkdocs_adapter

session = mkdocs_adapter.session.Session()
"""The one object that outlives a build. MkDocs loads this module once, and announces its command
once, but ``serve`` builds many times."""


def on_startup(*, command: str, dirty: bool) -> None:
    """Remembers which command is run."""
    session.start(command, dirty=dirty)


def on_shutdown() -> None:
    """Removes the link from which MkDocs serves."""
    session.end()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads briefs and registry; an error stops the build before the site is touched.

    Raises:
        SystemExit: If there is nothing to do.
    """
    mkdocs_adapter.up_to_date.stop_if_still(session.enter(config))
    return mkdocs_adapter.events.configure(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Leaves out what belongs to a search that is off."""
    return mkdocs_adapter.events.choose_files(files, config)


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_: object) -> Navigation:
    """Adds the archive's sections to the navigation."""
    return mkdocs_adapter.events.add_sections(nav, config)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Bounds what rendering a hand-written page may take."""
    return mkdocs_adapter.events.bound_page(markdown, page, config)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Makes a hand-written page safe."""
    return mkdocs_adapter.events.clean_content(html, page, config)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Gives a page its Content-Security-Policy."""
    return mkdocs_adapter.events.add_policy(output, page, config)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Gives the page for wrong addresses its Content-Security-Policy."""
    return mkdocs_adapter.events.add_policy_to_template(output, template_name, config)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Keeps the templates for the frame of the archive's pages."""
    return mkdocs_adapter.events.note_templates(env, config, files)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Makes the pages of the archive and publishes the mkdocs_adapter."""
    mkdocs_adapter.events.publish(config)


def on_build_error(error: Exception, **_: object) -> None:
    """Says in one line what the machine refused."""
    mkdocs_adapter.problems.stop_at_failure(error)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watches briefs and registry."""
    return mkdocs_adapter.events.watch(server, config)
