"""All pages of an archive, brought up to date in a folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from archive.build import Archive
from archive.changes import Fingerprint, touched_briefs, touched_pages
from archive.frame import Frame, frame_key
from archive.memory import BriefFacts, Memory
from archive.pages.plan import PlannedPage, plan_pages, plan_pairs
from archive.produce import Known, Produced, Producer
from archive.search import export
from archive.search import page as search_page_parts
from archive.tree import Written, page_file
from archive.workers import run_all, worker_count

FEW = 20
"""Up to so many briefs it is quicker to look for the names in each than to prepare for all."""


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier build left.

    Attributes:
        memory: What it remembers.
        files: Path of each file of its release that is still as it was written.
    """

    memory: Memory = field(default_factory=Memory)
    files: Mapping[str, Written] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
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
    graph = archive.shelf.graph
    urls = [one.brief.url for one in graph.briefs]
    return urls + [page.url for page in (*plan_pages(graph), *plan_pairs(archive.shelf))]


def plan_work(archive: Archive, shared: Fingerprint, before: Before) -> Work:
    """Decides what is to be looked at."""
    graph = archive.shelf.graph
    pages = (*plan_pages(graph), *plan_pairs(archive.shelf))
    known = shared.matches(before.memory)
    briefs = set(touched_briefs(graph, before.memory, shared))
    for position, one in enumerate(graph.briefs):
        if page_file(one.brief.url) not in before.files:
            briefs.add(position)
    missing = frozenset(page.url for page in pages if page_file(page.url) not in before.files)
    return Work(shared, pages, sorted(briefs), not known, missing)


def make_pages(
    archive: Archive,
    work: Work,
    before: Before,
    program: str,
    make_frame: Callable[[str], Frame],
    folder: Path,
    *,
    indexed: bool,
) -> Iterator[Produced]:
    """Looks at all pages that may differ, those of briefs first, and writes those that do.

    Args:
        archive: What to make pages from.
        work: What is to be looked at.
        before: What the earlier build left.
        program: Digest of templates, code and versions.
        make_frame: Renders the site's frame for the address of a page.
        folder: Where the pages are written.
        indexed: Whether entries for Material's search are wanted.
    """
    workers = worker_count(archive.shelf.settings.workers)
    briefs = archive.shelf.graph.briefs
    known = Known(
        work.shared.base,
        program,
        {path: written.key for path, written in before.files.items()},
        before.memory.briefs,
    )
    frames: dict[tuple[int, str], Frame] = {}

    def prepare_frames(urls: Iterator[str]) -> None:
        for url in urls:
            if (key := frame_key(url)) not in frames:
                frames[key] = make_frame(url)

    def frame(url: str) -> Frame:
        return frames[frame_key(url)]

    producer = Producer(archive, known, frame, folder, indexed=indexed)
    prepare_frames(briefs[at].brief.url for at in work.briefs)
    facts: dict[str, BriefFacts] = {
        path: old
        for one in briefs
        if (old := before.memory.briefs.get(path := one.brief.path)) is not None
    }
    changed: list[int] = []
    if len(work.briefs) > FEW:
        producer.prepare()
    made = run_all(lambda: producer.brief, work.briefs, workers)
    for position, produced in zip(work.briefs, made, strict=True):
        path = briefs[position].brief.path
        assert produced.facts is not None, "a brief's page comes with its facts"
        if path not in facts or facts[path].card != produced.facts.card:
            changed.append(position)
        facts[path] = produced.facts
        yield produced
    openings = {
        one.brief.path: facts[one.brief.path].opening for one in briefs if not one.brief.summary
    }
    opened = replace(archive, shelf=replace(archive.shelf, openings=openings))
    looked = touched_pages(archive.shelf, work.pages, None if work.all_pages else changed)
    wanted = {page.url for page in looked} | work.missing
    others = [page for page in work.pages if page.url in wanted]
    prepare_frames(page.url for page in others)
    yield from run_all(lambda: producer.of(opened).page, others, workers)


def search_page(archive: Archive, frame: Frame) -> str:
    """Returns the page on which one searches."""
    settings = archive.shelf.settings
    return frame.fill(
        {
            "title": escape(f"Search – {settings.site_name}"),
            "description": escape(f"Search the {settings.site_name}."),
            "canonical": escape(settings.site_url + search_page_parts.URL),
            "head": "",
            "kind": "search",
            "article": search_page_parts.ARTICLE,
        }
    )


def write_search_export(archive: Archive, folder: Path) -> None:
    """Writes all briefs for a search server: documents, and how it is to store them."""
    nothing = Known("", "", {}, {})
    producer = Producer(archive, nothing, lambda _: Frame(()), folder, indexed=False)
    views = (producer.view(position) for position in range(len(archive.shelf.graph.briefs)))
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
