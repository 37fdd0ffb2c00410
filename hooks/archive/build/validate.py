"""Whether an staging is sound: every file that it must have, and no link that leads nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.build.archive import Archive
from archive.core import urls
from archive.core.model import Problem
from archive.core.urls import way_up
from archive.incremental.records import RenderRecord
from archive.lib.output_files import page_file
from archive.prose.links import Broken, resolve_link
from archive.render.linkcheck import Link, LinkReader, find_astray, problems_of, reread
from archive.search import names
from archive.search.shards import FOLDER as SEARCH_FOLDER


@dataclass(frozen=True, slots=True)
class Staged:
    """An staging that is whole but for its marker.

    Attributes:
        folder: Where it lies.
        own: Files of the archive's own pages.
        contents: Every other file but those of the search's index, with its bytes.
        made: Files of the own pages that were made in this build.
        previous: Files of the release previous.
    """

    folder: Path
    own: Collection[str]
    contents: Mapping[str, bytes]
    made: Collection[str]
    previous: Collection[str]

    def load(self, path: str) -> str:
        """Returns the text of a file."""
        return self.load_bytes(path).decode("utf-8", "replace")

    def load_bytes(self, path: str) -> bytes:
        """Returns what is in a file."""
        with open(f"{self.folder}/{path}", "rb") as file:  # noqa: PTH123  # of many, and quickly
            return file.read()


def required_files(archive: Archive, own: Collection[str], is_preview: bool) -> Iterator[str]:
    """Yields the files without which a site is not published, by its settings.

    Args:
        archive: The archive.
        own: Files of its own pages.
        is_preview: Whether the index of its search is made later.
    """
    yield from own
    settings = archive.context.settings
    if settings.site_url:
        yield "sitemap.xml"
    if settings.search == "pagefind":
        yield page_file(urls.SEARCH)
        if is_preview:
            return
        files = (names.LATIN, names.ALL, "pagefind.js", "pagefind-entry.json")
        yield from (f"{SEARCH_FOLDER}/{name}" for name in files)


def check_links(
    archive: Archive,
    staged: Staged,
    links: Iterable[Link],
    briefs: Mapping[str, RenderRecord],
) -> tuple[Problem, ...]:
    """Returns an error for each link of the staging that leads nowhere.

    Read are the pages that were made in this build, and all hand-written ones. Those of unchanged
    pages were sound when they were made; they are read again only where a file that was published
    then is so no more, and their links to places on other pages are known from the briefs' record.

    Args:
        archive: The archive.
        staged: Its staging.
        links: What the pages made in this build link to.
        briefs: Source path → what the rendering of a brief yielded.
    """
    reader = LinkReader(archive.context.settings.site_url)
    for path, data in staged.contents.items():
        if path.endswith(".html") and path not in staged.own:
            reader.read(path, data.decode("utf-8", "replace"))
    published = {*staged.own, *staged.contents}
    gone = [
        path
        for path in staged.previous
        if path not in published and not path.startswith(f"{SEARCH_FOLDER}/")
    ]
    kept = [path for path in staged.own if path not in staged.made]
    reread(reader, kept, gone, staged.load_bytes)
    places = _places(archive, staged, reader, briefs)
    astray = find_astray((*links, *reader.take(), *places), published, staged.load)
    if not astray:
        return ()
    sources = {url: path for path, url in archive.targets.by_path.items()}

    def load_source(path: str) -> str:
        return (archive.root / path).read_text(encoding="utf-8", errors="replace")

    return tuple(sorted(problems_of(astray, sources, load_source)))


def _places(
    archive: Archive, staged: Staged, reader: LinkReader, briefs: Mapping[str, RenderRecord]
) -> Iterator[Link]:
    """Yields the links of unchanged briefs to places on other pages, which may have changed."""
    for path, record in briefs.items():
        asked = [link for link in record.questions.links if "#" in link]
        if not asked:
            continue
        url = archive.targets.by_path[path]
        page = page_file(url)
        if page in staged.made:
            continue
        for link in asked:
            reference = resolve_link(link, path, way_up(url), archive.targets)
            if not isinstance(reference, Broken) and (found := reader.link(page, reference)):
                yield found
