"""Links of rendered pages: their targets, and which of them are broken.

The pages are this program's own output: every ``<`` and ``>`` of a text is escaped, and every
attribute is in double quotes. So a search for tags finds all links, and nothing else.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from archive.core.model import Level, Place, Problem
from archive.prose.link_places import find_anchor, find_link
from archive.prose.links import ABSOLUTE

FEW = 20
"""With no more files gone than this, unchanged pages are first searched for their names."""

_REFERENCE = re.compile(
    r'<(?:a|img|link|script)(?:\s+(?!(?:href|src)=)[^\s"<>=/]+(?:="[^"]*")?)*+'
    r'\s+(?:href|src)="([^"]*)"'
)

_ADDRESS = re.compile(r"(?:[a-z0-9-]+/)*")
"""What addresses of pages are made of, as a rule: nothing in it needs to be worked out."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site, as written on a page.

    Attributes:
        page: File of the page below the site's folder.
        reference: The link as written, escaped.
        target: The file that it leads to, or "" where it leads out of the site's folder.
        fragment: The anchor on that page, or "".
    """

    page: str
    reference: str
    target: str
    fragment: str = ""


class LinkReader:
    """Reads the links of many pages, each target once. One reader serves one process.

    Attributes:
        root: Path of the published site on its host: ``/`` or ``/archive/``.
    """

    def __init__(self, site_url: str = "") -> None:
        """Starts without links.

        Args:
            site_url: Address of the published site, or "".
        """
        self.root = urlsplit(site_url).path.rstrip("/") + "/"
        self._seen: dict[str, set[str]] = {}
        self._found: list[Link] = []

    def read(self, page: str, text: str) -> None:
        """Reads the links of a page; skips those that are already known.

        Args:
            page: File of the page below the site's folder.
            text: Its HTML.
        """
        up = "../" * page.count("/")
        seen = self._seen.setdefault(up, set())
        for reference in set(_REFERENCE.findall(text)) - seen:
            if reference.startswith("#"):
                if not has_anchor(text, reference[1:]):
                    self._found.append(Link(page, reference, page, reference[1:]))
                continue
            if reference.startswith(up) and _ADDRESS.fullmatch(reference, len(up)):
                seen.add(reference)
                self._found.append(Link(page, reference, f"{reference[len(up) :]}index.html"))
                continue
            if reference.startswith((up, "/")) or ABSOLUTE.match(reference):
                seen.add(reference)  # it means the same on all pages of this depth
            if link := self.link(page, reference):
                self._found.append(link)

    def link(self, page: str, reference: str) -> Link | None:
        """Returns the target of a link; None for a link to another site.

        Args:
            page: File of the page that contains it.
            reference: The link as written, escaped.
        """
        raw = html.unescape(reference)
        if ABSOLUTE.match(raw):
            return None
        try:
            parts = urlsplit(raw)
        except ValueError:
            return Link(page, reference, "")
        path = unquote(parts.path)
        if path.startswith("/"):
            if not f"{path}/".startswith(self.root):
                return None
            path = path[len(self.root) :]
            found = posixpath.normpath(path)
        elif path:
            found = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        else:
            found = page
        if found == ".." or found.startswith("../"):
            return Link(page, reference, "")
        if found == ".":
            found = "index.html"
        elif path.endswith(("/", "/..", "/.")) or path in ("..", "."):
            found += "/index.html"
        return Link(page, reference, found, parts.fragment)

    def take(self) -> tuple[Link, ...]:
        """Returns the links found since the last call."""
        found = tuple(self._found)
        self._found.clear()
        return found


def has_anchor(text: str, fragment: str) -> bool:
    """Returns whether a page has an anchor; the top of a page always counts as one."""
    if not fragment or fragment.lower() == "top" or f' id="{fragment}"' in text:
        return True
    plain = html.escape(unquote(html.unescape(fragment)), quote=False)
    return f' id="{plain}"' in text


def find_astray(
    links: Iterable[Link], published: Container[str], load: Callable[[str], str]
) -> list[Link]:
    """Returns the broken links.

    Args:
        links: Links of the site's pages.
        published: All files that are to be published.
        load: Returns the text of one of them; called only for anchors on other pages.
    """
    astray: list[Link] = []
    texts: dict[str, str] = {}
    for link in dict.fromkeys(links):
        target = link.target
        if target not in published and f"{target}/index.html" in published:
            target = f"{target}/index.html"
        if target not in published:
            astray.append(link)
        elif link.fragment and target.endswith(".html"):
            if target not in texts:
                texts[target] = load(target)
            if not has_anchor(texts[target], link.fragment):
                astray.append(link)
    return astray


def reread(
    reader: LinkReader, kept: Iterable[str], gone: Collection[str], load: Callable[[str], bytes]
) -> None:
    """Reads again those unchanged pages that may link to a file which is no longer published.

    Args:
        reader: Collects the links.
        kept: Files of the pages that stay as they were.
        gone: Files of the previous release that are not in this one.
        load: Returns the bytes of a page.
    """
    if not gone:
        return
    names = [path.removesuffix("index.html").encode() for path in gone]
    for page in kept:
        data = load(page)
        if len(names) > FEW or any(name in data for name in names):
            reader.read(page, data.decode("utf-8", "replace"))


def problems_of(
    astray: Iterable[Link], sources: Mapping[str, str], load: Callable[[str], str]
) -> Iterator[Problem]:
    """Yields an error for each broken link.

    Args:
        astray: The links.
        sources: Address of a page → path of the file that it is made from, where it is one.
        load: Returns the text of such a file.
    """
    for link in astray:
        url = link.page.removesuffix("index.html")
        raw = html.unescape(link.reference)
        path = sources.get(url, "")
        place = _find(path, load(path), link, raw) if path else Place(f"/{url}")
        what = "an anchor" if link.target and link.fragment else "a page or file"
        message = f'link "{raw}" of the page /{url} leads to {what} that does not exist'
        hint = "fix the link, or restore its target"
        yield Problem(place, Level.ERROR, message, "", hint, "address")


def _find(path: str, text: str, link: Link, reference: str) -> Place:
    """Returns where a link is in the source of its page; its beginning if it is not found."""
    page = posixpath.basename(link.target.removesuffix("/index.html"))
    fragment = unquote(urlsplit(reference).fragment)
    found = find_link(text, reference) or find_anchor(text, fragment, page)
    return Place(path, *(found or ()))
