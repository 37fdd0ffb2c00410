"""The hand-written pages, which MkDocs renders: judged before, made safe after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from archive import written
from archive.model import Problem
from archive.read.files import read_bounded
from archive.search.documents import SearchDocument, written_document
from archive.site.frames import ARTICLE_ID


def judge_written(config: MkDocsConfig, root: Path) -> Iterator[Problem]:
    """Yields what is wrong with the hand-written pages, and with how they are rendered."""
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


def search_documents(files: Files) -> list[SearchDocument]:
    """What the search is to find of the hand-written pages, once MkDocs has rendered them."""
    pages = (file.page for file in files.documentation_pages())
    return [
        written_document(page.url, str(page.title), page.content)
        for page in pages
        if page is not None and page.content
    ]
