"""The headers of a site for hosts that read a ``_headers`` file (Netlify, Cloudflare Pages)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from archive.core.embeds import frame_sources
from archive.lib.csp import policy
from archive.outputs.output import OutputSources

FILE = "_headers"
"""The file's name, at the root of the site."""


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the file, which depends on the inline scripts; none if the site has its own."""
    if FILE in sources.docs.paths:
        return {}
    return {FILE: (sources.script_hashes, sources.site.settings.embeds)}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes the file."""
    frames = frame_sources(sources.site.settings.embeds)
    stream.write(headers_file(sources.script_hashes, frames).encode())


def headers_file(hashes: Iterable[str], frames: Iterable[str] = ()) -> str:
    """Returns the file's text.

    Args:
        hashes: The inline scripts of all of the site's pages: all pages have the same headers,
            and the policy of each page is narrower.
        frames: Hosts whose pages may be framed.
    """
    headers = {
        "Content-Security-Policy": policy(sorted(set(hashes)), frames, header=True),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
