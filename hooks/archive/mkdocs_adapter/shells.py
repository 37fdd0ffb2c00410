"""Renders the page shells of the archive's pages with MkDocs and its theme."""

from __future__ import annotations

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from archive.render.shell import SLOTS, Shell, make_shell, mark

ARTICLE_ID = "archive-article"
"""Id of the element that contains the article in the theme's page."""


def render_shell(
    url: str, config: MkDocsConfig, nav: Navigation, env: Environment, files: Files
) -> Shell:
    """Renders the theme's page with slots in place of content, as MkDocs renders its own pages."""
    file = File.generated(config, f"{url}index.md", content="")
    page = Page(None, file, config)
    page.title = mark("title")
    page.meta = {"description": mark("description")}
    page.canonical_url = mark("canonical") if config.site_url else None
    page.edit_url = None
    page.content = mark("article")
    page.toc = get_toc([{"id": ARTICLE_ID, "name": "", "level": 1, "children": []}])
    page.slots = {slot: mark(slot) for slot in SLOTS}  # type: ignore[attr-defined]
    context = get_context(nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template("main.html").render(context)
    output = config.plugins.on_post_page(output, page=page, config=config)
    return make_shell(output)
