"""Keys with which other site generators hold a page back. Here, ``draft`` and ``publish`` do.

Sources: the documentation of Jekyll (``published``), Hugo (``publishDate``, ``expiryDate``,
``build``), Pelican and WordPress (``status``), Obsidian Publish (``publish``), Eleventy
(``eleventyExcludeFromCollections``) and Docusaurus (``unlisted``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container

from archive.core.model import Level, Place, Problem
from archive.core.now import today
from archive.read.text import clip
from archive.read.yamltree import Mapping, Node, Scalar, Sequence

CODE = "held-back"
"""Code of a problem that the day decides on; its file is read at each build."""
HINT = "write draft: true to keep the brief out of the published site, or delete the key"

_ALLOW = frozenset({"published", "publish", "dgpublish", "public", "ispublished", "render"})
"""Keys whose false value holds a page back."""
_HOLD = frozenset(
    """
    draft isdraft wip hidden private unlisted unpublished headless embargoed isprivate
    eleventyexcludefromcollections
    """.split()
)
"""Keys whose true value does."""
_STATES = frozenset({"status", "state", "visibility", "poststatus", "workflowstate"})
_HELD_STATES = frozenset(
    """
    draft hidden private pending future scheduled unpublished unlisted embargo embargoed review
    inreview wip internal archived trash
    """.split()
)
_FROM = frozenset(
    """
    publishdate publishedat publishon publishat pubdate publishtime publishedtime datepublished
    publisheddate embargo embargodate embargountil embargoeduntil embargoed notbefore releasedate
    """.split()
)
"""Keys that hold a page back until a date."""
_UNTIL = frozenset({"expirydate", "expires", "expireson", "expiredate", "unpublishdate"})
"""Keys that hold a page back from a date on."""
_KNOWN = _ALLOW | _HOLD | _STATES | _FROM | _UNTIL | {"build"}
_FALSE = frozenset({"false", "no", "n", "off", "0", "never"})
_TRUE = frozenset({"true", "yes", "y", "on", "1"})
_SEPARATORS = re.compile(r"[\s_-]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_held_back(key: str, value: Node, today: dt.date) -> bool:
    """Returns whether another site generator would not publish a page because of a key.

    Args:
        key: The key as written; its case and its separators do not matter.
        value: Its value.
        today: The current day, with which dates are compared.
    """
    name = _SEPARATORS.sub("", key).casefold()
    if isinstance(value, Mapping):
        return name == "build" and any(
            part.text == "render" and isinstance(item, Scalar) and _plain(item) in _FALSE
            for part, item in value.entries
        )
    if isinstance(value, Sequence):
        return name in _STATES and any(
            isinstance(item, Scalar) and _plain(item) in _HELD_STATES for item in value.items
        )
    said = _plain(value)
    day = _day(value.text)
    if name in _FROM and day:
        return day > today
    if name in _UNTIL and day:
        return day <= today
    return (
        (name in _ALLOW and said in _FALSE)
        or (name in _HOLD and said in _TRUE)
        or (name in _STATES and said in _HELD_STATES)
        or (name.startswith("embargo") and bool(said) and said not in _FALSE)
    )


def concerns_publishing(key: str) -> bool:
    """Returns whether a key says when or whether another site generator publishes a page."""
    return _SEPARATORS.sub("", key).casefold() in _KNOWN


def waits_until(key: str, value: Node) -> dt.date | None:
    """Returns the day until which a key holds a page back."""
    name = _SEPARATORS.sub("", key).casefold()
    return _day(value.text) if name in _FROM and isinstance(value, Scalar) else None


def check_held_back(matter: Mapping, problems: list[Problem], keys: Container[str]) -> None:
    """Turns the warnings about unknown keys into errors if the keys hold the brief back elsewhere.

    Args:
        matter: The front matter.
        problems: The problems found so far; those of such keys are replaced.
        keys: The known keys of a brief.
    """
    draft = matter.get("draft")
    is_draft = isinstance(draft, Scalar) and _plain(draft) in _TRUE
    found: dict[Place, Problem] = {}
    for key, value in matter.entries:
        if key.text in keys or not concerns_publishing(key.text):
            continue
        name = clip(key.text)
        if not is_draft and is_held_back(key.text, value, today()):
            message = f'key "{name}" does not hold a brief back here'
            day = waits_until(key.text, value)
            hint = f"write publish: {day} to publish the brief then" if day else HINT
            found[key.place] = Problem(key.place, Level.ERROR, message, "", hint, CODE)
        else:
            message = f'unknown key "{name}"'
            hint = "delete it: every brief is published unless it has draft: true"
            code = CODE if not is_draft and _may_expire(key.text, value) else "key"
            found[key.place] = Problem(key.place, Level.WARNING, message, "", hint, code)
    problems[:] = [found.get(one.place, one) if one.code == "key" else one for one in problems]


def _may_expire(key: str, value: Node) -> bool:
    """Returns whether a key does not hold a page back yet, but will from a date on."""
    name = _SEPARATORS.sub("", key).casefold()
    return name in _UNTIL and isinstance(value, Scalar) and _day(value.text) is not None


def _plain(value: Scalar) -> str:
    return _SEPARATORS.sub("", value.text).casefold()


def _day(text: str) -> dt.date | None:
    match = _DAY.match(text.strip())
    try:
        return dt.date.fromisoformat(match[0]) if match else None
    except ValueError:
        return None
