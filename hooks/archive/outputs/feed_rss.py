"""Feeds in RSS 2.0, for readers that know no other format."""

from __future__ import annotations

from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement

from archive.outputs.feed import Feed, FeedEntry
from archive.outputs.feed_atom import XMLNS, add, xml

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def rss(feed: Feed) -> bytes:
    """Returns a feed as an RSS document.

    Sources: RSS 2.0.11; the RSS Advisory Board's Best Practices Profile, which recommends
    ``atom:link``, and ``dc:creator`` for authors without an e-mail address.
    """
    names = {"version": "2.0", "xmlns:atom": XMLNS, "xmlns:dc": _DUBLIN_CORE}
    root = Element("rss", names)
    channel = SubElement(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.title)
    add(channel, "language", feed.language)
    if feed.rights:
        add(channel, "copyright", feed.rights)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    link = {"rel": "self", "type": "application/rss+xml", "href": feed.url}
    SubElement(channel, "atom:link", link)
    for entry in feed.entries:
        _add_item(channel, entry)
    return xml(root, feed)


def _add_item(channel: Element, entry: FeedEntry) -> None:
    item = SubElement(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.id).set("isPermaLink", "false")
    add(item, "pubDate", format_datetime(entry.published))
    for name in entry.authors:
        add(item, "dc:creator", name)
    for name in entry.categories:
        add(item, "category", name)
    add(item, "description", entry.content)
