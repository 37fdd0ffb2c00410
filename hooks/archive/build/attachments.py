"""The files next to briefs that are published: those that a published page links or shows.

A file that only drafts use stays out of the site, as they do.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from archive.build.archive import Archive
from archive.incremental.records import RenderRecord
from archive.outputs.output import DocsFiles
from archive.prose.links import Broken, resolve_link
from archive.render.linkcheck import LinkReader

_NOT_A_FILE = (".md", "/")
"""Endings of links that are not to attachments; most links of an archive have one of them."""


def published_attachments(
    archive: Archive, records: Mapping[str, RenderRecord], docs: DocsFiles
) -> dict[str, str]:
    """Returns the attachments to publish: address → source path.

    Args:
        archive: The archive, without drafts where these are not published.
        records: Source path → what the rendering of each brief produced.
        docs: The files that MkDocs wrote.
    """
    if not archive.attachments:
        return {}
    wanted = {*_of_briefs(archive, records), *_of_docs(archive, docs)}
    return {url: path for path, url in archive.attachments.items() if url in wanted}


def _of_briefs(archive: Archive, records: Mapping[str, RenderRecord]) -> Iterator[str]:
    """Yields the addresses that briefs link or show, relative to the site."""
    site = archive.context.settings.site_url
    for path, record in records.items():
        yield from _of_links(archive, path, record.links, site)
    yield from (one.url for one in archive.context.graph.files.values())
    for one in archive.context.graph.versions if site else ():
        yield from (_inner(source.url, site) for source in one.brief.sources)


def _inner(url: str, site: str) -> str:
    """Returns a full address relative to the site, or "" for one of another site."""
    return unquote(urlsplit(url.removeprefix(site)).path) if url.startswith(site) else ""


def _of_links(archive: Archive, path: str, links: Iterable[str], site: str) -> Iterator[str]:
    for link in links:
        if link.endswith(_NOT_A_FILE):
            continue
        if site and link.startswith(site):
            yield _inner(html.unescape(link), site)
        elif not link.startswith(("http:", "https:")):
            target = resolve_link(link, path, "", archive.targets)
            if not isinstance(target, Broken):
                yield html.unescape(target).partition("#")[0]


def _of_docs(archive: Archive, docs: DocsFiles) -> Iterator[str]:
    """Yields the addresses that hand-written pages and the page shell link or show."""
    site = archive.context.settings.site_url
    reader = LinkReader(site)
    for path in docs.paths:
        if path.endswith(".html"):
            text = (docs.folder / path).read_text(encoding="utf-8", errors="replace")
            # Addresses with the site's own host count as links within the site.
            reader.read(path, text.replace(f'"{site}', f'"{reader.root}') if site else text)
    yield from (link.target for link in reader.take())
