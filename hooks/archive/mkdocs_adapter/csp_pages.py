"""Adds the Content-Security-Policy to pages that the theme has rendered."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, is_error_template

from archive.lib import csp
from archive.render.shell import SLOTS, mark


class PolicyWriter:
    """Adds Content-Security-Policies to the pages of one build."""

    def __init__(
        self, config: MkDocsConfig, env: Environment, frames: Iterable[str], server: str = ""
    ) -> None:
        """Prepares for a build.

        Args:
            config: The site's configuration.
            env: The Jinja environment of the theme's templates.
            frames: Sources that pages may frame.
            server: Origin of a search server that pages may connect to, or "".
        """
        self._config = config
        self._env = env
        self.frames = tuple(frames)
        self._server = server
        self._hashes: dict[str, tuple[str, ...]] = {}

    def add_policy(self, html: str, up: str) -> str:
        """Returns a page with its policy.

        Args:
            html: The page as the theme rendered it.
            up: Its relative path to the site's root, which one of the theme's scripts contains.
        """
        return csp.with_policy(html, self._hashes_of(up), self.frames, self._server)

    def add_policy_to_template(self, html: str, name: str) -> str:
        """Returns the output of a theme template, with a policy if it is a page."""
        if not name.endswith(".html"):
            return html
        if is_error_template(name):
            return self.add_policy(html, urlsplit(self._config.site_url or "/").path)
        return self.add_policy(html, get_relative_url(".", name))

    def all_hashes(self, urls: Iterable[str]) -> set[str]:
        """Returns the hashes of all pages so far, and of those at the given addresses."""
        for up in {get_relative_url(".", url) for url in urls}:
            self._hashes_of(up)
        return {one for few in self._hashes.values() for one in few}

    def _hashes_of(self, up: str) -> tuple[str, ...]:
        if up not in self._hashes:
            self._hashes[up] = csp.script_hashes(_bare(up, self._config, self._env))
        return self._hashes[up]


def _bare(up: str, config: MkDocsConfig, env: Environment) -> str:
    """Renders the theme's page without navigation, with slots in place of all content."""
    page = Page(None, File.generated(config, "index.md", content=""), config)
    page.title = page.content = mark("article")
    page.meta = {"description": mark("description")}
    page.toc = get_toc([])
    page.slots = {slot: mark(slot) for slot in SLOTS}  # type: ignore[attr-defined]
    context = get_context(Navigation([], []), [], config, page)
    context["base_url"] = up
    return env.get_template("main.html").render(context)
