"""The hand-written pages, which MkDocs renders: judged before, made safe after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from archive.core.model import Problem
from archive.mkdocs_adapter.shells import ARTICLE_ID
from archive.prose import docs_pages
from archive.prose.render_limits import attempt, find_html_violation
from archive.read.limits import limit_problem
from archive.read.statics import check_static
from archive.search.documents import SearchDocument, docs_document


def judge_pages(config: MkDocsConfig, root: Path, docs: str) -> Iterator[Problem]:
    """Yields what is wrong with the hand-written pages, and with how they are rendered."""
    name = Path(config.config_file_path).name
    text = Path(config.config_file_path).read_text("utf-8")
    extensions, in_folders = config.markdown_extensions, config.use_directory_urls
    yield from docs_pages.check_configuration(extensions, name, text, in_folders=in_folders)
    yield from docs_pages.judge_docs(root, docs)


def judge_others(files: Files, root: Path, docs: Path) -> Iterator[Problem]:
    """Yields what is wrong with files whose names are hidden, and which are published all the same.

    Args:
        files: What MkDocs is to publish.
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
    """Has a hand-written page rendered within the bounds of a brief; else it is left empty.

    Args:
        page: The page, read and not yet rendered.
        path: Its file, for messages.
        refused: Where an error is noted if it cannot be rendered.
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


def clean_page(html: str, page: Page, embeds: tuple[str, ...]) -> str:
    """Makes a hand-written page safe: its HTML, what it says of itself, its title and anchors."""
    page.title = docs_pages.plain_title(
        str(page.title),
        None if "title" in page.meta else getattr(page, "_title_from_render", None),
    )
    page.meta = docs_pages.clean_meta(page.meta)
    # Material's search takes this, as HTML, where a page has no heading of its own.
    page.meta["title"] = docs_pages.search_title(page.title)
    # The theme writes the first anchor, unescaped, into the link that skips the header.
    page.toc = get_toc([{"id": ARTICLE_ID, "name": "", "level": 1, "children": []}])
    return docs_pages.clean_page(html, embeds)


def search_documents(files: Files) -> list[SearchDocument]:
    """What the search is to find of the hand-written pages, once MkDocs has rendered them."""
    pages = (file.page for file in files.documentation_pages())
    return [
        docs_document(page.url, str(page.title), page.content)
        for page in pages
        if page is not None and page.content
    ]


def docs_urls(files: Files) -> tuple[str, ...]:
    """Addresses of the hand-written pages that are published, in the order of MkDocs."""
    pages = (file.page for file in files.documentation_pages())
    return tuple(page.url for page in pages if page is not None and not page.is_link)
