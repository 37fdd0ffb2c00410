"""One build of the site, from the archive as read to the published folder.

The way of a brief is read → resolve → pages → render → publish. Reading and resolving are done
when a build begins here (``build.archive``); the rest is in ``build_site``, step by step:

1. plan: decide which pages a change can touch (``build.plan``);
2. outputs that need no pages (``build.outputs`` lists all of them);
3. pages, in worker processes (``build.pages``), and the search index of those that are ready;
4. outputs made after pages, the search index, outputs made after it;
5. validate: every file that must be there, no link that leads nowhere (``build.validate``), and
   no source that has changed since it was read (``lib.source_changes``);
6. publish: the staged folder takes the place of the site (``publish.staging``).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from archive.build.archive import Archive
from archive.build.attachments import published_attachments
from archive.build.output_writer import PlannedFile, output_sources, plan_outputs, write_outputs
from archive.build.page_builder import BuiltPage
from archive.build.pages import build_pages, with_openings
from archive.build.plan import BuildPlan, plan_build, rank_record
from archive.build.removals import check_removals
from archive.build.search_index import (
    StoredDocument,
    index_preview,
    indexing_ahead,
    is_indexed,
    resume_preview,
    update_index,
    without_lost_documents,
)
from archive.build.theme import Theme
from archive.build.validate import Staged, check_links
from archive.core.model import Level, Problem
from archive.incremental.changes import Fingerprint
from archive.incremental.records import BuildRecord, RenderRecord
from archive.lib.digest import digest
from archive.lib.file_digests import FILE as LARGE_FILES
from archive.lib.file_digests import FileDigests
from archive.lib.output_files import page_file
from archive.outputs.material_search import SearchEntry
from archive.outputs.output import Stage
from archive.publish.published import read_published
from archive.publish.seeding import Published, start_from_published
from archive.publish.staging import Staging
from archive.render.linkcheck import Link
from archive.search.index import is_index_file
from archive.search.pagefind import SearchIndexError


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of a build.

    Attributes:
        pages: Number of pages of the archive.
        written: Path of each page that was written → the parts that changed.
        removed: Number of files that are no longer published.
        problems: What was met in the prose of briefs, changed or not.
        published: Whether the staged site was published.
        current: Whether the published site is now what the archive makes.
        strays: Files that no build made, and that are no longer in the site.
    """

    pages: int
    written: Mapping[str, tuple[str, ...]]
    removed: int
    problems: tuple[Problem, ...]
    published: bool
    current: bool
    strays: tuple[str, ...] = ()


def build_site(
    archive: Archive,
    staging: Staging,
    shared: Fingerprint,
    program: str,
    theme: Theme,
    may_publish: Callable[[Iterable[Problem]], bool],
    confirm: Callable[[], None],
    *,
    allow_removals: bool = False,
    published: Published | None = None,
) -> BuildResult:
    """Builds what has changed, and publishes the whole site.

    Args:
        archive: The archive, read and resolved.
        staging: Where the site is written; opened.
        shared: What all pages share.
        program: Hash of templates, code, versions and settings.
        theme: MkDocs' part of the build.
        may_publish: Says, knowing the problems in prose, whether to publish.
        confirm: Raises an error if a source has changed since it was read.
        allow_removals: Whether any number of published briefs may be removed.
        published: The published site, from which a preview may start.

    Raises:
        ReleaseError, SearchIndexError, OSError: If the site cannot be built or published; the
            published one is as it was.
        SourceChangedError: If a source has changed since it was read; likewise.
    """
    if published:
        start_from_published(staging, published, partial(rank_record, archive, shared))
    previous = staging.previous
    if not (allow_removals or staging.is_preview):
        # Without a cache, the published site itself shows what would be removed.
        known = previous.record if previous.record.base else read_published(staging.site)
        check_removals(archive, known)
    if is_indexed(archive):
        previous = without_lost_documents(staging, previous, archive.urls)
    plan = plan_build(archive, shared, previous)
    digests = FileDigests(staging.cache / LARGE_FILES)
    is_idle = plan.is_idle and staging.takeover is None
    if is_idle and _is_current(archive, plan, theme, staging, program, digests):
        digests.save()
        confirm()
        return _nothing_to_do(archive, staging)

    staging.stage()
    sources = output_sources(archive, plan, theme, staging, digests)
    outputs: list[PlannedFile] = []
    page_files = tuple(map(page_file, archive.urls))
    taken = dict.fromkeys(page_files, "pages")

    def write(stage: Stage) -> None:
        planned = plan_outputs(sources, stage, program, is_preview=staging.is_preview)
        write_outputs(planned, sources, staging, taken)
        outputs.extend(planned)
        taken.update((one.path, one.output.name) for one in planned)

    write(Stage.BEFORE_PAGES)

    collected = _Collected()
    pages = build_pages(archive, plan, previous, program, theme, staging.folder)
    for page in itertools.islice(pages, len(plan.briefs)):
        collected.take(page, staging)
    with indexing_ahead(archive, staging, collected.documents, archive.urls):
        for page in pages:
            collected.take(page, staging)
    staging.keep(path for path in page_files if path not in collected.written)
    records = _records(archive, staging, collected)
    if theme.collect is not None:
        theme.collect(collected.entries)

    sources = output_sources(with_openings(archive, records), plan, theme, staging, digests)
    attachments = published_attachments(archive, records, sources.docs)
    sources = replace(sources, attachments=attachments)
    write(Stage.AFTER_PAGES)
    digests.save()
    collected.documents += [(one.url, one.digest, one) for one in theme.documents]
    searched = (*archive.urls, *(one.url for one in theme.documents))
    index = update_index(archive, staging, collected.documents, searched)
    sources = replace(sources, index=index)
    write(Stage.AFTER_SEARCH)

    staged = Staged(
        staging.folder,
        staging.make_readable,
        frozenset(page_files),
        frozenset(one.path for one in outputs),
        collected.written,
        staging.previous.files,
    )
    problems = (*_problems(records), *check_links(archive, staged, collected.links, records))
    allowed = may_publish(problems)
    count = len(archive.urls)
    has_errors = any(problem.level is Level.ERROR for problem in problems)
    if not allowed or (has_errors and not staging.is_preview):
        return BuildResult(count, collected.written, 0, problems, published=False, current=False)

    settings = archive.context.settings
    record = BuildRecord(
        shared.base,
        shared.structure,
        shared.world,
        records,
        settings.site_name,
        settings.site_url,
        tuple(one.brief.url for one in archive.context.graph.versions),
        digest(archive.context.home_text),
    )
    required = (one.path for one in outputs if one.output.required)
    confirm()
    gone = staging.publish(record, (*page_files, *required))
    removed = sum(not is_index_file(path) for path in gone)
    index_preview(archive, staging)
    return BuildResult(
        count,
        collected.written,
        removed,
        problems,
        published=True,
        current=True,
        strays=staging.strays,
    )


def _is_current(
    archive: Archive,
    plan: BuildPlan,
    theme: Theme,
    staging: Staging,
    program: str,
    digests: FileDigests,
) -> bool:
    """Returns whether the published site has exactly the files that this build would give it.

    The files of the index are not compared: they change only with a page, and those that are gone
    or altered are no longer among the published ones. The site may have no other files.
    """
    if theme.collect is not None:
        return False
    index = {path: b"" for path in staging.recorded if is_index_file(path)}
    records = staging.previous.record.briefs
    sources = output_sources(with_openings(archive, records), plan, theme, staging, digests)
    attachments = published_attachments(archive, records, sources.docs)
    sources = replace(sources, attachments=attachments, index=index)
    try:
        planned = [
            one
            for stage in Stage
            for one in plan_outputs(sources, stage, program, is_preview=staging.is_preview)
        ]
    except SearchIndexError:
        return False
    wanted = {*map(page_file, archive.urls), *(one.path for one in planned)}
    compared = {one.path: one.key for one in planned if one.path not in index}
    is_equal = wanted == set(staging.previous.files) and staging.has(compared)
    return is_equal and not staging.has_strays()


def _nothing_to_do(archive: Archive, staging: Staging) -> BuildResult:
    if is_indexed(archive):
        resume_preview(staging)
    problems = _problems(staging.previous.record.briefs)
    return BuildResult(len(archive.urls), {}, 0, problems, published=False, current=True)


class _Collected:
    """Collects the results of the pages that were built."""

    def __init__(self) -> None:
        self.written: dict[str, tuple[str, ...]] = {}
        self.entries: list[SearchEntry] = []
        self.documents: list[StoredDocument] = []
        self.links: list[Link] = []
        self.records: dict[str, RenderRecord] = {}

    def take(self, page: BuiltPage, staging: Staging) -> None:
        """Adds the result of one page."""
        if page.written:
            path = page_file(page.url)
            staging.have(path, page.written)
            self.written[path] = page.changed
            self.documents.append((page.url, page.key, page.document))
        if page.record:
            self.records[page.url] = page.record
        self.entries.extend(page.entries)
        self.links.extend(page.links)


def _records(archive: Archive, staging: Staging, collected: _Collected) -> dict[str, RenderRecord]:
    """Returns the record of each brief by source path, from this build or an earlier one."""
    earlier = staging.previous.record.briefs
    return {
        one.brief.path: collected.records.get(one.brief.url) or earlier[one.brief.path]
        for one in archive.context.graph.versions
    }


def _problems(records: Mapping[str, RenderRecord]) -> tuple[Problem, ...]:
    return tuple(sorted(problem for record in records.values() for problem in record.problems))
