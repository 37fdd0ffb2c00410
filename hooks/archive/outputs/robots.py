"""The file ``robots.txt`` (RFC 9309): allows everything, and names the site map."""

from __future__ import annotations

from typing import BinaryIO

from archive.outputs import sitemap
from archive.outputs.output import OutputSources

FILE = "robots.txt"


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the file; none if the site has its own, or if its address is unknown."""
    if FILE in sources.docs.paths or not sources.site.settings.site_url:
        return {}
    return {FILE: sources.site.settings.site_url}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes the file."""
    address = f"{sources.site.settings.site_url}{sitemap.FILE}"
    stream.write(f"User-agent: *\nAllow: /\n\nSitemap: {address}\n".encode())
