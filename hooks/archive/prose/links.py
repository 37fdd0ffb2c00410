"""Resolves the links of a brief: to other briefs, hand-written pages, files, or other sites."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""The beginning of an address with a scheme or a host, as a link check reads it."""
_SCHEME_OR_HOST = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.IGNORECASE)
_IGNORED = re.compile(r"[\t\n\r]")


def is_elsewhere(address: str) -> bool:
    """Returns whether a browser would look for an address outside the site (WHATWG URL, 4.4).

    It ignores white space at the ends and line ends within, takes a backslash for a slash, and
    needs no slashes after ``https:``.

    Args:
        address: The address, unescaped.
    """
    return _SCHEME_OR_HOST.match(_IGNORED.sub("", address.strip("\0\a\b\v \f\n\r\t"))) is not None


@dataclass(frozen=True, slots=True)
class Targets:
    """What a link may lead to.

    Attributes:
        by_path: Source path → address, for briefs, pages and files.
        urls: The addresses of all pages.
        sizes: Source path of a picture → its width and height in pixels, where known.
    """

    by_path: Mapping[str, str]
    urls: frozenset[str]
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def size_of(self, href: str, path: str) -> tuple[int, int] | None:
        """Returns the size of the picture that an address names, or None.

        Args:
            href: The escaped value of the attribute, which leads to something.
            path: The brief's source path.
        """
        if not self.sizes:
            return None
        wanted = unquote(urlsplit(html.unescape(href)).path)
        return self.sizes.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted)))


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken link, or a picture that cannot be shown.

    Attributes:
        href: Its address as in the source.
        reason: Why it is broken.
        hint: How to fix it.
        what: "link" or "picture".
        suggestion: The address that differs from it in case alone, or "".
    """

    href: str
    reason: str
    hint: str = "link a brief by its file: [text](../2022/slug.md)"
    what: str = "link"
    suggestion: str = ""


def outside_picture(address: str) -> Broken:
    """Returns why a picture of another site is not shown.

    Args:
        address: The address as in the source.
    """
    hint = "put the file next to the page: ![what it shows](file.png)"
    return Broken(address, "is on another site", hint, "picture")


def resolve_link(href: str, path: str, base: str, targets: Targets) -> str | Broken:
    """Returns the address to write for a link of a brief.

    Args:
        href: The escaped value of the attribute.
        path: The brief's source path.
        base: The relative path from its page to the site's root.
        targets: What exists.

    Returns:
        The escaped value to write, or why the link leads nowhere. Anchors on other pages are not
        checked here.
    """
    raw = html.unescape(href)
    try:
        parts = urlsplit(raw)
    except ValueError:
        return Broken(raw, "is not an address")
    if parts.scheme or parts.netloc:
        if parts.scheme in ("http", "https") and not parts.netloc:
            return Broken(raw, "is not a complete address", f"write {parts.scheme}://…")
        return href
    if is_elsewhere(raw):
        return Broken(raw, "is not an address of this site")
    if not parts.path:
        return href if parts.fragment else Broken(raw, "is empty")
    wanted = unquote(parts.path)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if wanted.startswith("/"):
        url = wanted.lstrip("/")
        if url in targets.urls or f"{url}/" in targets.urls:
            return html.escape(base + url.rstrip("/") + "/" + fragment)
        return Broken(raw, "does not lead to a page of this site")
    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted))
    if (target := targets.by_path.get(found)) is not None:
        return html.escape(base + target + fragment)
    near = _in_other_case(found, targets)
    suggestion = posixpath.relpath(near, posixpath.dirname(path) or ".") if near else ""
    reason = f"leads to {found}, which does not exist"
    return Broken(raw, reason, suggestion=suggestion + fragment if suggestion else "")


def _in_other_case(path: str, targets: Targets) -> str:
    wanted = path.casefold()
    return next((one for one in targets.by_path if one.casefold() == wanted), "")
