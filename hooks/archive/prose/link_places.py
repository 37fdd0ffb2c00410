"""Finds where a link is in the Markdown that a page is made from."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_CODE = re.compile(
    r"(?ms)^(?P<fence> {0,3}(?:`{3,}|~{3,})).*?(?:^(?P=fence)|\Z)"
    r"|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\2(?!`)"
)
_LINK = re.compile(
    r"\]\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<inline>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:\s*<?(?P<defined>[^\s<>]+)"
    r"|\b(?:href|src)\s*=\s*[\"'](?P<attribute>[^\"']*)"
    r"|<(?P<automatic>[a-z]+:[^\s<>]*)>",
    re.MULTILINE,
)


def find_link(text: str, address: str, number: int = 0) -> tuple[int, int] | None:
    """Returns line and column, from 1, of a link's address in Markdown, or None.

    A longer address that contains this one is another link; code contains no links.

    Args:
        text: The Markdown.
        address: The address, as in the source or as in HTML.
        number: Which of several equal links, from 0; the last one if there are fewer.
    """
    wanted = html.unescape(address)
    found = [at for at, one in find_links(text) if html.unescape(one) == wanted]
    if not found:
        return None
    at = found[min(number, len(found) - 1)]
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def find_anchor(text: str, fragment: str, page: str) -> tuple[int, int] | None:
    """Returns line and column of a link to an anchor, by the end of its address, or None.

    Args:
        text: The Markdown.
        fragment: What follows ``#``; "" for a link to a whole page.
        page: The last part of the page's address; links that contain it come first.
    """
    end = f"#{fragment}" if fragment else ""
    ends = [(at, one) for at, one in find_links(text) if one.endswith(end)]
    named = [at for at, one in ends if page and page in one]
    found = named or ([at for at, _ in ends] if fragment else [])
    if not found:
        return None
    return text.count("\n", 0, found[0]) + 1, found[0] - text.rfind("\n", 0, found[0])


def without_code(text: str) -> str:
    """Returns Markdown with spaces in place of code, line by line."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def find_links(text: str) -> Iterator[tuple[int, str]]:
    """Yields offset and address of each link and picture, outside code."""
    plain = without_code(text)
    for match in _LINK.finditer(plain):
        name = match.lastgroup or ""
        yield match.start(name), match[name]
