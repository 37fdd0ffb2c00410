"""The plan of one build: the pages to check, decided once before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.build.archive import Archive
from archive.core.urls import CORRECTIONS, NEWS
from archive.incremental.changes import Fingerprint, touched_briefs
from archive.incremental.records import BuildRecord, PreviousBuild
from archive.lib.digest import digest
from archive.lib.output_files import page_file


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """The pages that a build checks; those whose cache key differs are then rendered.

    Attributes:
        shared: What all pages share.
        briefs: Positions of the briefs whose pages may differ.
        all_pages: Whether every other page may differ.
        further: Addresses of other pages that are checked in any case: their file is gone from the
            published site, or it is the home page and its text has changed, or it lists what has
            happened to any brief.
    """

    shared: Fingerprint
    briefs: Sequence[int]
    all_pages: bool
    further: frozenset[str]

    @property
    def is_idle(self) -> bool:
        """Whether no page has to be checked."""
        return not (self.briefs or self.all_pages or self.further)


def rank_record(archive: Archive, shared: Fingerprint, record: BuildRecord) -> tuple[int, ...]:
    """Returns how much of what a build recorded can be used again; more compares greater.

    Args:
        archive: The archive.
        shared: What all pages share now.
        record: The record of the build.
    """
    same = (
        (old := record.briefs.get(one.brief.path)) is not None and old.content == one.brief.digest
        for one in archive.context.graph.versions
    )
    return shared.matches(record), record.base == shared.base, sum(same)


def plan_build(archive: Archive, shared: Fingerprint, previous: PreviousBuild) -> BuildPlan:
    """Decides which pages a build checks.

    Args:
        archive: The archive.
        shared: What all pages share now.
        previous: The result of the previous build.
    """
    graph = archive.context.graph
    briefs = set(touched_briefs(graph, archive.context.history, previous.record, shared))
    for position, one in enumerate(graph.versions):
        if page_file(one.brief.url) not in previous.files:
            briefs.add(position)
    further = {page.url for page in archive.pages if page_file(page.url) not in previous.files}
    if previous.record.home != digest(archive.context.home_text):
        further.add("")
    if briefs:
        further |= {NEWS, CORRECTIONS}
    return BuildPlan(
        shared,
        sorted(briefs),
        not shared.matches(previous.record),
        frozenset(further),
    )
