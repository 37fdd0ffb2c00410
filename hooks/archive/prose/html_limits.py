"""Limits on what HTML becomes when a browser, or the sanitiser, parses it.

Misnested HTML grows: a formatting element such as ``<b>`` that is still open when its block ends is
opened again in the next block (HTML Standard, 13.2.4.3, "reconstruct the active formatting
elements"), and an end tag cannot close an element across the edge of a table. So the number of
elements may be the square of the number of tags. One pass over the tags, before anything parses
them, finds bounds of number and depth. Where it simplifies, it counts too much; only the depth of
overlapping elements may be one or two less than in a browser, which has room for twice as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.read.limits import LimitViolation

MAX_DEPTH = 200
MAX_ELEMENTS = 250_000
MAX_CHARACTERS = 10_000_000
RISKY = 5_000_000
"""Elements that HTML might become at the very worst from which it is sanitised in a process of its
own: some 300 bytes each."""

_ATTRIBUTE = (
    r"[^\s/>][^\s/>=]*+"
    r"""(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?:[^\s>"'][^\s>]*+)?+))?+"""
)
_TOKEN = re.compile(
    rf"<(?:(/?)([a-zA-Z][^\s/>]*+)(?:[\s/]++|{_ATTRIBUTE})*+(?:>|\Z)"
    r"|!--(?:-?>|(?s:.*?)(?:--!?>|\Z))|[!?/][^>]*+(?:>|\Z))"
)
"""Tags as the HTML Standard reads them (13.2.5), and comments. No part is read twice."""
_FORMATTING_TAG = re.compile(
    r"<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b", re.IGNORECASE
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_EDGES = frozenset("applet marquee object table template".split())
"""Elements out of which no end tag of another element reaches. Cells are always in tables."""
_UNCOUNTED = frozenset(
    """
    area base br caption col dd dt embed hr img input li link meta option p source tbody td tfoot th
    thead tr track wbr
    """.split()
)
"""Elements without an end tag, or whose end tag may be left out: they add no depth."""
_INLINE = _FORMATTING | frozenset(
    """
    abbr bdi bdo cite data del dfn ins kbd label mark q ruby rt rp samp span sub sup time var
    """.split()
)
"""Elements whose end tags do not reach beyond a block."""
_CLONES = 32
"""Elements that one end tag copies at most where elements overlap: eight rounds of four (HTML
Standard, 13.2.6.4.7, "adoption agency algorithm")."""
_RAW = frozenset(
    """
    iframe noembed noframes noscript plaintext script select style svg math textarea title xmp
    """.split()
)
"""Elements in which a parser does not read tags as tags: what looks like an end tag may be none."""


@dataclass(slots=True)
class _Open:
    """What is open after some tags, at most.

    Attributes:
        names: Elements that are open or will be opened again, the outermost first.
        formatting: How many of them are formatting elements.
        elements: How many elements there are so far.
        is_pending: Whether formatting elements may have to be opened again.
        is_raw: Whether end tags may be none.
    """

    names: list[str]
    formatting: int = 0
    elements: int = 0
    is_pending: bool = False
    is_raw: bool = False

    def start(self, name: str) -> None:
        """Takes a start tag."""
        if self.is_pending:
            self.elements += self.formatting
        self.is_pending = name not in _INLINE
        self.elements += 1
        if name in _FORMATTING:
            self.formatting += 1
            self.names.append(name)
        elif name not in _UNCOUNTED:
            self.names.append(name)

    def end(self, name: str) -> None:
        """Takes an end tag: it closes the last element of its name, if it reaches it."""
        if self.is_pending:
            self.elements += self.formatting
        self.elements += 1  # </p> and </br> make elements of their own
        names = self.names
        if names and names[-1] == name and not self.is_raw:
            names.pop()
            if name in _FORMATTING:
                self.formatting -= 1
            else:
                self.is_pending = True
            return
        self.is_pending = True
        if self.is_raw or name not in names:
            return
        self._end_outer(name)

    def _end_outer(self, name: str) -> None:
        names = self.names
        is_formatting, is_inline = name in _FORMATTING, name in _INLINE
        has_block = False
        for at in range(len(names) - 1, -1, -1):
            one = names[at]
            if one == name:
                break
            is_block = one not in _INLINE
            if (one in _EDGES and name not in _EDGES) or (
                is_block and is_inline and not is_formatting
            ):
                return
            has_block = has_block or is_block
        above = names[at + 1 :]
        if not (is_formatting and has_block):
            above = [one for one in above if one in _FORMATTING]
        if has_block:
            self.elements += _CLONES
        names[at:] = above
        self.formatting -= is_formatting


def find_html_violation(html: str) -> LimitViolation | None:
    """Returns a violation if rendered HTML would become too many elements, or nested too deeply."""
    if html.count("<") <= MAX_DEPTH:
        return None
    if len(html) > MAX_CHARACTERS:
        message = f"HTML of {len(html):,} characters; at most {MAX_CHARACTERS:,} are allowed"
        return LimitViolation(message, "shorten what the text repeats, or split the text")
    for tree in _grow(html):
        if len(tree.names) > MAX_DEPTH:
            message = f"HTML elements nested more than {MAX_DEPTH} deep"
            return LimitViolation(message, "close each element that the text opens")
        if tree.elements > MAX_ELEMENTS:
            message = f"HTML that becomes more than {MAX_ELEMENTS:,} elements"
            hint = "close <b>, <i> and the like within each paragraph, or split the text"
            return LimitViolation(message, hint)
    return None


def most_elements(html: str) -> int:
    """Returns a number of elements that HTML cannot exceed, rows and bodies of tables aside."""
    return max((tree.elements + tree.formatting for tree in _grow(html)), default=0)


def _grow(html: str) -> Iterator[_Open]:
    """Yields what is open after each tag."""
    is_data = "<![CDATA[" in html
    tree = _Open([])
    for match in _TOKEN.finditer(html):
        tag = match[2]
        if tag is None:
            continue
        name = tag.lower()
        if match[1]:
            tree.end(name)
        else:
            tree.start(name)
            if name in _RAW and (is_data or name not in ("svg", "math")):
                tree.is_raw = tree.is_raw or not html.startswith(f"</{tag}>", match.end())
        yield tree


def is_risky(html: str) -> bool:
    """Returns whether HTML might become very many elements, if no end tag closed anything."""
    tags = html.count("<")
    if tags * tags < RISKY:
        return False
    return tags * sum(1 for _ in _FORMATTING_TAG.finditer(html)) > RISKY
