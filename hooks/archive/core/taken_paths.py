"""The paths of a published site that its outputs write, whatever the sources are.

It is a table of its own, and not a column of ``build/outputs.py``, because lint checks all sources
against it in a fraction of the time that loading the outputs takes.
"""

from __future__ import annotations

from typing import NamedTuple

from archive.core.feed_formats import CHANGES, FEED_FORMATS
from archive.core.urls import EDITOR, FLAGS, SEARCH


class TakenPath(NamedTuple):
    """A path that no source may have.

    Attributes:
        path: The path, relative to the site; one that ends in ``/`` is a whole folder.
        owner: What is published there, for messages.
        is_replaceable: Whether a hand-written file with just this path replaces it.
    """

    path: str
    owner: str
    is_replaceable: bool = False


TAKEN_PATHS = (
    TakenPath(".briefing-archive", "the mark of the release"),
    TakenPath("404.html", "the page for addresses that do not exist"),
    TakenPath("_headers", "the headers", is_replaceable=True),
    TakenPath("_redirects", "the redirects", is_replaceable=True),
    TakenPath(".htaccess", "the headers"),
    TakenPath(".nginx.conf", "the headers"),
    TakenPath("robots.txt", "the rules for crawlers", is_replaceable=True),
    TakenPath("sitemap.xml", "the site map"),
    TakenPath("sitemap.xml.gz", "the site map"),
    TakenPath("opensearch.xml", "the OpenSearch description"),
    *(TakenPath(one.file, "the feed of the archive") for one in FEED_FORMATS.values()),
    TakenPath(CHANGES, "the feed of corrections and changes"),
    TakenPath(SEARCH, "the search page"),
    TakenPath("pagefind/", "the search index"),
    TakenPath("search-export/", "the search export"),
    TakenPath(f"{FLAGS}/", "the flags"),
)
"""``tests/hostile/test_collisions.py`` compares them with the outputs and with a built site."""


def taken_paths(*, with_cms: bool) -> tuple[TakenPath, ...]:
    """Returns the paths of a site.

    Args:
        with_cms: Whether it has the form for editors.
    """
    return (*TAKEN_PATHS, TakenPath(EDITOR, "the form for editors")) if with_cms else TAKEN_PATHS
