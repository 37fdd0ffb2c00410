"""Renders the sources with links that may be wrong, and finds those that lead nowhere.

What is rendered goes through the functions of a build, so the messages are the same.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from pathspec import GitIgnoreSpec

from archive.build.archive import Archive, Sources, assemble
from archive.core.model import Brief, Problem
from archive.core.now import now
from archive.core.urls import path_to_root
from archive.lib.output_files import page_file
from archive.lint.project import Project
from archive.pages.brief import brief_page
from archive.pages.parts import Html
from archive.pages.plan import PlannedPage, make_view
from archive.prose.body import Body, render_body
from archive.prose.configured_files import check_configured_addresses
from archive.prose.docs_pages import clean_page, picture_problem, read_meta, take_out_pictures
from archive.prose.html_limits import find_html_violation
from archive.prose.links import Broken, Targets, is_elsewhere, resolve_link
from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.prose.render_limits import attempt
from archive.read.briefs import read_body
from archive.read.limits import LimitViolation, limit_problem
from archive.read.statics import read_address_list, read_own_rules
from archive.render.linkcheck import Link, LinkReader, find_astray, problems_of
from archive.render.renderer import Renderer
from archive.resolve.graph import Graph

_MADE = re.compile(r"(?:assets|search|search-export)/|[^/]+\.(?:xml|txt|html|json)$")
"""Files of the theme and outputs, which exist only once a site is built."""
_HREF = re.compile(r'<(?:a|img)\b[^>]*?\s(?:href|src)="([^"]*)"')


def rendered_problems(
    project: Project, graph: Graph, known: Mapping[str, str], suspects: Iterable[str]
) -> Iterator[Problem]:
    """Yields a problem for each link, and each address in the configuration, that leads nowhere.

    Args:
        project: The project.
        graph: The published briefs, resolved.
        known: Source path → address, of all briefs, hand-written pages and files next to briefs.
        suspects: Paths of the briefs and hand-written pages to look at.
    """
    checker = _Checker(project, graph, known)
    chosen = set(suspects)
    for resolved in graph.versions:
        if resolved.brief.path in chosen:
            yield from checker.brief(resolved.brief)
    for path in project.linking:
        if path in chosen and not _is_excluded(path, project):
            yield from checker.page(path)
    yield from checker.problems()
    if project.addresses.any_here:
        yield from check_configured_addresses(project.addresses, checker.archive.addresses)


def _is_excluded(path: str, project: Project) -> bool:
    """Returns whether ``exclude_docs`` leaves a page out.

    Source: MkDocs' documentation: patterns as in ``.gitignore``, relative to ``docs_dir``.
    """
    pattern = GitIgnoreSpec.from_lines(project.excluded.splitlines())
    return pattern.match_file(path.removeprefix(f"{project.docs}/"))


class _Checker:
    """The links found so far, and what is rendered to look at them."""

    def __init__(self, project: Project, graph: Graph, known: Mapping[str, str]) -> None:
        self._project = project
        self._graph = graph
        self._by_path = known
        pages = {*project.docs_pages, *(brief.path for brief in graph.addressed)}
        self._attachments = {
            path: url for path, url in known.items() if path not in pages and path != url
        }
        self._reader = LinkReader(project.settings.site_url)
        self._flavour = Flavour(project.extensions, project.extension_configs)
        self._markdown = MarkdownRenderer(self._flavour)
        self._links: list[Link] = []
        self._bodies: dict[str, Body] = {}
        self._excess: dict[str, LimitViolation] = {}

    @cached_property
    def archive(self) -> Archive:
        """The archive, ready to render any of its pages. Needed for few links."""
        sources = Sources(self._project.root, self._graph, (), self._attachments, now())
        project = self._project
        rules = read_own_rules(project.root / project.docs, project.site_url)
        pages = project.docs_pages
        listed = read_address_list(project.root)
        settings, flavour = project.settings, self._flavour
        return assemble(sources, settings, flavour, pages, rules=rules, listed=listed)

    @cached_property
    def _pages(self) -> dict[str, PlannedPage]:
        return {page.url: page for page in self.archive.pages}

    def _targets(self, address: str) -> Targets:
        """Returns what a link may lead to; only one to an address needs all pages."""
        if not address.startswith("/"):
            return Targets(self._by_path, frozenset())
        return Targets(self._by_path, self.archive.targets.urls)

    def brief(self, brief: Brief) -> Iterator[Problem]:
        """Yields the problems of a brief's links; remembers those to places on other pages."""
        whole = read_body(self._project.root, brief)
        body, problems = self._render(whole)
        yield from problems
        for href in body.links:
            if "#" in href:
                found = resolve_link(href, brief.path, path_to_root(brief.url), self._targets(href))
                self._take(brief.url, found)

    def _render(self, brief: Brief) -> tuple[Body, tuple[Problem, ...]]:
        embeds = self._project.settings.embeds
        targets = self.archive.targets if "](/" in brief.body else self._targets("")
        rendered = render_body(
            brief, self._markdown, None, frozenset(), path_to_root(brief.url), targets, embeds
        )
        self._bodies[brief.path] = rendered[0]
        return rendered

    def page(self, path: str) -> Iterator[Problem]:
        """Yields the outside pictures of a hand-written page, or an error if it cannot be rendered.

        Remembers links to be checked.
        """
        url = self._project.linking[path]
        shown, outside = take_out_pictures(self._docs_html(path))
        if path in self._excess:
            yield limit_problem(self._excess[path], "", path)
        for broken in outside:
            yield picture_problem(broken, path, self._text(path))
        for href in dict.fromkeys(_HREF.findall(shown)):
            if not is_elsewhere(html.unescape(href)):
                self._take(url, self._rewritten(href, path, url))

    def _source(self, address: str, path: str) -> str | None:
        """Returns the address of the file that a page's link names, or None."""
        wanted = unquote(urlsplit(html.unescape(address)).path)
        if not wanted or wanted.startswith("/"):
            return None
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted))
        docs = self._project.docs
        if found in self._by_path and found not in self._attachments:
            return self._by_path[found]
        if found == self._project.home:
            return ""
        if found.startswith(f"{docs}/") and (self._project.root / found).is_file():
            return found.removeprefix(f"{docs}/")
        return None

    def _rewritten(self, href: str, path: str, url: str) -> str:
        """Returns a link as MkDocs writes it: to a source file, the address of its page."""
        target = self._source(href, path)
        if target is None:
            return href
        fragment = urlsplit(html.unescape(href)).fragment
        whole = posixpath.relpath(target or ".", url or ".")
        if target.endswith("/") or not target:
            whole += "/"
        return html.escape(f"{whole}#{fragment}" if fragment else whole)

    def _take(self, url: str, reference: str | Broken) -> None:
        if isinstance(reference, Broken):
            return
        if link := self._reader.link(page_file(url), reference):
            self._links.append(link)

    def problems(self) -> Iterator[Problem]:
        """Yields an error for each remembered link that leads nowhere."""
        published = _Published(self)
        astray = find_astray(self._links, published, self._load_body)
        if any(link.fragment for link in astray):
            # An id may also be in what the archive puts around the text.
            astray = find_astray(astray, published, self._load_page)
        sources = {url: path for path, url in self._by_path.items()}
        sources |= {"": self._project.home} if self._project.home else {}
        yield from problems_of(astray, sources, self._text)

    def has(self, file: str) -> bool:
        """Returns whether a file will be published, as far as this can be known without a build."""
        url = file.removesuffix("index.html")
        if _MADE.match(file) and not file.endswith("index.html"):
            return True
        if url in self._by_path.values() or file in self._attachments.values():
            return True
        docs = self._project.root / self._project.docs
        if not file.endswith((".md", "index.html")) and (docs / file).is_file():
            return True
        if file in self.archive.redirects:
            return True
        return file.endswith("index.html") and (url in self._pages or url in self.archive.redirects)

    def _load_body(self, file: str) -> str:
        """Returns the text of a page as far as its source goes."""
        url = file.removesuffix("index.html")
        path = next((one for one, its in self._by_path.items() if its == url), "")
        path = path if url else self._project.home
        if path in self._project.linking:
            return self._docs_html(path)
        if path in {brief.path for brief in self._graph.withdrawn}:
            return ""
        if path and path not in self._bodies:
            brief = self._graph.by_path[path].brief
            self._render(read_body(self._project.root, brief))
        return self._bodies[path].html if path else ""

    def _load_page(self, file: str) -> str:
        """Returns the text of a page with what templates put around it."""
        url, body = file.removesuffix("index.html"), self._load_body(file)
        context = self.archive.context
        if url in self._pages:
            return self._renderer.render(make_view(context, self._pages[url]))
        for position, one in enumerate(self._graph.versions):
            if one.brief.url == url:
                return self._renderer.render(brief_page(context, position, self._whole(one.brief)))
        return body

    def _whole(self, brief: Brief) -> Body:
        if brief.path not in self._bodies:  # two briefs have the same address, an error of its own
            self._render(read_body(self._project.root, brief))
        body = self._bodies[brief.path]
        return Body(Html(body.html), body.headings, body.opening, body.words)

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self._project.settings, self.archive.context.catalogue)

    def _docs_html(self, path: str) -> str:
        text = self._text(path)
        rendered = attempt(lambda: self._markdown.render(_without_meta(text))[0])
        excess = rendered if isinstance(rendered, LimitViolation) else find_html_violation(rendered)
        if excess is None and isinstance(rendered, str):
            return clean_page(rendered)
        if excess is not None:
            self._excess[path] = excess
        return ""

    def _text(self, path: str) -> str:
        return self._project.text_of(path)


class _Published:
    """The files of the site, looked up one by one."""

    def __init__(self, checker: _Checker) -> None:
        self._checker = checker

    def __contains__(self, file: object) -> bool:
        return self._checker.has(str(file))


def _without_meta(text: str) -> str:
    """Returns a page without its front matter, as MkDocs renders it."""
    if read_meta(text)[0] and text.startswith("---\n"):
        return text.partition("\n---")[2].partition("\n")[2]
    return text
