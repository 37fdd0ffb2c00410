"""Builds the pages of a plan: those of briefs first, then all others that a change affects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from archive.build.archive import Archive
from archive.build.attached_texts import prepare_texts
from archive.build.page_builder import BuiltPage, Known, PageBuilder
from archive.build.plan import BuildPlan
from archive.build.theme import Theme
from archive.incremental.changes import touched_pages
from archive.incremental.records import PreviousBuild, RenderRecord
from archive.lib.workers import run_all, worker_count
from archive.render.shell import Shell, shell_key

KILLED_AFTER = 60.0
"""Seconds of processor time after which a process that renders one brief is killed: the limit on
rendering cannot interrupt a call that is not Python."""
FEW = 20
"""Up to this number of briefs, looking for the names in each beats preparing for all."""


def build_pages(
    archive: Archive,
    plan: BuildPlan,
    previous: PreviousBuild,
    program: str,
    theme: Theme,
    folder: Path,
) -> Iterator[BuiltPage]:
    """Checks all pages of a plan, those of briefs first, and writes those that differ.

    Args:
        archive: What to make pages from.
        plan: The pages to check.
        previous: What the build before left.
        program: Hash of templates, code, versions and settings.
        theme: The page shell.
        folder: Where the pages are written.
    """
    workers = worker_count(archive.context.settings.workers)
    briefs = archive.context.graph.versions
    known = Known(
        plan.shared.base,
        program,
        {path: written.key for path, written in previous.files.items()},
        previous.record.briefs,
    )
    shells = _Shells(theme)
    indexed = theme.collect is not None
    builder = PageBuilder(archive, known, shells.of, folder, indexed=indexed)
    shells.prepare(briefs[at].brief.url for at in plan.briefs)
    prepare_texts(archive, plan.briefs, workers)
    records = _records(archive, previous)
    changed: list[int] = []
    if len(plan.briefs) > FEW:
        builder.prepare()
    built = run_all(
        lambda: builder.brief, plan.briefs, workers, lost=builder.lost, seconds=KILLED_AFTER
    )
    for position, page in zip(plan.briefs, built, strict=True):
        path = briefs[position].brief.path
        assert page.record is not None, "a brief's page comes with its record"
        if path not in records or records[path].card != page.record.card:
            changed.append(position)
        records[path] = page.record
        yield page
    opened = with_openings(archive, records)
    touched = touched_pages(archive.context, archive.pages, None if plan.all_pages else changed)
    wanted = {page.url for page in touched} | plan.further
    others = [page for page in archive.pages if page.url in wanted]
    shells.prepare(page.url for page in others)
    yield from run_all(lambda: builder.of(opened).page, others, workers)


def with_openings(archive: Archive, records: Mapping[str, RenderRecord]) -> Archive:
    """Returns an archive that knows the first paragraph of each brief without a summary.

    Args:
        archive: The archive.
        records: Source path → what the rendering of each brief yielded.
    """
    openings = {
        one.brief.path: records[one.brief.path].opening
        for one in archive.context.graph.versions
        if not one.brief.summary
    }
    return replace(archive, context=replace(archive.context, openings=openings))


def _records(archive: Archive, previous: PreviousBuild) -> dict[str, RenderRecord]:
    """Returns source path → the record of an earlier rendering, for all present briefs."""
    return {
        path: record
        for one in archive.context.graph.versions
        if (record := previous.record.briefs.get(path := one.brief.path)) is not None
    }


class _Shells:
    """The page shells of one build, each rendered once and before processes are forked."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._shells: dict[tuple[int, str], Shell] = {}

    def prepare(self, urls: Iterable[str]) -> None:
        """Renders the shells of pages that have none yet."""
        for url in urls:
            if (key := shell_key(url)) not in self._shells:
                self._shells[key] = self._theme.make_shell(url)

    def of(self, url: str) -> Shell:
        """Returns the shell of a page; it was prepared."""
        return self._shells[shell_key(url)]
