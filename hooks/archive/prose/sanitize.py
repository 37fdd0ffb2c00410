"""Sanitises the HTML of a brief by an allow-list, so that no brief can run script in a page."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

TAGS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    """.split()
)

DROPPED = frozenset(
    """
    iframe math noembed noframes noscript script select style svg template textarea title xmp
    """.split()
)
"""Elements that are removed with their contents; of others not in ``TAGS``, the contents stay."""

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "id", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
    "input": {"checked", "disabled", "name"},
    "label": {"for"},
    "details": {"open"},
    "time": {"datetime"},
}

VALUES = {"input": {"type": {"checkbox", "radio"}}}
SCHEMES = frozenset({"http", "https", "mailto"})

CLASSES = frozenset(
    """
    admonition admonition-title inline end
    abstract attention bug caution check cite danger done error example fail failure faq help hint
    important info missing note question quote success summary tip tldr todo warning
    footnote footnote-ref footnote-backref
    task-list task-list-item task-list-control task-list-indicator
    code filename highlight highlighttable hll linenodiv linenos normal special
    tabbed-alternate tabbed-block tabbed-content tabbed-label tabbed-labels tabbed-set
    """.split()
) | frozenset(name for name in STANDARD_TYPES.values() if name)
"""Classes that the Markdown extensions write. Any other could make text look like a part of the
site, overlay the page, or trigger a script of the theme (``mermaid``)."""

MAX_SPAN = 100
"""Most columns or rows that a cell may take: HTML allows a table of millions of empty cells."""

PREFIX = "text-"
"""Added to an id that the theme or the archive uses itself."""

_LANGUAGE = re.compile(r"language-(?!mermaid)[a-z0-9+#.-]{1,30}")
_RESERVED = re.compile(r"(?:_|archive)", re.IGNORECASE)
_EXTENSIONS_OWN = re.compile(r"__(?:tabbed|codelineno|span|code)[-_]\d+(?:[-_]\d+)*")
_TABS = re.compile(r"__tabbed_\d+(?:_\d+)?")
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>\n?")
_UNTYPED_INPUT = re.compile(r"<input(?![^>]* type=)[^>]*>")


def safe_id(id_: str) -> str:
    """Returns an id that is neither the theme's (``__search``) nor the archive's own."""
    if _RESERVED.match(id_) and not _EXTENSIONS_OWN.fullmatch(id_):
        return PREFIX + id_
    return id_


def sanitize(html: str) -> str:
    """Returns the HTML without anything that is not on the allow-list.

    Links keep ``http``, ``https``, ``mailto`` and relative addresses. Comments are dropped, and so
    are paragraphs without content. Links within the page follow ids that had to be changed.
    """
    failures: list[BaseException] = []

    def keep(element: str, attribute: str, value: str) -> str | None:
        try:
            return _filter(element, attribute, value)
        except BaseException as error:  # noqa: BLE001  # the sanitiser would lose it
            failures.append(error)
            return None

    clean = _make_cleaner(keep).clean(html)
    if failures:
        raise failures[0]
    if "<input" in clean:  # without a type, it is a text field
        clean = _UNTYPED_INPUT.sub("", clean)
    return _EMPTY_PARAGRAPH.sub("", clean)


def _filter(_: str, attribute: str, value: str) -> str | None:
    """Returns an attribute's value as it is kept; None drops the attribute."""
    if attribute == "class":
        return " ".join(filter(_is_allowed, value.split())) or None
    if attribute in ("colspan", "rowspan"):
        is_number = value.isascii() and value.isdecimal() and len(value) < 4
        return value if is_number and 0 < int(value) <= MAX_SPAN else None
    if attribute == "id":
        return safe_id(value)
    if attribute == "href" and value.startswith("#"):
        return "#" + safe_id(value[1:])
    if attribute in {"for", "name"}:  # a label could operate the theme's own controls
        return value if _TABS.fullmatch(value) else None
    return value


def _is_allowed(class_: str) -> bool:
    return class_ in CLASSES or _LANGUAGE.fullmatch(class_) is not None


def _make_cleaner(keep: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        tag_attribute_values=VALUES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )
