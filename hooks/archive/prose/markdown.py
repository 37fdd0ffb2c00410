"""Converts Markdown to HTML with the extensions that the site is configured with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import markdown

from archive.prose.anchors import with_anchors
from archive.prose.captions import take_captions
from archive.prose.sanitize import safe_id
from archive.prose.shortcuts import take_shortcuts

REFUSED = frozenset({"pymdownx.snippets", "snippets", "meta", "markdown.extensions.meta"})
"""Extensions that read other files or front matter of their own: never used for briefs."""


@dataclass(frozen=True, slots=True)
class Flavour:
    """The site's dialect of Markdown: extensions by name, and their settings."""

    extensions: tuple[str, ...] = ("tables", "footnotes", "toc", "sane_lists")
    configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a brief's body, with those below it."""

    id: str
    name: str
    level: int
    children: tuple[Heading, ...] = ()


class MarkdownRenderer:
    """A converter that is made once and used for many briefs, one after another."""

    def __init__(self, flavour: Flavour) -> None:
        """Loads the extensions; those in ``REFUSED`` are left out."""
        names = [name for name in flavour.extensions if name not in REFUSED]
        given = with_anchors(names, flavour.configs)
        configs = {name: dict(given[name]) for name in names if name in given}
        self._names, self._configs = names, configs
        self.renew()

    def renew(self) -> None:
        """Makes a new converter: after a failure, an extension may keep parts of the last text."""
        self._markdown = markdown.Markdown(extensions=self._names, extension_configs=self._configs)
        take_shortcuts(self._markdown)
        take_captions(self._markdown)

    def render(self, text: str) -> tuple[str, tuple[Heading, ...]]:
        """Returns the HTML of Markdown text, not yet sanitised, and its headings."""
        self._markdown.reset()
        html = self._markdown.convert(text)
        return html, _headings(getattr(self._markdown, "toc_tokens", []))


def _headings(tokens: list[dict[str, Any]]) -> tuple[Heading, ...]:
    return tuple(
        Heading(safe_id(token["id"]), token["name"], token["level"], _headings(token["children"]))
        for token in tokens
    )
