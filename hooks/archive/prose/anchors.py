"""Anchors of headings, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from markdown.extensions.toc import slugify

FALLBACK = "section"
"""The anchor of a heading without letters and digits."""

_TOC = frozenset({"toc", "markdown.extensions.toc"})
_KEPT = frozenset("LMN")
"""Letters, marks that belong to letters, and numbers: the first letters of Unicode's categories."""


def anchor(text: str, separator: str = "-") -> str:
    """Returns the anchor of a heading, to be made unique on its page.

    Latin headings have ASCII anchors, as Python-Markdown makes them ("C'est l'été" → cest-lete).
    One with a letter that ASCII does not have keeps all its letters ("Итоги 2024" → итоги-2024), so
    that its anchor follows from its own text and not from its place among other headings.

    Args:
        text: The heading as plain text.
        separator: What joins words.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    if not any(not char.isascii() and _category(char) in "LN" for char in decomposed):
        return slugify(text, separator) or FALLBACK
    composed = unicodedata.normalize("NFC", text).lower()
    kept = "".join(
        char if _category(char) in _KEPT or char in "_-" or char.isspace() else ""
        for char in composed
    )
    slug = re.sub(rf"[{re.escape(separator)}\s]+", separator, kept.strip())
    return unicodedata.normalize("NFC", slug) or FALLBACK


def with_anchors(names: Iterable[str], configs: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the settings of Markdown extensions with ``anchor`` for headings.

    A site's own ``slugify`` stays.

    Args:
        names: The extensions of the site.
        configs: Their settings by name.
    """
    added = {name: {"slugify": anchor, **(configs.get(name) or {})} for name in _TOC & {*names}}
    return {**configs, **added}


def _category(char: str) -> str:
    return unicodedata.category(char)[0]
