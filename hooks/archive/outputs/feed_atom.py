"""Feeds in Atom (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree.ElementTree import Element, SubElement, tostring

from archive.core.urls import path_to_root
from archive.outputs.feed import Feed, FeedEntry

STYLE = "assets/stylesheets/feed.css"
"""What makes a feed readable in a browser."""
XMLNS = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow (section 2.2)."""


def atom(feed: Feed) -> bytes:
    """Returns a feed as an Atom document.

    The name of the site stands for the authors of briefs that state none (RFC 4287, 4.1.1).
    """
    root = Element("feed", {"xmlns": XMLNS, "xml:lang": feed.language})
    add(root, "id", feed.url)
    add(root, "title", feed.title)
    add(root, "updated", moment(feed.updated))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    add(SubElement(root, "author"), "name", feed.site_name)
    if feed.rights:
        add(root, "rights", feed.rights)
    for entry in feed.entries:
        _add_entry(root, entry)
    return xml(root, feed)


def _add_entry(root: Element, entry: FeedEntry) -> None:
    element = SubElement(root, "entry", {"xml:lang": entry.language} if entry.language else {})
    add(element, "id", entry.id)
    add(element, "title", entry.title)
    add(element, "published", moment(entry.published))
    add(element, "updated", moment(entry.updated))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    for name in entry.authors:
        add(SubElement(element, "author"), "name", name)
    for name in entry.categories:
        SubElement(element, "category", {"term": clean(name)})
    add(element, "content", entry.content).set("type", "html")


def add(parent: Element, name: str, text: str) -> Element:
    """Adds an element with text."""
    element = SubElement(parent, name)
    element.text = clean(text)
    return element


def xml(root: Element, feed: Feed) -> bytes:
    """Returns a document with a style sheet for browsers, an element a line."""
    for element in (*root, *(one for child in root for one in child if len(child))):
        element.tail = "\n"
    style = path_to_root(feed.folder) + STYLE
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<?xml-stylesheet type="text/css" href="{style}"?>\n'
    )
    document: bytes = tostring(root, encoding="utf-8")
    return head.encode() + document + b"\n"


def clean(text: str) -> str:
    """Returns a string without characters that XML does not allow."""
    return _NOT_XML.sub("", text)


def moment(time: dt.datetime) -> str:
    """Returns a time as RFC 3339 writes it."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
