"""The Content-Security-Policy: what a page may load and run, and the few inline scripts it has.

The hashes are those of the scripts of the theme's page rendered around marks, never of a finished
page: a script that a contributor had got into a page would not be among them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from archive.lib.third_party import UnknownFormatError

THEME = "mkdocs-material"
CHARSET = '<meta charset="utf-8">'
"""The element that the policy follows, first in the head of every page."""

_MARKS = ("\ue000", "\ue001")
_RUNS = frozenset({"", "module", "text/javascript", "application/javascript"})
"""Types of ``script`` that run; all others are data."""


class _Scripts(HTMLParser):
    """Collects the texts of the inline scripts that run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            given = dict(attrs)
            self._inside = "src" not in given and (given.get("type") or "").lower() in _RUNS
            if self._inside:
                self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data


def script_hashes(frame: str) -> tuple[str, ...]:
    """Returns the sources of a policy for the inline scripts of a page rendered around marks.

    Args:
        frame: The page; every text that is not the theme's own is a mark.

    Raises:
        UnknownFormatError: If a mark is inside a script: what would stand there could not be known.
    """
    parser = _Scripts()
    parser.feed(frame)
    parser.close()
    found: dict[str, None] = {}
    for text in parser.texts:
        if any(mark in text for mark in _MARKS):
            raise UnknownFormatError("the theme puts a page's content into a script", THEME)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        found[f"'sha256-{digest}'"] = None
    return tuple(found)


def policy(hashes: Iterable[str] = (), frames: Iterable[str] = (), *, header: bool = False) -> str:
    """Returns a policy (w3.org/TR/CSP3).

    Args:
        hashes: Sources of the inline scripts that may run.
        frames: Sources of what may be framed; none where empty.
        header: Whether it is for a header, which can also forbid other sites to embed the page.
    """
    scripts = " ".join(("'self'", "'wasm-unsafe-eval'", *hashes))
    parts = [
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        *([f"frame-src {' '.join(frames)}"] if (frames := tuple(frames)) else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if header:
        parts.append("frame-ancestors 'none'")
    return "; ".join(parts)


def with_policy(page: str, hashes: Iterable[str] = (), frames: Iterable[str] = ()) -> str:
    """Returns a page with its policy.

    Args:
        page: The page, whose head begins with ``CHARSET``.
        hashes: Sources of the inline scripts that may run.
        frames: Sources of what it may frame.

    Raises:
        UnknownFormatError: If the charset is not where the policy must be.
    """
    before, charset, after = page.partition(CHARSET)
    if not charset or not before.rstrip().endswith("<head>"):
        raise UnknownFormatError(f"the page's head does not begin with {CHARSET}", THEME)
    content = escape(policy(hashes, frames), quote=False)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return f"{before}{charset}\n{meta}{after}"
