"""Checks hand-written pages before MkDocs renders them, and sanitises them afterwards."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.model import Problem
from archive.mkdocs_adapter.shells import ARTICLE_ID
from archive.pages.context import SiteContext
from archive.pages.home_text import HomeText
from archive.pages.page_links import PageLink, docs_page_links
from archive.prose import docs_pages
from archive.prose.configured_files import (
    ConfiguredAddresses,
    check_configured_addresses,
    check_configured_files,
)
from archive.prose.html_limits import find_html_violation
from archive.prose.render_limits import attempt
from archive.read.limits import limit_problem
from archive.read.statics import WELL_KNOWN, check_static
from archive.read.text import normalize_newlines
from archive.search.documents import SearchDocument, docs_document

_TITLE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)


def check_pages(
    config: MkDocsConfig, root: Path, docs: str, megabytes: int, entries: Collection[str]
) -> Iterator[Problem]:
    """Yields the problems of the hand-written pages and of the configuration that renders them.

    Args:
        config: The site's configuration.
        root: The project.
        docs: The folder of hand-written pages, relative to it.
        megabytes: Size of the largest file that is published.
        entries: The addresses of the archive that the menu may name.
    """
    name = Path(config.config_file_path).name
    text = Path(config.config_file_path).read_text("utf-8")
    extensions, in_folders = config.markdown_extensions, config.use_directory_urls
    yield from docs_pages.check_configuration(extensions, name, text, in_folders=in_folders)
    scripts = [str(one) for one in config.extra_javascript]
    named = {"nav": config.nav or [], "extra_css": config.extra_css, "extra_javascript": scripts}
    pictures = {key: config.theme[key] for key in ("logo", "favicon") if config.theme.get(key)}
    folders = map(Path, config.theme.dirs)
    yield from check_configured_files(
        {**named, **pictures}, name, text, Path(config.docs_dir), folders, entries
    )
    yield from docs_pages.check_docs(root, docs, megabytes)


def check_addresses(config: MkDocsConfig, urls: Collection[str]) -> Iterator[Problem]:
    """Yields an error for each address in the configuration that is no page of the site.

    Args:
        config: The site's configuration.
        urls: The addresses of all pages.
    """
    file = Path(config.config_file_path)
    named = {"nav": config.nav or [], "extra.homepage": config.extra.get("homepage") or ()}
    root = f"{urlsplit(config.site_url or '').path.rstrip('/')}/"
    addresses = ConfiguredAddresses(named, file.name, file.read_text("utf-8"), root)
    yield from check_configured_addresses(addresses, urls)


def publish_well_known(files: Files, config: MkDocsConfig) -> None:
    """Publishes the files of ``.well-known/``, which MkDocs excludes as hidden.

    Args:
        files: The files that MkDocs has found.
        config: The site's configuration; what its ``exclude_docs`` names stays out.
    """
    excluded = config.exclude_docs
    for file in files:
        folder, _, inner = file.src_uri.partition("/")
        if folder != WELL_KNOWN or file.is_documentation_page() or file.src_dir != config.docs_dir:
            continue
        is_hidden = any(part.startswith(".") for part in inner.split("/"))
        if not is_hidden and not (excluded and excluded.match_file(file.src_uri)):
            file.inclusion = InclusionLevel.NOT_IN_NAV


def remove_left_out(files: Files, root: Path, left_out: Collection[str]) -> None:
    """Removes the hand-written pages and files that have errors.

    Args:
        files: The files that MkDocs will publish.
        root: The project.
        left_out: The paths of sources with errors, relative to it.
    """
    for file in list(files) if left_out else ():
        if file.abs_src_path and docs_pages.relative(Path(file.abs_src_path), root) in left_out:
            files.remove(file)


def check_hidden_files(files: Files, root: Path, docs: Path) -> Iterator[Problem]:
    """Yields the problems of hidden files that are published nevertheless.

    Args:
        files: The files that MkDocs will publish.
        root: The project.
        docs: The folder of hand-written pages.
    """
    for file in files:
        if file.is_documentation_page() or file.inclusion is InclusionLevel.EXCLUDED:
            continue
        is_hidden = any(part.startswith(".") for part in file.src_uri.split("/"))
        if is_hidden and file.src_dir == str(docs):
            path = docs_pages.relative(docs / file.src_uri, root)
            if problem := check_static(root, path, file.src_uri, is_docs=True):
                yield problem


def bound_render(page: Page, path: str, refused: list[Problem]) -> None:
    """Makes MkDocs render a hand-written page within the limits of a brief, or else empty.

    Args:
        page: The page, read but not yet rendered.
        path: Its file, for messages.
        refused: Receives an error if the page cannot be rendered.
    """
    render = page.render

    def bounded(config: MkDocsConfig, files: Files) -> None:
        excess = attempt(lambda: render(config, files))
        if excess is None and page.content is not None:
            excess = find_html_violation(page.content)
        if excess is not None:
            page.content, page.toc = "", get_toc([])
            refused.append(limit_problem(excess, "", path))

    page.render = bounded  # type: ignore[method-assign]


def clean_meta(page: Page) -> dict[str, object]:
    """Returns the known keys of a hand-written page's front matter, as strings."""
    text = normalize_newlines(page.file.content_string)
    return docs_pages.clean_meta(docs_pages.read_meta(text)[0])


def clean_page(
    html: str,
    page: Page,
    path: str,
    embeds: tuple[str, ...],
    problems: list[Problem],
    catalogue: Catalogue = ENGLISH,
) -> str:
    """Sanitises a hand-written page: its HTML, metadata, title and anchors.

    Args:
        html: As MkDocs rendered it.
        page: The page.
        path: Its file, for messages.
        embeds: Prefixes of the addresses that may be framed.
        problems: Receives a warning for each picture of another site.
        catalogue: The messages of the interface.
    """
    page.title = docs_pages.plain_title(
        str(page.title),
        None if "title" in page.meta else getattr(page, "_title_from_render", None),
    )
    # Material's search uses this as HTML if a page has no heading of its own.
    page.meta["title"] = docs_pages.search_title(page.title)
    # The theme writes the first anchor, unescaped, into the skip link.
    page.toc = get_toc([{"id": ARTICLE_ID, "name": "", "level": 1, "children": []}])
    cleaned, outside = docs_pages.take_out_pictures(docs_pages.clean_page(html, embeds, catalogue))
    text = page.file.content_string if outside else ""
    problems += (docs_pages.picture_problem(one, path, text) for one in outside)
    return cleaned


def search_documents(files: Files, catalogue: Catalogue) -> list[SearchDocument]:
    """Returns the search documents of the hand-written pages, once MkDocs has rendered them.

    Pages with ``search: {exclude: true}`` in their front matter have none, as in Material's search.
    """
    return [
        docs_document(page.url, str(page.title), page.content, catalogue)
        for page in _pages(files)
        if page.content and not is_excluded(page)
    ]


def is_excluded(page: Page) -> bool:
    """Returns whether the front matter of a hand-written page excludes it from searches."""
    text = normalize_newlines(page.file.content_string)
    return docs_pages.is_excluded(docs_pages.read_meta(text)[0])


def docs_urls(files: Files) -> tuple[str, ...]:
    """Returns the addresses of the published hand-written pages, in MkDocs' order."""
    return tuple(page.url for page in _pages(files) if not page.is_link)


def about_search(files: Files) -> str:
    """Returns the content of ``docs/search.md``, or "": the search page shows it."""
    file = files.get_file_from_path(docs_pages.ABOUT_SEARCH)
    html = (file.page.content or "") if file is not None and file.page is not None else ""
    return _TITLE.sub("", html, count=1)  # the page has a title of its own


def home_text(files: Files, root: Path) -> HomeText:
    """Returns what ``docs/index.md`` says on the home page; its heading is the page's title.

    Args:
        files: The files that MkDocs publishes.
        root: The project.
    """
    file = files.get_file_from_path(docs_pages.HOME)
    page = file.page if file is not None else None
    if page is None:
        return HomeText()
    heading = _TITLE.search(page.content or "")
    meta = clean_meta(page)
    title = str(page.title) if heading or meta.get("title") else ""
    html = _TITLE.sub("", page.content or "", count=1).strip()
    path = docs_pages.relative(Path(page.file.abs_src_path or ""), root)
    return HomeText(title, str(meta.get("description", "")), html, path)


def links_of(context: SiteContext, page: Page) -> tuple[PageLink, ...]:
    """Returns the links at the end of a hand-written page for those who contribute."""
    edit = page.edit_url or ""
    return docs_page_links(context.settings, context.catalogue, page.url, str(page.title), edit)


def _pages(files: Files) -> Iterator[Page]:
    for file in files.documentation_pages():
        if file.page is not None and file.src_uri not in (
            docs_pages.ABOUT_SEARCH,
            docs_pages.HOME,
        ):
            yield file.page
