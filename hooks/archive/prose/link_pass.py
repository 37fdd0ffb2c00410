"""One pass over a brief's safe HTML: resolves links, drops repeated ids, links mentions."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from archive.prose.html import Tag, tokens
from archive.prose.links import Broken, Targets, is_elsewhere, outside_picture, resolve_link
from archive.prose.mentions import MentionLinker

_NO_MENTIONS = frozenset({"a", "code", "pre", "kbd", "samp", "h1", "h2", "h3", "h4", "h5", "h6"})
_CHECKED = frozenset({"a", "img"})
"""Elements that are checked even if they have no attributes."""
_DIRECTED = frozenset(
    {"caption", "dd", "dt", "figcaption", "li", "p", "summary", "td", "th"}
    | {f"h{level}" for level in range(1, 7)}
)
"""Blocks of text, each of which may run in a direction of its own."""
_ID = re.compile(r'\sid="([^"]*)"')
_HEADING_ID = re.compile(r'<h[1-6]\b[^>]*\sid="([^"]*)"')


def connect(
    clean: str,
    path: str,
    base: str,
    targets: Targets,
    linker: MentionLinker | None,
    *,
    directed: bool = False,
) -> tuple[str, tuple[Broken, ...], tuple[str, ...]]:
    """Connects the prose of a brief with the rest of the site.

    Args:
        clean: Sanitised HTML.
        path: The brief's source path.
        base: The relative path from its page to the site's root.
        targets: What its links may lead to.
        linker: Links mentions; None to link none.
        directed: Whether the direction of each block follows from its text.

    Returns:
        The HTML; the links that lead nowhere, whose text stays, unlinked; and all links (escaped)
        that were looked up in ``targets``.
    """
    ids = frozenset(filter(_is_id, _ID.findall(clean)))
    walk = _Walk(ids, frozenset(_HEADING_ID.findall(clean)), path, base, targets)
    out: list[str] = []
    quiet = 0
    for token in tokens(clean):
        if isinstance(token, str):
            if linker is not None and not quiet and not token.isspace():
                token = linker.link(token)
            out.append(token)
            continue
        if token.name in _NO_MENTIONS:
            quiet += -1 if token.closing else 1
        is_plain = not token.attributes and token.name not in _CHECKED
        source = token.source if is_plain else walk.tag(token)
        out.append(_directed(token, source) if directed else source)
    return "".join(out), tuple(walk.broken), tuple(dict.fromkeys(walk.looked_up))


def _directed(tag: Tag, source: str) -> str:
    """Gives a block a direction that follows from its text, unless it states one."""
    if tag.closing or tag.name not in _DIRECTED or tag.get("dir") is not None:
        return source
    return f'{source[:-1]} dir="auto">'


def _is_id(text: str) -> bool:
    """Returns whether an attribute's value can be an id: HTML allows no white space in it."""
    return bool(text) and not re.search(r"\s", text)


class _Walk:
    """What one pass has seen so far."""

    def __init__(
        self,
        ids: frozenset[str],
        headings: frozenset[str],
        path: str,
        base: str,
        targets: Targets,
    ) -> None:
        self._ids = ids
        self._headings = headings
        self._path = path
        self._base = base
        self._targets = targets
        self._seen: set[str] = set()
        self._unlinked = 0
        self.broken: list[Broken] = []
        self.looked_up: list[str] = []

    def tag(self, tag: Tag) -> str:
        """Returns what to write for a tag."""
        if tag.name == "a" and tag.closing:
            if not self._unlinked:
                return tag.source
            self._unlinked -= 1
            return ""
        if tag.closing:
            return tag.source
        if tag.name == "a":
            source = self._anchor(tag)
            self._unlinked += not source
        elif tag.name == "img":
            source = self._image(tag)
        else:
            source = tag.source
        return self._once(tag, source)

    def _once(self, tag: Tag, source: str) -> str:
        """Drops an id that is already on the page, belongs to a heading, or is not valid."""
        id_ = tag.get("id")
        if id_ is None or not source:
            return source
        is_taken = id_ in self._headings and not re.fullmatch("h[1-6]", tag.name)
        if is_taken or id_ in self._seen or not _is_id(id_):
            return source.replace(f' id="{id_}"', "", 1)
        self._seen.add(id_)
        return source

    def _resolve(self, href: str) -> str | Broken:
        self.looked_up.append(href)
        return resolve_link(href, self._path, self._base, self._targets)

    def _anchor(self, tag: Tag) -> str:
        href = tag.get("href")
        if href is None:
            return tag.source if tag.get("id") else ""
        if href.startswith("#"):
            place = html.unescape(href[1:])
            if not self._ids.isdisjoint((href[1:], place, unquote(place))):
                return tag.source
            self.broken.append(Broken(html.unescape(href), "has no target on this page"))
            return ""
        result = self._resolve(href)
        if isinstance(result, Broken):
            self.broken.append(result)
            return ""
        return tag.source.replace(f'href="{href}"', f'href="{result}"', 1)

    def _image(self, tag: Tag) -> str:
        """Keeps images of the site itself; others would send a request to another host."""
        src, alt = tag.get("src"), tag.get("alt")
        if not src:
            return alt or ""
        raw = html.unescape(src)
        result = outside_picture(raw) if is_elsewhere(raw) else self._resolve(src)
        if isinstance(result, Broken):
            self.broken.append(result)
            return alt or ""
        written = f'src="{result}" loading="lazy"'
        size = self._targets.size_of(src, self._path)
        if size and tag.get("width") is None and tag.get("height") is None:
            written += f' width="{size[0]}" height="{size[1]}"'
        source = tag.source.replace(f'src="{src}"', written, 1)
        return source if alt is not None else source.replace("<img", '<img alt=""', 1)
