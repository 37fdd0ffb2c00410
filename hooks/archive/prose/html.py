"""Splits sanitised HTML into a flat sequence of tags and strings.

The input is what ``prose.sanitize`` returns: well-formed, without comments, with ``<`` and ``>``
escaped in text and attribute values. These functions accept nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r'([a-zA-Z][-\w:]*)(?:="([^"]*)")?')


class Tag(NamedTuple):
    """A start or end tag: its name, its attributes as in the source, and whether it closes."""

    name: str
    attributes: str
    closing: bool
    source: str

    def get(self, name: str) -> str | None:
        """Returns the escaped value of an attribute, or None."""
        for key, value in _ATTRIBUTE.findall(self.attributes):
            if key == name:
                return str(value)
        return None


def tokens(html: str) -> Iterator[Tag | str]:
    """Yields tags and the strings between them, in order. Joined, they equal the input."""
    position = 0
    for match in _TAG.finditer(html):
        if match.start() > position:
            yield html[position : match.start()]
        source, closing, name, attributes = match.group(0, 1, 2, 3)
        yield Tag(name, attributes, bool(closing), source)
        position = match.end()
    if position < len(html):
        yield html[position:]
