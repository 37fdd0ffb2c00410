"""The Content-Security-Policy: what a page may load and run, and its few inline scripts.

The hashes come from the theme's page with marks in place of content, never from a finished page. So
a script that a contributor managed to insert into a page is not among them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Mapping
from html import escape
from html.parser import HTMLParser

from archive.lib.third_party import UnknownFormatError

THEME = "mkdocs-material"
CHARSET = '<meta charset="utf-8">'
"""The element that the policy follows, first in the head of every page."""

_META = '<meta http-equiv="Content-Security-Policy" content="'

_MARKS = ("\ue000", "\ue001")
_RUNS = frozenset({"", "module", "text/javascript", "application/javascript"})
"""Types of ``script`` that run; all others are data."""


class _Scripts(HTMLParser):
    """Collects the source of the inline scripts that run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.sources: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            given = dict(attrs)
            self._inside = "src" not in given and (given.get("type") or "").lower() in _RUNS
            if self._inside:
                self.sources.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.sources[-1] += data


def script_hashes(frame: str) -> tuple[str, ...]:
    """Returns the policy's sources for the inline scripts of a page with marks for content.

    Args:
        frame: The page; every string that is not the theme's own is a mark.

    Raises:
        UnknownFormatError: If a mark is inside a script, whose content would be unknown.
    """
    parser = _Scripts()
    parser.feed(frame)
    parser.close()
    found: dict[str, None] = {}
    for source in parser.sources:
        if any(mark in source for mark in _MARKS):
            raise UnknownFormatError("the theme puts a page's content into a script", THEME)
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        found[f"'sha256-{digest}'"] = None
    return tuple(found)


_EDITOR: Mapping[str, tuple[str, ...]] = {
    "style-src": ("'unsafe-inline'",),
    "img-src": ("blob:",),
    "connect-src": ("data:", "blob:"),
    "worker-src": ("blob:",),
    "media-src": ("'self'", "blob:"),
    "frame-src": ("'self'", "blob:"),
}
"""Directive → what the form for editors needs in addition: it previews files, and sets styles."""


def editor_policy(hosts: Iterable[str]) -> str:
    """Returns the policy of the page with the form for editors.

    Args:
        hosts: Origins that it may contact besides its own.
    """
    return policy(editor=tuple(hosts), page=False)


def policy(
    hashes: Iterable[str] = (),
    frames: Iterable[str] = (),
    *,
    header: bool = False,
    server: str = "",
    editor: Collection[str] | None = None,
    page: bool = True,
) -> str:
    """Returns a policy (w3.org/TR/CSP3).

    Args:
        hashes: Sources of the inline scripts that may run.
        frames: Sources that may be framed; empty for none.
        header: Whether the policy is for a header, which can also stop other sites embedding the
            page.
        server: Origin of a search server that pages may connect to, or "".
        editor: Origins that the form for editors may contact; None for a site without one.
        page: Whether it is for pages of the site, which search by WebAssembly.
    """
    sources: dict[str, tuple[str, ...]] = {
        "default-src": ("'none'",),
        "script-src": ("'self'", *(("'wasm-unsafe-eval'",) if page else ()), *hashes),
        "style-src": ("'self'",),
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'",),
        "connect-src": ("'self'", *filter(None, (server,))),
        "worker-src": ("'self'",),
        "manifest-src": ("'self'",),
        "frame-src": tuple(frames),
        "media-src": (),
        "base-uri": ("'none'",),
        "form-action": ("'none'",),
    }
    if editor is not None:
        for name, more in _EDITOR.items():
            sources[name] = (*sources[name], *more)
        sources["connect-src"] = (*sources["connect-src"], *editor)
    parts = [f"{name} {' '.join(dict.fromkeys(given))}" for name, given in sources.items() if given]
    if header:
        parts.append("frame-ancestors 'none'")
    return "; ".join(parts)


def with_policy(
    page: str, hashes: Iterable[str] = (), frames: Iterable[str] = (), server: str = ""
) -> str:
    """Returns a page with its policy.

    Args:
        page: The page, whose head begins with ``CHARSET``.
        hashes: Sources of the inline scripts that may run.
        frames: Sources that it may frame.
        server: Origin of a search server that it may connect to, or "".

    Raises:
        UnknownFormatError: If the charset is not where the policy must be.
    """
    before, charset, after = page.partition(CHARSET)
    if not charset or not before.rstrip().endswith("<head>"):
        raise UnknownFormatError(f"the page's head does not begin with {CHARSET}", THEME)
    content = escape(policy(hashes, frames, server=server), quote=False)
    meta = f'{_META}{content}">'
    return f"{before}{charset}\n{meta}{after}"


def without_policy(page: bytes) -> bytes:
    """Returns a page without the policy that ``with_policy`` added."""
    start = f"{CHARSET}\n".encode()
    before, found, after = page.partition(start + _META.encode())
    return before + start.rstrip() + after.partition(b">")[2] if found else page
