"""The headers of a site for hosts that read a ``_headers`` file (Netlify, Cloudflare Pages)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from archive.core.embeds import frame_sources
from archive.lib.csp import policy
from archive.outputs.output import OutputSources

FILE = "_headers"
"""The file's name, at the root of the site."""
POLICY = "Content-Security-Policy"


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the file, which depends on the inline scripts, and on ``docs/_headers``."""
    return {FILE: (sources.script_hashes, sources.site.settings.embeds, _own(sources))}


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:  # noqa: ARG001
    """Writes the file."""
    frames = frame_sources(sources.site.settings.embeds)
    stream.write(headers_file(sources.script_hashes, frames, _own(sources)).encode())


def headers_file(hashes: Iterable[str], frames: Iterable[str] = (), own: str = "") -> str:
    """Returns the file's text.

    Args:
        hashes: The inline scripts of all of the site's pages: all pages have the same headers,
            and the policy of each page is narrower.
        frames: Hosts whose pages may be framed.
        own: The site's own rules, which follow. A header that they set for all paths takes the
            place of the one here: hosts join the values of a header that is set twice. The policy
            stays in any case: browsers enforce every policy that they get.
    """
    headers = {
        POLICY: policy(sorted(set(hashes)), frames, header=True),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
    }
    replaced = {name.casefold() for name in _names_for_all(own)}
    kept = {
        name: value
        for name, value in headers.items()
        if name == POLICY or name.casefold() not in replaced
    }
    rules = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in kept.items())
    return "\n".join(part for part in (rules if kept else "", own) if part)


def _own(sources: OutputSources) -> str:
    """Returns the site's own rules, ``docs/_headers``, or ""."""
    if FILE not in sources.docs.paths:
        return ""
    return (sources.docs.folder / FILE).read_text(encoding="utf-8", errors="replace")


def _names_for_all(rules: str) -> Iterator[str]:
    """Yields the names of the headers that rules set, or remove (``! Name``), for all paths."""
    path = ""
    for line in rules.splitlines():
        if line.strip() and not line[0].isspace():
            path = line.strip()
        elif path == "/*" and line.strip():
            yield line.strip().removeprefix("!").partition(":")[0].strip()
