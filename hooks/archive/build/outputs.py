"""The table of outputs: everything that leaves the archive and is not one of its pages.

To add an output, write its module and add its row here. Cache keys, incremental builds, the removal
of files that are no longer made, and the check before the swap follow from the row.
"""

from __future__ import annotations

from archive.outputs import (
    cms,
    copies,
    feeds,
    headers,
    opensearch,
    redirects,
    robots,
    search_export,
    search_page,
    sitemap,
)
from archive.outputs.output import Output, Stage
from archive.search import files

OUTPUTS: tuple[Output, ...] = (
    Output(
        "redirects",
        Stage.BEFORE_PAGES,
        redirects.files,
        redirects.write,
        media_type="text/html",
    ),
    Output("flags", Stage.BEFORE_PAGES, copies.flags, copies.write_flag),
    Output(
        "search page",
        Stage.BEFORE_PAGES,
        search_page.files,
        search_page.write,
        media_type="text/html",
        required=True,
    ),
    Output(
        "OpenSearch description",
        Stage.BEFORE_PAGES,
        opensearch.files,
        opensearch.write,
        media_type=opensearch.MEDIA_TYPE,
    ),
    Output("form for editors", Stage.BEFORE_PAGES, cms.files, cms.write),
    # Which files next to briefs are published is known once all links are.
    Output("attachments", Stage.AFTER_PAGES, copies.attachments, copies.write_attachment),
    # Material's search writes its index when all pages are there.
    Output("pages and theme", Stage.AFTER_PAGES, copies.docs_files, copies.write_docs_file),
    Output(
        "site map",
        Stage.AFTER_PAGES,
        sitemap.files,
        sitemap.write,
        required=True,
        in_preview=False,
    ),
    Output("feeds", Stage.AFTER_PAGES, feeds.files, feeds.write),
    Output("robots.txt", Stage.AFTER_PAGES, robots.files, robots.write, in_preview=False),
    Output(
        "redirects of the host",
        Stage.AFTER_PAGES,
        redirects.host_files,
        redirects.write_host_file,
        in_preview=False,
    ),
    Output("headers", Stage.AFTER_PAGES, headers.files, headers.write, in_preview=False),
    Output(
        "search export",
        Stage.AFTER_PAGES,
        search_export.files,
        search_export.write,
        in_preview=False,
    ),
    Output(
        "search index",
        Stage.AFTER_SEARCH,
        files.files,
        files.write,
        media_type="application/octet-stream",
        required=True,
        in_preview=False,
    ),
)
"""In the order in which they are written; no two rows may write the same file."""
