"""MkDocs hooks of the archive: each event is passed on to ``archive.mkdocs_adapter``.

Its modules are loaded on first use, so that a build with nothing to do ends before that.
"""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
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


@event_priority(100)
def _check_language(config: MkDocsConfig) -> MkDocsConfig:
    """Checks the language before the plugins: Material's search looks for a file of it."""
    if session.enter(config).theme.get("language", "en") != "en":
        mkdocs_adapter.language.check_language(config)
    return config


def _configure(config: MkDocsConfig) -> MkDocsConfig:
    """Reads briefs and registry; errors stop the build before the site is touched.

    Raises:
        SystemExit: If there is nothing to do.
    """
    mkdocs_adapter.up_to_date.stop_if_up_to_date(
        mkdocs_adapter.configuration.with_site_url(session.enter(config))
    )
    return mkdocs_adapter.events.configure(config)


on_config = CombinedEvent(_check_language, _configure)


@event_priority(-100)
def on_pre_build(*, config: MkDocsConfig) -> None:
    """Looks again at what other plugins and hooks may have written."""
    session.accept_generated(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Removes the files of a search that is switched off."""
    return mkdocs_adapter.events.choose_files(files, config)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Adds the archive's entries to the navigation."""
    return mkdocs_adapter.events.add_sections(nav, config, files)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Limits the time and size of rendering a hand-written page."""
    return mkdocs_adapter.events.bound_page(markdown, page, config)


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Sanitises a hand-written page."""
    return mkdocs_adapter.events.clean_content(html, page, config)


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Adds the Content-Security-Policy to a page."""
    return mkdocs_adapter.events.add_policy(output, page, config)


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Adds the Content-Security-Policy to the 404 page."""
    return mkdocs_adapter.events.add_policy_to_template(output, template_name, config)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Keeps the templates that render the page shells of the archive."""
    return mkdocs_adapter.events.note_templates(env, config, files)


def on_post_build(*, config: MkDocsConfig) -> None:
    """Renders the pages of the archive and publishes the site."""
    mkdocs_adapter.events.publish(config)


def on_build_error(error: Exception, **_: object) -> None:
    """Begins again if sources have changed meanwhile; else reports in one line why it failed."""
    mkdocs_adapter.again.end_failed_build(session, error)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: object) -> LiveReloadServer:
    """Watches briefs and registry."""
    return mkdocs_adapter.events.watch(server, config)
