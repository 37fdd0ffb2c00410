"""Feeds in JSON Feed 1.1."""

from __future__ import annotations

import json

from archive.outputs.feed import Feed, FeedEntry
from archive.outputs.feed_atom import moment

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """Returns a feed as a JSON document. Source: JSON Feed, version 1.1."""
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": feed.language,
        "authors": [{"name": feed.site_name}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: FeedEntry) -> dict[str, object]:
    item = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.content,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    # An item needs its content, also an empty one.
    return {name: value for name, value in item.items() if value or name == "content_html"}
