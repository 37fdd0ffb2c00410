"""The formats of feeds, and the pages that have one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

LEAST = 5
"""Number of briefs from which the page of an entity has a feed."""
CHANGES = "changes.xml"
"""The feed of corrections, updates and withdrawals of the whole archive."""


class FeedFormat(NamedTuple):
    """A format: the name of its file in the folder of a page, its media type, and its name."""

    file: str
    media_type: str
    name: str


FEED_FORMATS: Mapping[str, FeedFormat] = {
    "atom": FeedFormat("feed.xml", "application/atom+xml", "Atom"),
    "json": FeedFormat("feed.json", "application/feed+json", "JSON Feed"),
    "rss": FeedFormat("rss.xml", "application/rss+xml", "RSS"),
}
"""Sources: RFC 4287; JSON Feed 1.1; RSS 2.0 of the RSS Advisory Board.

A file that ends in ``.xml`` is shown by all browsers and served as XML by all hosts.
"""


def has_feed(briefs: int, written: int = 0) -> bool:
    """Returns whether a page with a number of briefs, and of briefs written, has a feed."""
    return max(briefs, written) >= LEAST
