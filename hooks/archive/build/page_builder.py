"""Builds one page at a time, in this process or another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from archive.build.archive import Archive
from archive.build.attached_texts import attached_texts
from archive.core.model import Problem
from archive.core.urls import path_to_root
from archive.incremental.changes import heading_of
from archive.incremental.keys import changed_parts, page_key
from archive.incremental.records import RenderRecord
from archive.lib.digest import digest
from archive.lib.output_files import Written, page_file, write_file
from archive.outputs.material_search import SearchEntry, brief_entries, view_entry
from archive.pages.actor_names import named_pages, names_table
from archive.pages.brief import brief_page
from archive.pages.parts import Html
from archive.pages.plan import PlannedPage, make_view
from archive.pages.views import BriefPage, View
from archive.prose.body import EMPTY, Body, render_body
from archive.prose.lookups import Lookups, answers
from archive.prose.markdown import MarkdownRenderer
from archive.prose.named import Namer
from archive.read.briefs import read_body
from archive.read.limits import LimitViolation, limit_problem
from archive.render.linkcheck import Link, LinkReader
from archive.render.metadata import describe, head, script_of_languages
from archive.render.renderer import Renderer
from archive.render.shell import Shell
from archive.search.documents import SearchDocument, search_document


@dataclass(frozen=True, slots=True)
class Known:
    """State of an earlier build that all pages share.

    Attributes:
        base: Hash of program, registry and settings.
        program: Hash of templates, code, versions and settings.
        keys: Path of a published file → its cache key in the published site.
        briefs: Source path → what its rendering yielded then.
    """

    base: str
    program: str
    keys: Mapping[str, str]
    briefs: Mapping[str, RenderRecord]


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page of a plan, written or left as it is.

    Attributes:
        url: Its address.
        key: Its cache key.
        written: How it was written; None if the published file has the same cache key.
        entries: What Material's search indexes of it; empty where that is off.
        document: What Pagefind indexes of it; None for pages that only list, or where it is off.
        record: Of a brief: what its rendering yielded.
        changed: Which of its parts changed.
        links: Its links to targets that no earlier page of this process linked to.
    """

    url: str
    key: str
    written: Written | None
    entries: tuple[SearchEntry, ...] = ()
    document: SearchDocument | None = None
    record: RenderRecord | None = None
    changed: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class PageBuilder:
    """Makes and writes the pages of one archive. A builder is used in one process at a time."""

    def __init__(
        self,
        archive: Archive,
        known: Known,
        shell: Callable[[str], Shell],
        folder: Path,
        *,
        indexed: bool,
    ) -> None:
        """Keeps what pages are made from; prepares templates and Markdown when first needed.

        Args:
            archive: What to make pages from.
            known: What is known from the published site.
            shell: Returns the shell of a page, by its address.
            folder: Where the pages are written.
            indexed: Whether entries for Material's search are wanted: each page is then rendered,
                changed or not.
        """
        self._archive = archive
        self._known = known
        self._shell = shell
        self._folder = folder
        self._indexed = indexed
        self._links = LinkReader(archive.context.settings.site_url)
        self._tools: tuple[Renderer, MarkdownRenderer] | None = None
        self._namer: Namer | None = None

    def prepare(self) -> None:
        """Prepares everything now, before worker processes are forked."""
        self._prepared()[0].compile_all()
        if self._archive.lexicons:
            self._archive.lexicons.prepare()

    def of(self, archive: Archive) -> PageBuilder:
        """Returns a builder for another state of the archive that shares what is prepared."""
        other = PageBuilder(archive, self._known, self._shell, self._folder, indexed=self._indexed)
        other._tools = self._tools
        return other

    def brief(self, position: int) -> BuiltPage:
        """Builds the page of a brief if its cache key has changed.

        Args:
            position: The position of the brief in the graph.
        """
        record = self._record_before(position)
        if record is not None:
            view = brief_page(self._archive.context, position, _bodyless(record))
            key = self._key(view, record.body)
            if key == self._key_before(view) and not self._indexed:
                return BuiltPage(view.url, key, None, record=self._relate(position, view, record))
        return self._build(position, *self._render_body(position))

    def lost(self, position: int) -> BuiltPage:
        """Builds the page of a brief at which a process died: without its text, with an error.

        Args:
            position: The position of the brief in the graph.
        """
        brief = read_body(self._archive.root, self._archive.context.graph.versions[position].brief)
        message = "text cannot be rendered: the process that tried was killed"
        hint = "halve the text to find what takes so much memory or time"
        problem = limit_problem(
            LimitViolation(message, hint), brief.body, brief.path, brief.body_line
        )
        return self._build(position, EMPTY, self._record(position, EMPTY, (problem,)))

    def _build(self, position: int, body: Body, record: RenderRecord) -> BuiltPage:
        view = brief_page(self._archive.context, position, _bodyless(record))
        key = self._key(view, record.body)
        whole = replace(view, body=Html(body.html))
        return BuiltPage(
            view.url,
            key,
            self._write(whole, key, body),
            brief_entries(whole, body) if self._indexed else (),
            self._document(whole),
            self._relate(position, view, record),
            tuple(changed_parts(view, self._key_before(view), key)),
            self._links.take(),
        )

    def page(self, page: PlannedPage) -> BuiltPage:
        """Builds any other page if its cache key has changed."""
        view = make_view(self._archive.context, page)
        key = self._key(view, "")
        if key == self._key_before(view) and not self._indexed:
            return BuiltPage(view.url, key, None)
        entry = view_entry(view) if self._indexed else None
        return BuiltPage(
            view.url,
            key,
            self._write(view, key),
            (entry,) if entry else (),
            self._document(view),
            changed=tuple(changed_parts(view, self._key_before(view), key)),
            links=self._links.take(),
        )

    def view(self, position: int) -> BriefPage:
        """Returns the view of a brief, with its body."""
        return brief_page(self._archive.context, position, self._render_body(position)[0])

    def _document(self, view: View) -> SearchDocument | None:
        if (context := self._archive.context).settings.search != "pagefind":
            return None
        self._namer = self._namer or Namer(named_pages(names_table(context)))
        words = attached_texts(self._archive, view)
        return search_document(view, context.catalogue, self._namer, words)

    def _key(self, view: View, body: str) -> str:
        program = self._known.program + self._archive.context.catalogue.digest
        return page_key(view, body, self._shell(view.url).digest, program)

    def _key_before(self, view: View) -> str:
        return self._known.keys.get(page_file(view.url), "")

    def _record_before(self, position: int) -> RenderRecord | None:
        """Returns the record of an earlier rendering, if rendering again would give the same."""
        resolved = self._archive.context.graph.versions[position]
        record = self._known.briefs.get(resolved.brief.path)
        if (
            record is None
            or record.content != resolved.brief.digest
            or record.base != self._known.base
            or record.answers != self._answers(position, record.questions)
        ):
            return None
        return record

    def _answers(self, position: int, questions: Lookups) -> str:
        archive = self._archive
        resolved = archive.context.graph.versions[position]
        brief = resolved.brief
        return answers(
            questions,
            archive.lexicon_for(brief),
            resolved.named,
            brief.path,
            path_to_root(brief.url),
            archive.targets,
        )

    def _render_body(self, position: int) -> tuple[Body, RenderRecord]:
        archive = self._archive
        resolved = archive.context.graph.versions[position]
        brief = read_body(archive.root, resolved.brief)
        body, problems = render_body(
            brief,
            self._prepared()[1],
            archive.lexicon_for(brief),
            frozenset(resolved.named),
            path_to_root(brief.url),
            archive.targets,
            archive.context.settings.embeds,
            archive.context.catalogue,
        )
        return body, self._record(position, body, problems)

    def _record(self, position: int, body: Body, problems: tuple[Problem, ...]) -> RenderRecord:
        return RenderRecord(
            content=self._archive.context.graph.versions[position].brief.digest,
            base=self._known.base,
            answers=self._answers(position, Lookups(body.spellings, body.links)),
            spellings=body.spellings,
            links=body.links,
            opening=body.opening,
            words=body.words,
            problems=problems,
        )

    def _relate(self, position: int, view: BriefPage, record: RenderRecord) -> RenderRecord:
        """Adds which briefs the page shows, what other pages show of its brief, its revision."""
        graph = self._archive.context.graph
        resolved = graph.versions[position]
        shown = [one.brief.url for one in view.related]
        shown += [link.url for link in (view.older, view.newer) if link]
        opening = "" if resolved.brief.summary else record.opening
        return record._replace(
            card=heading_of(resolved) + digest(opening),
            related=(*(graph.path_at[url] for url in shown), *graph.linked(resolved.brief.path)),
            revision=self._archive.context.history.last(resolved.brief.path),
        )

    def _write(self, view: View, key: str, body: Body | None = None) -> Written:
        html = self._html(view, body)
        self._links.read(page_file(view.url), html)
        return write_file(self._folder, page_file(view.url), html.encode("utf-8"), key)

    def _html(self, view: View, body: Body | None = None) -> str:
        settings, catalogue = self._archive.context.settings, self._archive.context.catalogue
        title = f"{view.title} – {settings.site_name}" if view.url else settings.site_name
        values = {
            "title": escape(title),
            "description": escape(describe(view, body, catalogue)),
            "canonical": escape(settings.site_url + view.url),
            "head": head(view, body, settings, catalogue),
            "kind": view.template.removesuffix(".html"),
            "article": self._prepared()[0].render(view),
        }
        values["head"] += script_of_languages(view, values["article"])
        return self._shell(view.url).fill(values)

    def _prepared(self) -> tuple[Renderer, MarkdownRenderer]:
        if self._tools is None:
            archive = self._archive
            self._tools = (
                Renderer(archive.context.settings, archive.context.catalogue, archive.templates),
                MarkdownRenderer(archive.flavour),
            )
        return self._tools


def _bodyless(record: RenderRecord) -> Body:
    """Returns what a brief's view shows of its body, without the HTML."""
    return Body(html=Html(""), headings=(), opening=record.opening, words=record.words)
