"""Checks a staged site before it is published: no link may be broken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.build.archive import Archive
from archive.core.model import Problem
from archive.core.urls import path_to_root
from archive.incremental.records import RenderRecord
from archive.lib.output_files import page_file
from archive.prose.links import Broken, resolve_link
from archive.read.files import read_bounded
from archive.render.linkcheck import Link, LinkReader, find_astray, problems_of, reread
from archive.search.index import is_index_file


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged site that is complete except for its marker.

    Attributes:
        folder: Its folder.
        make_readable: Makes sure that a file is in the folder before it is read.
        pages: Files of the archive's own pages.
        outputs: Every other file.
        written: Files of the own pages that were written in this build.
        previous: Files of the published site.
    """

    folder: Path
    make_readable: Callable[[str], None]
    pages: Collection[str]
    outputs: Collection[str]
    written: Collection[str]
    previous: Collection[str]

    def load(self, path: str) -> str:
        """Returns the text of a file."""
        return self.load_bytes(path).decode("utf-8", "replace")

    def load_bytes(self, path: str) -> bytes:
        """Returns the content of a file."""
        self.make_readable(path)
        with open(f"{self.folder}/{path}", "rb") as file:  # noqa: PTH123  # of many, and quickly
            return file.read()


def check_links(
    archive: Archive,
    staged: Staged,
    links: Iterable[Link],
    briefs: Mapping[str, RenderRecord],
) -> tuple[Problem, ...]:
    """Returns an error for each broken link of a staged site.

    Only the pages written in this build and the hand-written ones are read. The links of unchanged
    pages were right when they were written; these pages are read again only where a file that was
    published then is gone, and their links to places on other pages are in the briefs' records.

    Args:
        archive: The archive.
        staged: The staged site.
        links: What the pages written in this build link to.
        briefs: Source path → what the rendering of a brief yielded.
    """
    reader = LinkReader(archive.context.settings.site_url)
    # There may be a thousand redirects, which lead to addresses of the archive by their making.
    redirects = {page_file(url) for url in archive.redirects}
    for path in staged.outputs:
        if path.endswith(".html") and path not in redirects:
            reader.read(path, staged.load(path))
    published = {*staged.pages, *staged.outputs}
    gone = [path for path in staged.previous if path not in published and not is_index_file(path)]
    kept = [path for path in staged.pages if path not in staged.written]
    reread(reader, kept, gone, staged.load_bytes)
    places = _places(archive, staged, reader, briefs)
    astray = find_astray((*links, *reader.take(), *places), published, staged.load)
    if not astray:
        return ()
    sources = {url: path for path, url in archive.targets.by_path.items()}

    def load_source(path: str) -> str:
        return (read_bounded(archive.root / path, path)[0] or b"").decode("utf-8", "replace")

    return tuple(sorted(problems_of(astray, sources, load_source)))


def _places(
    archive: Archive, staged: Staged, reader: LinkReader, briefs: Mapping[str, RenderRecord]
) -> Iterator[Link]:
    """Yields the links of unchanged briefs to anchors on other pages, which may have changed."""
    for path, record in briefs.items():
        asked = [link for link in record.questions.links if "#" in link]
        if not asked:
            continue
        url = archive.targets.by_path[path]
        page = page_file(url)
        if page in staged.written:
            continue
        for link in asked:
            reference = resolve_link(link, path, path_to_root(url), archive.targets)
            if not isinstance(reference, Broken) and (found := reader.link(page, reference)):
                yield found
