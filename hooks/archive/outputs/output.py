"""A row of the table of outputs, and the sources of outputs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, Protocol

from archive.pages.context import SiteContext
from archive.pages.plan import PlannedPage
from archive.pages.views import BriefPage


class Stage(StrEnum):
    """When an output is written. The later the stage, the more sources are available."""

    BEFORE_PAGES = "before pages"
    AFTER_PAGES = "after pages"
    AFTER_SEARCH = "after search"


class PageShell(Protocol):
    """The page around an article; see ``archive.render.shell``."""

    def fill(self, values: Mapping[str, str]) -> str:
        """Returns a page from the HTML of each of its slots."""
        ...


@dataclass(frozen=True, slots=True)
class DocsFiles:
    """The files that MkDocs wrote: hand-written pages, and the files of the theme.

    Attributes:
        folder: The folder that contains the files.
        paths: Their paths below it.
        urls: Addresses of the hand-written pages, in the order of MkDocs.
        originals: Path of a file that is not in the folder, because it is large → where it is.
    """

    folder: Path
    paths: Collection[str]
    urls: tuple[str, ...] = ()
    originals: Mapping[str, Path] = field(default_factory=dict)

    def file(self, path: str) -> Path:
        """Returns where a file is, by its path below the site."""
        return self.originals.get(path) or self.folder / path


@dataclass(frozen=True, slots=True)
class OutputSources:
    """The sources of outputs.

    Attributes:
        site: The archive as pages see it. Before the stage ``AFTER_PAGES``, briefs without a
            summary have no opening yet.
        root: The project's folder.
        data: The folder of the built-in data.
        pages: Every page of the archive except those of briefs.
        attachments: Address of a file next to a brief → its path below ``root``, for those that a
            published page links or shows; from ``AFTER_PAGES`` on.
        redirects: Earlier address of a brief → its current address.
        docs: The files that MkDocs wrote.
        script_hashes: The inline scripts of all pages, as a Content-Security-Policy names them.
        shell: Returns the shell of the page at an address.
        revision: Hash of everything that any page shows, for outputs that show all of it.
        brief_pages: Yields the views of all briefs, each with its rendered body. It renders all.
        brief_texts: Returns the rendered text of briefs, by their positions.
        about_search: What the search page says about queries, as HTML.
        index: The files of the search index, by path below the site; from ``AFTER_SEARCH`` on.
        staged: Opens a file of the site that was written at an earlier stage, or earlier by the
            same output.
        digest_of: Returns the hash of a file's content.
    """

    site: SiteContext
    root: Path
    data: Path
    pages: tuple[PlannedPage, ...]
    redirects: Mapping[str, str]
    docs: DocsFiles
    script_hashes: tuple[str, ...]
    shell: Callable[[str], PageShell]
    revision: str
    brief_pages: Callable[[], Iterable[BriefPage]]
    brief_texts: Callable[[Iterable[int]], Mapping[int, str]]
    staged: Callable[[str], BinaryIO]
    digest_of: Callable[[Path], str]
    attachments: Mapping[str, str] = field(default_factory=dict)
    about_search: str = ""
    index: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Output:
    """A row of the table of outputs: one file or many of a kind, published with the pages.

    A file is written again if its cache key differs: a hash of the program, the row's name,
    the path, and the file's dependencies. So equal dependencies must give equal bytes.

    Attributes:
        name: What it is, for messages: "site map".
        stage: When it is written.
        media_type: Its media type (RFC 6838); empty if the file name extension implies it.
        files: The files that it writes, none if it is off: path below the site's folder → plain
            data that determines the file's bytes (see ``lib.digest``).
        write: Writes one of them.
        required: Whether a site without one of its files is not published.
        in_preview: Whether a preview has it too.
    """

    name: str
    stage: Stage
    files: Callable[[OutputSources], Mapping[str, object]]
    write: Callable[[OutputSources, str, BinaryIO], None]
    media_type: str = ""
    required: bool = False
    in_preview: bool = True
