"""Issuing an staging: pages, search and the files of the shell, put together and published."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.build.archive import DATA, Archive, redirects
from archive.build.page_builder import BuiltPage
from archive.build.plan import all_urls, build_pages, plan_build, search_page
from archive.build.validate import Staged, check_links, required_files
from archive.core import urls
from archive.core.model import Level, Problem
from archive.incremental.changes import Fingerprint
from archive.incremental.records import BuildRecord, PreviousBuild, RenderRecord
from archive.lib.output_files import files_below, page_file
from archive.outputs import opensearch
from archive.outputs.material_search import SearchEntry
from archive.outputs.redirects import redirect_page
from archive.publish.staging import Staging
from archive.render.linkcheck import Link
from archive.render.shell import Shell
from archive.search import ahead, background
from archive.search.documents import SearchDocument
from archive.search.names import names_table
from archive.search.pack import Shard
from archive.search.publish import publish_search
from archive.search.shards import BRIEFS
from archive.search.shards import FOLDER as SEARCH_FOLDER
from archive.search.store import DOCUMENTS, opened


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of an staging.

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


def build_site(
    archive: Archive,
    staging: Staging,
    shared: Fingerprint,
    program: str,
    make_shell: Callable[[str], Shell],
    scratch: Path,
    *,
    collect: Callable[[Iterable[SearchEntry]], None] | None,
    may_publish: Callable[[Iterable[Problem]], bool],
    by_hand: Iterable[SearchDocument] = (),
) -> BuildResult:
    """Makes what has changed, and publishes the whole.

    Args:
        archive: What to make pages from.
        staging: The staging, opened.
        shared: What all pages share.
        program: Digest of templates, code and versions.
        make_shell: Renders the site's shell for the address of a page.
        scratch: Folder of what the shell's generator wrote: hand-written pages, assets.
        collect: Takes the entries for Material's search, in the order of pages; None where that
            is off. It writes the index into ``scratch``.
        may_publish: Says, knowing the problems in prose, whether to publish.
        by_hand: What the search is to find of the hand-written pages.

    Raises:
        ReleaseError, OSError: If the staging cannot be published; the site is as it was.
    """
    urls = all_urls(archive)
    previous = staging.previous
    if archive.context.settings.search == "pagefind":
        previous = _found_again(staging, urls)
    plan = plan_build(archive, shared, previous)
    if collect is None and plan.idle and _is_current(archive, staging, urls, make_shell, scratch):
        return _nothing_to_do(staging, len(urls))
    staging.stage()
    made = build_pages(
        archive,
        plan,
        previous,
        program,
        make_shell,
        staging.folder,
        indexed=collect is not None,
    )
    collected = _Collected()
    for built in itertools.islice(made, len(plan.briefs)):
        collected.take(built, staging)
    with _indexing(archive, staging, collected.documents, urls) as read:
        for built in made:
            collected.take(built, staging)
    staging.keep(path for path in map(page_file, urls) if path not in collected.written)
    records = {**staging.previous.record.briefs, **collected.records(archive)}
    briefs = {one.brief.path: records[one.brief.path] for one in archive.context.graph.briefs}
    if collect is not None:
        collect(collected.entries)
    own = set(map(page_file, urls))
    contents = _contents(archive, make_shell, scratch)
    for path, data in contents.items():
        if path not in own:
            staging.put(path, data)
    if archive.context.settings.search == "pagefind":
        written = {one.url: one for one in by_hand}
        collected.documents += [(url, one.digest, one) for url, one in written.items()]
        _index(archive, staging, collected.documents, [*urls, *written], read)
    staged = Staged(staging.folder, own, contents, collected.written, staging.previous.files)
    problems = (*_problems(briefs), *check_links(archive, staged, collected.links, briefs))
    allowed = may_publish(problems)
    if not allowed or any(problem.level is Level.ERROR for problem in problems):
        return BuildResult(
            len(urls), collected.written, 0, problems, published=False, current=False
        )
    record = BuildRecord(shared.base, shared.structure, shared.world, briefs)
    gone = staging.publish(record, required_files(archive, own, staging.is_preview))
    removed = sum(not path.startswith(f"{SEARCH_FOLDER}/") for path in gone)
    _index_behind(archive, staging)
    return BuildResult(
        len(urls), collected.written, removed, problems, published=True, current=True
    )


def _nothing_to_do(staging: Staging, pages: int) -> BuildResult:
    if staging.is_preview:
        background.resume(staging.cache, staging.folder)
    problems = _problems(staging.previous.record.briefs)
    return BuildResult(pages, {}, 0, problems, published=False, current=True)


def _index_behind(archive: Archive, staging: Staging) -> None:
    """Has the index of a preview brought up to date, now that its pages are there."""
    settings = archive.context.settings
    if staging.is_preview and settings.search == "pagefind":
        names = names_table(archive.context)
        background.start(staging.cache, staging.folder, names, settings.workers)


class _Collected:
    """What the pages that were made have yielded."""

    def __init__(self) -> None:
        self.written: dict[str, tuple[str, ...]] = {}
        self.entries: list[SearchEntry] = []
        self.documents: list[tuple[str, str, SearchDocument | None]] = []
        self.links: list[Link] = []
        self._records: dict[str, RenderRecord] = {}

    def take(self, built: BuiltPage, staging: Staging) -> None:
        """Takes in a page that was looked at."""
        if built.written:
            path = page_file(built.url)
            staging.have(path, built.written)
            self.written[path] = built.why
            self.documents.append((built.url, built.key, built.document))
        if built.record:
            self._records[built.url] = built.record
        self.entries.extend(built.entries)
        self.links.extend(built.links)

    def records(self, archive: Archive) -> dict[str, RenderRecord]:
        """Source path → what the rendering of a brief yielded."""
        path_at = archive.context.graph.path_at
        return {path_at[url]: record for url, record in self._records.items()}


def _is_current(
    archive: Archive,
    staging: Staging,
    urls: Iterable[str],
    make_shell: Callable[[str], Shell],
    scratch: Path,
) -> bool:
    """Whether the published site has just what this staging would have beside unchanged pages."""
    if staging.has_lost(SEARCH_FOLDER):
        return False
    contents = _contents(archive, make_shell, scratch)
    known = {path for path in staging.previous.files if not path.startswith(f"{SEARCH_FOLDER}/")}
    return known == {*map(page_file, urls), *contents} and staging.same(contents)


def _found_again(staging: Staging, urls: Iterable[str]) -> PreviousBuild:
    """What the last build left, without the pages whose search document is not to be had."""
    with opened(staging.cache / DOCUMENTS) as store:
        known = store.keys()
    previous = staging.previous
    lost = {
        path
        for url in urls
        if (old := previous.files.get(path := page_file(url)))
        and known.get(url, ("", ""))[0] != old.key
    }
    files = {path: old for path, old in previous.files.items() if path not in lost}
    return PreviousBuild(previous.record, files)


@contextlib.contextmanager
def _indexing(
    archive: Archive,
    staging: Staging,
    documents: list[tuple[str, str, SearchDocument | None]],
    urls: Iterable[str],
) -> Iterator[Mapping[str, Shard]]:
    """Has briefs indexed, all of which are made, beside the making of the other pages.

    Their documents are stored, and leave the list.
    """
    if archive.context.settings.search != "pagefind" or staging.is_preview:
        yield {}
        return
    with opened(staging.cache / DOCUMENTS) as store:
        store.put(documents)
        documents.clear()
        known = store.keys()
        briefs = (url for url in urls if url.startswith(BRIEFS) and url in known)
        digests = {url: known[url][1] for url in briefs if known[url][1]}
        with ahead.indexing(digests, store.html, staging.cache / background.FOLDER) as read:
            yield read


def _index(
    archive: Archive,
    staging: Staging,
    documents: Iterable[tuple[str, str, SearchDocument | None]],
    urls: Iterable[str],
    read: Mapping[str, Shard],
) -> None:
    """Stores the documents and, but for a preview, brings the index up to date."""
    with opened(staging.cache / DOCUMENTS) as store:
        store.put(documents)
        known = store.keys()
        store.keep(urls, known)
        if staging.is_preview:
            return
        digests = {url: known[url][1] for url in urls if known[url][1]}
        names, workers = names_table(archive.context), archive.context.settings.workers
        cache = staging.cache / background.FOLDER
        made = publish_search(digests, store.html, names, workers, cache, read)
    for name, data in made.files.items():
        staging.put(f"{SEARCH_FOLDER}/{name}", data)


def _contents(
    archive: Archive, make_shell: Callable[[str], Shell], scratch: Path
) -> dict[str, bytes]:
    """Everything that is published beside the archive's own pages and the index."""
    context = archive.context
    found = {path: (scratch / path).read_bytes() for path in files_below(scratch)}
    for chip in context.chips.values():
        if chip.flag:
            found[chip.flag] = (DATA / "flags" / f"{chip.id}.svg").read_bytes()
    for path, url in archive.statics.items():
        found[url] = (archive.root / path).read_bytes()
    for old, new in redirects(context.graph).items():
        found[page_file(old)] = redirect_page(old, new, context.catalogue).encode()
    if context.settings.search == "pagefind":
        shell = make_shell(urls.SEARCH)
        found[page_file(urls.SEARCH)] = search_page(archive, shell).encode()
        if context.settings.site_url:
            description = opensearch.opensearch_description(context.settings, context.catalogue)
            found[opensearch.DESCRIPTION_FILE] = description.encode()
    return found


def _problems(briefs: Mapping[str, RenderRecord]) -> tuple[Problem, ...]:
    noted = (record for record in briefs.values() if record.noted)
    return tuple(sorted(problem for record in noted for problem in record.problems))
