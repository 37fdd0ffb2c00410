"""Issuing an edition: pages, search and the files of the frame, put together and published."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive import build
from archive.build import Archive
from archive.changes import Fingerprint
from archive.edition import Edition
from archive.frame import Frame
from archive.linkcheck import Link
from archive.memory import BriefFacts, Memory
from archive.model import Level, Problem
from archive.outputs.material_search import SearchEntry
from archive.outputs.redirects import redirect_page
from archive.produce import Produced
from archive.publish import Before, all_urls, make_pages, plan_work, search_page
from archive.search import ahead, background
from archive.search import page as search_page_parts
from archive.search.documents import SearchDocument
from archive.search.names import names_table
from archive.search.pack import Shard
from archive.search.publish import publish_search
from archive.search.shards import BRIEFS
from archive.search.shards import FOLDER as SEARCH_FOLDER
from archive.search.store import DOCUMENTS, opened
from archive.sound import Staged, check_links, required_files
from archive.tree import files_below, page_file


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of an edition.

    Attributes:
        pages: How many pages of the archive there are.
        written: Path of each page that was made → the parts that changed.
        removed: How many files are no longer published.
        problems: What was met in the prose of briefs, changed or not.
        published: Whether it was put in the published one's place.
        current: Whether what is published is now what the archive makes.
    """

    pages: int
    written: Mapping[str, tuple[str, ...]]
    removed: int
    problems: tuple[Problem, ...]
    published: bool
    current: bool


def issue(
    archive: Archive,
    edition: Edition,
    shared: Fingerprint,
    program: str,
    make_frame: Callable[[str], Frame],
    scratch: Path,
    *,
    collect: Callable[[Iterable[SearchEntry]], None] | None,
    may_publish: Callable[[Iterable[Problem]], bool],
    by_hand: Iterable[SearchDocument] = (),
) -> Issued:
    """Makes what has changed, and publishes the whole.

    Args:
        archive: What to make pages from.
        edition: The edition, opened.
        shared: What all pages share.
        program: Digest of templates, code and versions.
        make_frame: Renders the site's frame for the address of a page.
        scratch: Folder of what the frame's generator wrote: hand-written pages, assets.
        collect: Takes the entries for Material's search, in the order of pages; None where that
            is off. It writes the index into ``scratch``.
        may_publish: Says, knowing the problems in prose, whether to publish.
        by_hand: What the search is to find of the hand-written pages.

    Raises:
        ReleaseError, OSError: If the edition cannot be published; the site is as it was.
    """
    urls = all_urls(archive)
    before = edition.before
    if archive.shelf.settings.search == "pagefind":
        before = _found_again(edition, urls)
    work = plan_work(archive, shared, before)
    if collect is None and work.idle and _is_current(archive, edition, urls, make_frame, scratch):
        return _nothing_to_do(edition, len(urls))
    edition.stage()
    made = make_pages(
        archive,
        work,
        before,
        program,
        make_frame,
        edition.folder,
        indexed=collect is not None,
    )
    harvest = _Harvest()
    for produced in itertools.islice(made, len(work.briefs)):
        harvest.take(produced, edition)
    with _indexing(archive, edition, harvest.documents, urls) as read:
        for produced in made:
            harvest.take(produced, edition)
    edition.keep(path for path in map(page_file, urls) if path not in harvest.written)
    facts = {**edition.before.memory.briefs, **harvest.facts(archive)}
    briefs = {one.brief.path: facts[one.brief.path] for one in archive.shelf.graph.briefs}
    if collect is not None:
        collect(harvest.entries)
    own = set(map(page_file, urls))
    contents = _contents(archive, make_frame, scratch)
    for path, data in contents.items():
        if path not in own:
            edition.put(path, data)
    if archive.shelf.settings.search == "pagefind":
        written = {one.url: one for one in by_hand}
        harvest.documents += [(url, one.digest, one) for url, one in written.items()]
        _index(archive, edition, harvest.documents, [*urls, *written], read)
    staged = Staged(edition.folder, own, contents, harvest.written, edition.before.files)
    problems = (*_problems(briefs), *check_links(archive, staged, harvest.links, briefs))
    allowed = may_publish(problems)
    if not allowed or any(problem.level is Level.ERROR for problem in problems):
        return Issued(len(urls), harvest.written, 0, problems, published=False, current=False)
    memory = Memory(shared.base, shared.structure, shared.world, briefs)
    gone = edition.publish(memory, required_files(archive, own, edition.is_preview))
    removed = sum(not path.startswith(f"{SEARCH_FOLDER}/") for path in gone)
    _index_behind(archive, edition)
    return Issued(len(urls), harvest.written, removed, problems, published=True, current=True)


def _nothing_to_do(edition: Edition, pages: int) -> Issued:
    if edition.is_preview:
        background.resume(edition.cache, edition.folder)
    problems = _problems(edition.before.memory.briefs)
    return Issued(pages, {}, 0, problems, published=False, current=True)


def _index_behind(archive: Archive, edition: Edition) -> None:
    """Has the index of a preview brought up to date, now that its pages are there."""
    settings = archive.shelf.settings
    if edition.is_preview and settings.search == "pagefind":
        names = names_table(archive.shelf)
        background.start(edition.cache, edition.folder, names, settings.workers)


class _Harvest:
    """What the pages that were made have yielded."""

    def __init__(self) -> None:
        self.written: dict[str, tuple[str, ...]] = {}
        self.entries: list[SearchEntry] = []
        self.documents: list[tuple[str, str, SearchDocument | None]] = []
        self.links: list[Link] = []
        self._facts: dict[str, BriefFacts] = {}

    def take(self, produced: Produced, edition: Edition) -> None:
        """Takes in a page that was looked at."""
        if produced.written:
            path = page_file(produced.url)
            edition.have(path, produced.written)
            self.written[path] = produced.why
            self.documents.append((produced.url, produced.key, produced.document))
        if produced.facts:
            self._facts[produced.url] = produced.facts
        self.entries.extend(produced.entries)
        self.links.extend(produced.links)

    def facts(self, archive: Archive) -> dict[str, BriefFacts]:
        """Source path → what the rendering of a brief yielded."""
        path_at = archive.shelf.graph.path_at
        return {path_at[url]: facts for url, facts in self._facts.items()}


def _is_current(
    archive: Archive,
    edition: Edition,
    urls: Iterable[str],
    make_frame: Callable[[str], Frame],
    scratch: Path,
) -> bool:
    """Whether the published site has just what this edition would have beside unchanged pages."""
    if edition.has_lost(SEARCH_FOLDER):
        return False
    contents = _contents(archive, make_frame, scratch)
    known = {path for path in edition.before.files if not path.startswith(f"{SEARCH_FOLDER}/")}
    return known == {*map(page_file, urls), *contents} and edition.same(contents)


def _found_again(edition: Edition, urls: Iterable[str]) -> Before:
    """What the last build left, without the pages whose search document is not to be had."""
    with opened(edition.cache / DOCUMENTS) as store:
        known = store.keys()
    before = edition.before
    lost = {
        path
        for url in urls
        if (old := before.files.get(path := page_file(url)))
        and known.get(url, ("", ""))[0] != old.key
    }
    files = {path: old for path, old in before.files.items() if path not in lost}
    return Before(before.memory, files)


@contextlib.contextmanager
def _indexing(
    archive: Archive,
    edition: Edition,
    documents: list[tuple[str, str, SearchDocument | None]],
    urls: Iterable[str],
) -> Iterator[Mapping[str, Shard]]:
    """Has briefs indexed, all of which are made, beside the making of the other pages.

    Their documents are stored, and leave the list.
    """
    if archive.shelf.settings.search != "pagefind" or edition.is_preview:
        yield {}
        return
    with opened(edition.cache / DOCUMENTS) as store:
        store.put(documents)
        documents.clear()
        known = store.keys()
        briefs = (url for url in urls if url.startswith(BRIEFS) and url in known)
        digests = {url: known[url][1] for url in briefs if known[url][1]}
        with ahead.indexing(digests, store.html, edition.cache / background.FOLDER) as read:
            yield read


def _index(
    archive: Archive,
    edition: Edition,
    documents: Iterable[tuple[str, str, SearchDocument | None]],
    urls: Iterable[str],
    read: Mapping[str, Shard],
) -> None:
    """Stores the documents and, but for a preview, brings the index up to date."""
    with opened(edition.cache / DOCUMENTS) as store:
        store.put(documents)
        known = store.keys()
        store.keep(urls, known)
        if edition.is_preview:
            return
        digests = {url: known[url][1] for url in urls if known[url][1]}
        names, workers = names_table(archive.shelf), archive.shelf.settings.workers
        cache = edition.cache / background.FOLDER
        made = publish_search(digests, store.html, names, workers, cache, read)
    for name, data in made.files.items():
        edition.put(f"{SEARCH_FOLDER}/{name}", data)


def _contents(
    archive: Archive, make_frame: Callable[[str], Frame], scratch: Path
) -> dict[str, bytes]:
    """Everything that is published beside the archive's own pages and the index."""
    shelf = archive.shelf
    found = {path: (scratch / path).read_bytes() for path in files_below(scratch)}
    for chip in shelf.chips.values():
        if chip.flag:
            found[chip.flag] = (build.DATA / "flags" / f"{chip.id}.svg").read_bytes()
    for path, url in archive.statics.items():
        found[url] = (archive.root / path).read_bytes()
    for old, new in build.redirects(shelf.graph).items():
        found[page_file(old)] = redirect_page(old, new).encode()
    if shelf.settings.search == "pagefind":
        frame = make_frame(search_page_parts.URL)
        found[page_file(search_page_parts.URL)] = search_page(archive, frame).encode()
        if shelf.settings.site_url:
            description = search_page_parts.opensearch_description(shelf.settings)
            found[search_page_parts.DESCRIPTION_FILE] = description.encode()
    return found


def _problems(briefs: Mapping[str, BriefFacts]) -> tuple[Problem, ...]:
    noted = (facts for facts in briefs.values() if facts.noted)
    return tuple(sorted(problem for facts in noted for problem in facts.problems))
