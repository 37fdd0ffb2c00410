"""What is done to the pages that MkDocs itself makes: hand-written ones, errors, frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, is_error_template
from mkdocs.utils.meta import get_data

from archive import csp, written
from archive.frame import SLOTS, mark
from archive.model import Problem
from archive.read.files import read_bounded

ARTICLE_ID = "archive-article"
"""Id of the element that holds the article in the theme's page."""


def judge_written(config: MkDocsConfig, root: Path) -> Iterator[Problem]:
    """What is wrong with the hand-written pages, and with how they are rendered."""
    name = Path(config.config_file_path).name
    text = Path(config.config_file_path).read_text("utf-8")
    yield from written.check_extensions(config.markdown_extensions, name, text)
    docs = Path(config.docs_dir)
    for file in sorted(docs.rglob("*")):
        if not written.is_page(file.name) or file.is_symlink() or not file.is_file():
            continue
        path = written.relative(file, root)
        data, problems = read_bounded(file, path)
        yield from problems
        if data is None:
            continue
        try:
            page = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            yield written.not_utf8(path, error)
        else:
            yield from written.check_meta(path, page, get_data(page)[1])


def clean_page(html: str, page: Page) -> str:
    """Makes a hand-written page safe: its HTML, what it says of itself, its title and anchors."""
    page.title = written.plain_title(
        str(page.title),
        None if "title" in page.meta else getattr(page, "_title_from_render", None),
    )
    page.meta = written.clean_meta(page.meta)
    # Material's search takes this, as HTML, where a page has no heading of its own.
    page.meta["title"] = written.search_title(page.title)
    # The theme writes the first anchor, unescaped, into the link that skips the header.
    page.toc = get_toc([{"id": ARTICLE_ID, "name": "", "level": 1, "children": []}])
    return written.clean_page(html)


class Sealer:
    """Puts Content-Security-Policies into the pages of one build."""

    def __init__(self, config: MkDocsConfig, env: Environment) -> None:
        """Prepares for a build.

        Args:
            config: The site's configuration.
            env: The environment of the theme's templates.
        """
        self._config = config
        self._env = env
        self._hashes: dict[str, tuple[str, ...]] = {}

    def seal(self, html: str, up: str) -> str:
        """Returns a page with its policy.

        Args:
            html: The page as the theme rendered it.
            up: Its way to the site's root, which one of the theme's scripts holds.
        """
        if up not in self._hashes:
            self._hashes[up] = csp.script_hashes(_bare(up, self._config, self._env))
        return csp.with_policy(html, self._hashes[up])

    def seal_template(self, html: str, name: str) -> str:
        """Returns what a template of the theme made, with a policy if it is a page."""
        if not name.endswith(".html"):
            return html
        if is_error_template(name):
            return self.seal(html, urlsplit(self._config.site_url or "/").path)
        return self.seal(html, get_relative_url(".", name))

    def all_hashes(self) -> set[str]:
        """The hashes of all pages so far."""
        return {one for few in self._hashes.values() for one in few}


def _bare(up: str, config: MkDocsConfig, env: Environment) -> str:
    """Renders the theme's page with marks for all content, and without navigation."""
    page = Page(None, File.generated(config, "index.md", content=""), config)
    page.title = page.content = mark("article")
    page.meta = {"description": mark("description")}
    page.toc = get_toc([])
    page.slots = {slot: mark(slot) for slot in SLOTS}  # type: ignore[attr-defined]
    context = get_context(Navigation([], []), [], config, page)
    context["base_url"] = up
    return env.get_template("main.html").render(context)
