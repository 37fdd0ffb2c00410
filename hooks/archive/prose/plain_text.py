"""Makes plain text from HTML: the only module that removes tags.

Cards, descriptions, JSON-LD, word counts and every kind of search use it. The input is sanitised
HTML, as ``prose.html`` describes it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from archive.prose.html import Tag, tokens

BLOCKS = frozenset(
    """
    blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 label
    li ol p pre summary table tbody td tfoot th thead tr ul
    """.split()
)
"""Elements whose boundaries separate words; ``label`` is the title of a tab."""

_BREAKS = frozenset({"br", "hr", "img", "input"})
"""Elements without text of their own that separate words."""
_SHIFTED = frozenset({"sub", "sup"})
_VOID = frozenset({"col"})
_NOT_PROSE = frozenset({"linenos", "footnote-backref", "footnote-ref"})
"""Classes of what a page adds to the text: line numbers, and marks of footnotes."""
_QUOTES = {False: "“", True: "”"}

_SPECIAL = ("<su", "<q", "linenos", "footnote-", 'href="#')
"""What more than borders needs. Most fragments have none of it, and take a fraction of the time."""
_ANY = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")

_SIMPLE = re.compile(r"[+−-]?\w+[+−-]?")
_NOTE = re.compile(r"\[\w{1,4}\]")
_ORDINALS = frozenset({"a", "e", "o"})
"""Endings of one letter, as in "1ᵉ" and "nº"; all other single letters are powers, as in "xⁿ"."""


def plain_text(fragment: str) -> str:
    """Returns the text of an HTML fragment on one line, in the order of the page.

    - Marks of footnotes, links back from them, permalinks and line numbers are dropped: a reader
      does not read them as words. The text of the footnotes stays.
    - A power follows a caret: "10^6", "m^2", "10^(n+1)". An ordinal ending does not: "1st".
    - An index of digits joins the letter before it, as people type it: "CO2". Any other follows a
      low line: "x_max", "10_2".
    - Line breaks, pictures, cells and the borders of blocks are a space. Borders of other elements
      are nothing. An abbreviation is itself, without its meaning.
    - Quotation elements get the quotation marks that a browser shows.
    """
    if not any(one in fragment for one in _SPECIAL):
        return " ".join(html.unescape(_ANY.sub(_border, fragment)).split())
    pieces = (one if isinstance(one, str) else " " for one in _pieces(fragment))
    return " ".join("".join(pieces).split())


def plain_blocks(fragment: str) -> str:
    """Returns an HTML fragment reduced to its blocks, their ids, and its plain text.

    For readers of HTML that would join the text of inline elements in ways of their own. The plain
    text of the result is that of the fragment.
    """
    if not any(one in fragment for one in _SPECIAL):
        return _ANY.sub(_bare, fragment)
    return "".join(
        html.escape(one, quote=False) if isinstance(one, str) else _block(one)
        for one in _pieces(fragment)
    )


def _border(match: re.Match[str]) -> str:
    return " " if match[2] in BLOCKS or match[2] in _BREAKS else ""


def _bare(match: re.Match[str]) -> str:
    closing, name, attributes = match.groups()
    if name not in BLOCKS:
        return " " if name in _BREAKS else ""
    return _block(Tag(name, attributes, bool(closing), match[0]))


def _block(tag: Tag) -> str:
    if tag.name in _VOID:
        return ""
    if tag.closing:
        return f"</{tag.name}> "
    id_ = tag.get("id")
    return f'<{tag.name} id="{id_}">' if id_ else f"<{tag.name}>"


def _pieces(fragment: str) -> Iterator[Tag | str]:
    """Yields text, unescaped, and the tags of blocks."""
    if "<" not in fragment:
        yield html.unescape(fragment)
        return
    found = list(tokens(fragment))
    last = ""
    at = 0
    while at < len(found):
        token = found[at]
        at += 1
        if isinstance(token, str):
            piece = html.unescape(token)
        elif token.name in BLOCKS and not _is_dropped(token):
            yield token
            last = " "
            continue
        else:
            piece, at = _inline(token, found, at, last)
        if piece:
            yield piece
            last = piece[-1]


def _inline(token: Tag, found: list[Tag | str], at: int, last: str) -> tuple[str, int]:
    """Returns what to write for a tag within text, and the index after what that covers.

    Args:
        token: The tag.
        found: All tags and strings.
        at: The index after the tag.
        last: The character before the tag, or "".
    """
    if token.name in _BREAKS:
        return " ", at
    if token.name == "q":
        return _QUOTES[token.closing], at
    is_shifted = token.name in _SHIFTED
    if token.closing or not (is_shifted or token.attributes):
        return "", at
    end = _end(found, at)
    inner = found[at:end]
    if _is_dropped(token) or _is_note(token, inner):
        return "", end
    if is_shifted:
        return _shifted(token.name, plain_text(_source(inner)), last), end
    return "", at


def _end(found: list[Tag | str], start: int) -> int:
    """Returns the index after the end tag of the element that begins before ``start``."""
    opened = found[start - 1]
    assert isinstance(opened, Tag)
    depth = 1
    for at in range(start, len(found)):
        one = found[at]
        if isinstance(one, Tag) and one.name == opened.name:
            depth += -1 if one.closing else 1
            if not depth:
                return at + 1
    return len(found)


def _source(inner: list[Tag | str]) -> str:
    return "".join(one if isinstance(one, str) else one.source for one in inner)


def _is_dropped(tag: Tag) -> bool:
    if tag.closing or "class=" not in tag.attributes:
        return False
    return not _NOT_PROSE.isdisjoint((tag.get("class") or "").split())


def _is_note(tag: Tag, inner: list[Tag | str]) -> bool:
    """Returns whether an element is only a mark: of a footnote, or of a place on the page."""
    if tag.name == "a":
        text = _source([one for one in inner if isinstance(one, str)])
        is_local = (tag.get("href") or "").startswith("#")
        return is_local and not any(map(str.isalnum, html.unescape(text)))
    if tag.name != "sup":
        return False
    return any(
        isinstance(one, Tag) and one.name == "a" and (one.get("href") or "").startswith("#")
        for one in inner
    )


def _shifted(name: str, text: str, before: str) -> str:
    """Returns what to write for raised or lowered text.

    Args:
        name: ``sup`` or ``sub``.
        text: The text.
        before: The character before it, or "".
    """
    begins = not before or before.isspace()  # "¹⁴C": the number of an isotope
    if begins or not any(map(str.isalnum, text)):
        return text
    grouped = text if _SIMPLE.fullmatch(text) else f"({text})"
    if name == "sub":
        return text if before.isalpha() and text.isdigit() else f"_{grouped}"
    if _NOTE.fullmatch(text):
        return ""
    is_ending = text.isalpha() and (len(text) > 1 or text in _ORDINALS)
    return text if is_ending else f"^{grouped}"
