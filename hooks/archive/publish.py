"""All pages of an archive, made and written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

from archive.build import Archive
from archive.frame import Frame, frame_key
from archive.pages.plan import PlannedPage, plan_pages, plan_pairs
from archive.produce import Produced, Producer
from archive.search import export
from archive.search import page as search_page_parts
from archive.workers import run_all, worker_count


def produce_all(
    archive: Archive, make_frame: Callable[[str], Frame], *, indexed: bool
) -> Iterator[Produced]:
    """Yields every page, those of briefs first: the others may show their first paragraphs.

    Args:
        archive: What to make pages from.
        make_frame: Renders the site's frame for the address of a page.
        indexed: Whether entries for Material's search are wanted.
    """
    workers = worker_count(archive.shelf.settings.workers)
    briefs = archive.shelf.graph.briefs
    pages = [*plan_pages(archive.shelf.graph), *plan_pairs(archive.shelf)]
    frames: dict[tuple[int, str], Frame] = {}
    for url in (*(page.url for page in pages), *(one.brief.url for one in briefs)):
        key = frame_key(url)
        if key not in frames:
            frames[key] = make_frame(url)

    def brief_maker() -> Callable[[int], Produced]:
        return Producer(archive, frames, indexed=indexed).brief

    openings: dict[str, str] = {}
    made = run_all(brief_maker, range(len(briefs)), workers)
    for resolved, produced in zip(briefs, made, strict=True):
        if not resolved.brief.summary:
            openings[resolved.brief.path] = produced.opening
        yield produced
    opened = replace(archive, shelf=replace(archive.shelf, openings=openings))

    def page_maker() -> Callable[[PlannedPage], Produced]:
        return Producer(opened, frames, indexed=indexed).page

    yield from run_all(page_maker, pages, workers)


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
    producer = Producer(archive, {}, indexed=False)
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


def write_page(folder: Path, url: str, html: str) -> None:
    """Writes a page below a folder, at its address."""
    file = folder / url / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, encoding="utf-8")
