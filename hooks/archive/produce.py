"""From an archive to the bytes of its pages: each page by itself, in this or another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from archive.build import Archive
from archive.frame import Frame, frame_key
from archive.metadata import describe, head
from archive.model import Problem
from archive.outputs.material_search import SearchEntry, brief_entries, view_entry
from archive.pages.brief import brief_page
from archive.pages.plan import PlannedPage, make_view
from archive.pages.views import BriefPage, View
from archive.prose.body import Body, render_body
from archive.prose.markdown import MarkdownRenderer
from archive.read.briefs import read_body
from archive.render import Renderer
from archive.search.documents import SearchDocument, search_document
from archive.urls import way_up


@dataclass(frozen=True, slots=True)
class Produced:
    """A page ready to be written.

    Attributes:
        url: Its address.
        html: The whole page.
        entries: What Material's search is to find of it; empty where that is off.
        problems: What was met on the way.
        opening: Of a brief: its first paragraph.
        document: What Pagefind is to find of it; None for pages that only list, or where it is off.
    """

    url: str
    html: str
    entries: tuple[SearchEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    opening: str = ""
    document: SearchDocument | None = None


class Producer:
    """Makes pages of one archive. One producer serves one process."""

    def __init__(
        self, archive: Archive, frames: Mapping[tuple[int, str], Frame], *, indexed: bool
    ) -> None:
        """Prepares templates and Markdown.

        Args:
            archive: What to make pages from.
            frames: The frames by ``frame_key``.
            indexed: Whether entries for Material's search are wanted.
        """
        self._archive = archive
        self._frames = frames
        self._indexed = indexed
        self._renderer = Renderer(archive.shelf.settings)
        self._markdown = MarkdownRenderer(archive.flavour)

    def brief(self, position: int) -> Produced:
        """Makes the page of a brief, by its position in the graph."""
        view, body, problems = self._brief(position)
        return Produced(
            view.url,
            self._page(view, body),
            brief_entries(view, body) if self._indexed else (),
            problems,
            body.opening,
            self._document(view, body),
        )

    def view(self, position: int) -> BriefPage:
        """Makes the view of a brief alone."""
        return self._brief(position)[0]

    def _brief(self, position: int) -> tuple[BriefPage, Body, tuple[Problem, ...]]:
        archive = self._archive
        resolved = archive.shelf.graph.briefs[position]
        brief = read_body(archive.root, resolved.brief)
        body, problems = render_body(
            brief,
            self._markdown,
            archive.lexicon,
            frozenset(resolved.named),
            way_up(brief.url),
            archive.targets,
        )
        view = brief_page(archive.shelf, position, body)
        return view, body, problems

    def page(self, page: PlannedPage) -> Produced:
        """Makes any other page."""
        view = make_view(self._archive.shelf, page)
        entry = view_entry(view) if self._indexed else None
        entries = (entry,) if entry else ()
        return Produced(view.url, self._page(view), entries, document=self._document(view))

    def _document(self, view: View, body: Body | None = None) -> SearchDocument | None:
        wanted = self._archive.shelf.settings.search == "pagefind"
        return search_document(view, body) if wanted else None

    def _page(self, view: View, body: Body | None = None) -> str:
        settings = self._archive.shelf.settings
        title = f"{view.title} – {settings.site_name}" if view.url else settings.site_name
        values = {
            "title": escape(title),
            "description": escape(describe(view, body)),
            "canonical": escape(settings.site_url + view.url),
            "head": head(view, body, settings),
            "kind": view.template.removesuffix(".html"),
            "article": self._renderer.render(view),
        }
        return self._frames[frame_key(view.url)].fill(values)
