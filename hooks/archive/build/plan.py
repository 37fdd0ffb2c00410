"""All pages of an archive, brought up to date in a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from archive.build.archive import Archive
from archive.build.page_builder import BuiltPage, Known, PageBuilder
from archive.core import urls
from archive.incremental.changes import Fingerprint, touched_briefs, touched_pages
from archive.incremental.records import PreviousBuild, RenderRecord
from archive.lib.output_files import page_file
from archive.lib.workers import run_all, worker_count
from archive.pages.plan import PlannedPage, plan_pages, plan_pairs
from archive.render.shell import Shell, shell_key
from archive.search import export
from archive.search import page as search_page_parts

FEW = 20
"""Up to so many briefs it is quicker to look for the names in each than to prepare for all."""


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What is to be looked at in this build.

    Attributes:
        shared: What all pages share.
        pages: All pages beside those of briefs.
        briefs: Positions of the briefs whose pages may differ.
        all_pages: Whether every other page may differ.
        missing: Addresses of pages whose file in the earlier release is not there any more.
    """

    shared: Fingerprint
    pages: Sequence[PlannedPage]
    briefs: Sequence[int]
    all_pages: bool
    missing: frozenset[str]

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.briefs or self.all_pages or self.missing)


def all_urls(archive: Archive) -> list[str]:
    """The addresses of all pages: briefs, and those made from them."""
    graph = archive.context.graph
    urls = [one.brief.url for one in graph.briefs]
    return urls + [page.url for page in (*plan_pages(graph), *plan_pairs(archive.context))]


def plan_build(archive: Archive, shared: Fingerprint, previous: PreviousBuild) -> BuildPlan:
    """Decides what is to be looked at."""
    graph = archive.context.graph
    pages = (*plan_pages(graph), *plan_pairs(archive.context))
    known = shared.matches(previous.record)
    briefs = set(touched_briefs(graph, previous.record, shared))
    for position, one in enumerate(graph.briefs):
        if page_file(one.brief.url) not in previous.files:
            briefs.add(position)
    missing = frozenset(page.url for page in pages if page_file(page.url) not in previous.files)
    return BuildPlan(shared, pages, sorted(briefs), not known, missing)


def build_pages(
    archive: Archive,
    plan: BuildPlan,
    previous: PreviousBuild,
    program: str,
    make_shell: Callable[[str], Shell],
    folder: Path,
    *,
    indexed: bool,
) -> Iterator[BuiltPage]:
    """Looks at all pages that may differ, those of briefs first, and writes those that do.

    Args:
        archive: What to make pages from.
        plan: What is to be looked at.
        previous: What the earlier build left.
        program: Digest of templates, code and versions.
        make_shell: Renders the site's shell for the address of a page.
        folder: Where the pages are written.
        indexed: Whether entries for Material's search are wanted.
    """
    workers = worker_count(archive.context.settings.workers)
    briefs = archive.context.graph.briefs
    known = Known(
        plan.shared.base,
        program,
        {path: written.key for path, written in previous.files.items()},
        previous.record.briefs,
    )
    shells: dict[tuple[int, str], Shell] = {}

    def prepare_frames(urls: Iterator[str]) -> None:
        for url in urls:
            if (key := shell_key(url)) not in shells:
                shells[key] = make_shell(url)

    def shell(url: str) -> Shell:
        return shells[shell_key(url)]

    builder = PageBuilder(archive, known, shell, folder, indexed=indexed)
    prepare_frames(briefs[at].brief.url for at in plan.briefs)
    records: dict[str, RenderRecord] = {
        path: old
        for one in briefs
        if (old := previous.record.briefs.get(path := one.brief.path)) is not None
    }
    changed: list[int] = []
    if len(plan.briefs) > FEW:
        builder.prepare()
    made = run_all(lambda: builder.brief, plan.briefs, workers)
    for position, built in zip(plan.briefs, made, strict=True):
        path = briefs[position].brief.path
        assert built.record is not None, "a brief's page comes with its record"
        if path not in records or records[path].card != built.record.card:
            changed.append(position)
        records[path] = built.record
        yield built
    openings = {
        one.brief.path: records[one.brief.path].opening for one in briefs if not one.brief.summary
    }
    opened = replace(archive, context=replace(archive.context, openings=openings))
    looked = touched_pages(archive.context, plan.pages, None if plan.all_pages else changed)
    wanted = {page.url for page in looked} | plan.missing
    others = [page for page in plan.pages if page.url in wanted]
    prepare_frames(page.url for page in others)
    yield from run_all(lambda: builder.of(opened).page, others, workers)


def search_page(archive: Archive, shell: Shell) -> str:
    """Returns the page on which one searches."""
    settings = archive.context.settings
    catalogue = archive.context.catalogue
    description = catalogue.gettext("Search the {site}.", site=settings.site_name)
    return shell.fill(
        {
            "title": escape(f"{catalogue.gettext('Search')} – {settings.site_name}"),
            "description": escape(description),
            "canonical": escape(settings.site_url + urls.SEARCH),
            "head": "",
            "kind": "search",
            "article": search_page_parts.article(catalogue),
        }
    )


def write_search_export(archive: Archive, folder: Path) -> None:
    """Writes all briefs for a search server: documents, and how it is to store them."""
    nothing = Known("", "", {}, {})
    builder = PageBuilder(archive, nothing, lambda _: Shell(()), folder, indexed=False)
    views = (builder.view(position) for position in range(len(archive.context.graph.briefs)))
    records = [export.brief_record(view) for view in views]
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "documents.ndjson": export.to_ndjson(records),
        "bulk.ndjson": export.to_bulk(records),
        "mapping.json": json.dumps(export.mapping(), indent=2) + "\n",
        "typesense.json": json.dumps(export.typesense_schema(), indent=2) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
