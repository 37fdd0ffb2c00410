"""Finds the links of briefs and hand-written pages that lead nowhere, as a build does.

A build renders every page and reads the links of what it has rendered. Here the sources are
searched as text first. Those with a link that may be wrong, as a rule none, are rendered.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from importlib import import_module
from urllib.parse import unquote, urlsplit

from archive.core.model import Brief, Problem
from archive.core.now import now
from archive.lint.project import Project
from archive.prose.html_limits import MAX_DEPTH
from archive.prose.link_places import find_links
from archive.prose.links import ABSOLUTE, Broken, Targets, resolve_link
from archive.resolve.registry import Registry
from archive.resolve.resolver import build_graph

_PICTURE = re.compile(r"!\[[^\]\n]*\](?:\(\s*<?(?:[a-z][a-z0-9+.-]*:|[/\\]{2})|\[)", re.IGNORECASE)
"""Pictures of other sites, and those by reference, which may be."""
_INLINE = re.compile(r"\]\(\s*<?([^\s()<>]*)")
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$")
_FENCED = re.compile(r"(?ms)^( {0,3}(?:`{3,}|~{3,})).*?(?:^\1|\Z)")


def check_links(
    project: Project,
    registry: Registry,
    briefs: Iterable[Brief],
    broken: Iterable[str],
    attachments: Iterable[str],
) -> Iterator[Problem]:
    """Yields a problem for each link that leads nowhere.

    Args:
        project: The project.
        registry: The known entities.
        briefs: The briefs that could be read; links of those that are not published yet are checked
            once they are.
        broken: Paths of the briefs and files that have errors of their own.
        attachments: Paths of the files next to briefs, relative to the project.
    """
    published = published_of(briefs)
    known = addresses_of(project, published, broken, attachments)
    paths = [brief.path for brief in published]
    suspects = find_suspects(project, known, (*paths, *project.linking))
    if suspects or project.addresses.any_here:
        # Rendering needs modules that take longer to load than the whole check.
        rendered = import_module("archive.lint.rendered_links")
        graph, _ = build_graph(published, registry, language=project.language)
        yield from rendered.rendered_problems(project, graph, known, suspects)


def published_of(briefs: Iterable[Brief]) -> list[Brief]:
    """Returns the briefs that are published now."""
    time = now()
    return [brief for brief in briefs if not brief.is_held(time)]


def addresses_of(
    project: Project, published: Iterable[Brief], broken: Iterable[str], attachments: Iterable[str]
) -> dict[str, str]:
    """Returns source path → address, of everything that a link may name; see ``check_links``."""
    folder = project.settings.briefs
    return {
        **{path: path for path in broken},
        **{brief.path: brief.url for brief in published},
        **project.docs_pages,
        **{path: f"briefs/{path.removeprefix(f'{folder}/')}" for path in attachments},
    }


def find_suspects(project: Project, known: Mapping[str, str], paths: Iterable[str]) -> list[str]:
    """Returns the sources that must be rendered to see whether their links are right.

    Args:
        project: The project.
        known: Source path → address, of everything that a link may name.
        paths: The sources to look at.
    """
    search = _Search(project, known)
    return [path for path in paths if search.is_suspect(path)]


def _may_be_local(text: str) -> bool:
    """Returns whether a text may have links within the site; most have none."""
    if "]:" in text or "href" in text or "src" in text:
        return True
    return any(not ABSOLUTE.match(address) for address in _INLINE.findall(text))


class _Search:
    """Searches sources as text for links that may be wrong."""

    def __init__(self, project: Project, known: Mapping[str, str]) -> None:
        self._project = project
        self._known = Targets(known, frozenset(known.values()))
        self._anchors: dict[str, frozenset[str]] = {}

    def is_suspect(self, path: str) -> bool:
        """Returns whether a source has a link that may lead nowhere, or HTML without bounds."""
        text = self._text(path)
        if text.count("<") > MAX_DEPTH:
            return True
        if "<img" in text or ("![" in text and _PICTURE.search(text)):
            return True
        if not _may_be_local(text):
            return False
        return any(
            not ABSOLUTE.match(address) and not self._is_right(html.unescape(address), path)
            for _, address in find_links(text)
        )

    def _is_right(self, address: str, path: str) -> bool:
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        if parts.path and isinstance(
            resolve_link(html.escape(address), path, "", self._known), Broken
        ):
            return False
        if not parts.fragment:
            return bool(parts.path)
        if parts.path.startswith("/"):
            return False
        folder = posixpath.dirname(path)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        return unquote(parts.fragment) in self._anchors_of(target if parts.path else path)

    def _anchors_of(self, path: str) -> frozenset[str]:
        """Returns the anchors of a source's plain headings."""
        if path not in self._anchors:
            text = _FENCED.sub("", self._text(path)) if path.endswith(".md") else ""
            names = (one.replace("`", "") for one in _HEADING.findall(text))
            simple = (one for one in names if not re.search(r"[][*{}<>&\\]", one))
            self._anchors[path] = frozenset(map(self._anchor, simple))
        return self._anchors[path]

    @cached_property
    def _anchor(self) -> Callable[[str], str]:
        make: Callable[[str], str] = import_module("archive.prose.anchors").anchor
        return make

    def _text(self, path: str) -> str:
        return self._project.text_of(path)
