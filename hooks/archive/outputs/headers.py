"""The headers of a site for hosts that read a ``_headers`` file (Netlify, Cloudflare Pages)."""

from __future__ import annotations

from collections.abc import Iterable

from archive.lib.csp import policy

NAME = "_headers"
"""The file's name, at the root of the site."""


def headers_file(hashes: Iterable[str], frames: Iterable[str] = ()) -> str:
    """Returns the file.

    Args:
        hashes: Sources of all inline scripts of the site's pages: headers are the same for all of
            them, and each page's own policy is narrower.
        frames: Sources of what pages may frame.
    """
    headers = {
        "Content-Security-Policy": policy(sorted(set(hashes)), frames, header=True),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
