"""MkDocs' part of a build: page shells, hand-written pages, files of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from archive.outputs.material_search import SearchEntry
from archive.pages.home_text import NO_TEXT, HomeText
from archive.render.shell import Shell
from archive.search.documents import SearchDocument


@dataclass(frozen=True, slots=True)
class Theme:
    """The parts of a site that the archive does not make itself.

    Attributes:
        make_shell: Renders the page shell for the address of a page.
        folder: Where hand-written pages and the theme's files were written.
        docs_urls: Addresses of the hand-written pages.
        documents: What the search finds of the hand-written pages.
        script_hashes: The inline scripts of all pages, as a Content-Security-Policy names them.
        collect: Takes the entries for Material's search, in the order of pages, and writes its
            index into ``folder``; None where that search is off.
        originals: Path of a large file that was not written into ``folder`` → where it is.
        about_search: What the search page says about queries, as HTML.
        home: The text of the home page.
    """

    make_shell: Callable[[str], Shell]
    folder: Path
    docs_urls: tuple[str, ...] = ()
    documents: tuple[SearchDocument, ...] = ()
    script_hashes: tuple[str, ...] = ()
    collect: Callable[[Iterable[SearchEntry]], None] | None = None
    originals: Mapping[str, Path] = field(default_factory=dict)
    about_search: str = ""
    home: HomeText = NO_TEXT
