"""What HTML a brief may bring: an allow-list, so that none can run script in a reader's page."""

from __future__ import annotations

import re

import nh3

TAGS = frozenset(
    """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var
    """.split()
)

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

_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s|&nbsp;|<br>)*</p>\n?")


def sanitize(html: str) -> str:
    """Returns the HTML with everything gone that is not on the allow-list.

    Links keep ``http``, ``https``, ``mailto`` and relative addresses; comments are dropped, and so
    are paragraphs without content.
    """
    clean = nh3.clean(
        html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return _EMPTY_PARAGRAPH.sub("", clean)
