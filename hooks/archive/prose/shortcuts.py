"""Shortcuts through Python-Markdown that do not change its result.

Most of a brief is paragraphs of plain prose, which Markdown tests against twenty block processors
and twenty inline patterns. Here a block that can only be a paragraph is made one at once, and
inline patterns are only tried on text that contains their first character. Unknown processors and
patterns of extensions are tried as usual.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import markdown
from markdown import blockprocessors as blocks
from markdown import inlinepatterns as inline
from markdown import treeprocessors
from markdown.extensions import (
    abbr,
    admonition,
    def_list,
    footnotes,
    md_in_html,
    sane_lists,
    tables,
)
from markdown.util import AtomicString
from pymdownx import details, superfences  # type: ignore[import-untyped]

_PLAIN = re.compile(r"[^\W\d_][^|\n]*(?:\n[^\W\d_][^|\n]*)*\Z")
"""Lines that each begin with a letter, without a cell border: nothing but a paragraph."""

KNOWN_BLOCKS = frozenset(
    {
        abbr.AbbrBlockprocessor,
        admonition.AdmonitionProcessor,
        blocks.BlockQuoteProcessor,
        blocks.CodeBlockProcessor,
        blocks.EmptyBlockProcessor,
        blocks.HRProcessor,
        blocks.HashHeaderProcessor,
        blocks.ListIndentProcessor,
        blocks.OListProcessor,
        blocks.ParagraphProcessor,
        blocks.ReferenceProcessor,
        blocks.SetextHeaderProcessor,
        blocks.UListProcessor,
        def_list.DefListIndentProcessor,
        def_list.DefListProcessor,
        details.DetailsProcessor,
        footnotes.FootnoteBlockProcessor,
        md_in_html.MarkdownInHtmlProcessor,
        sane_lists.SaneOListProcessor,
        sane_lists.SaneUListProcessor,
        superfences.SuperFencesCodeBlockProcessor,
        tables.TableProcessor,
    }
)
"""Processors that never match a plain paragraph."""

FOUND_BY = {
    "backtick": (inline.BacktickInlineProcessor, "`"),
    "escape": (inline.EscapeInlineProcessor, "\\"),
    "reference": (inline.ReferenceInlineProcessor, "["),
    "link": (inline.LinkInlineProcessor, "["),
    "image_link": (inline.ImageInlineProcessor, "!"),
    "image_reference": (inline.ImageReferenceInlineProcessor, "!"),
    "short_reference": (inline.ShortReferenceInlineProcessor, "["),
    "short_image_ref": (inline.ShortImageReferenceInlineProcessor, "!"),
    "autolink": (inline.AutolinkInlineProcessor, "<"),
    "automail": (inline.AutomailInlineProcessor, "<"),
    "linebreak": (inline.SubstituteTagInlineProcessor, "  \n"),
    "html": (inline.HtmlInlineProcessor, "<"),
    "entity": (inline.HtmlInlineProcessor, "&"),
    "footnote": (footnotes.FootnoteInlineProcessor, "["),
}
"""Name of a pattern → its class, and a mark without which it matches nothing."""


class PlainParagraph(blocks.ParagraphProcessor):
    """Takes blocks that can only be paragraphs, before any other processor is tried."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  # the base's
        """Returns whether a block can only be a paragraph."""
        return _PLAIN.match(block) is not None


class InlineProcessor(treeprocessors.InlineProcessor):
    """Applies only patterns that may match something in the text.

    The class has the name of its base, so that its private method replaces the base's.
    """

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Applies inline patterns to a parsed tree; see the base class."""
        known = {
            self.inlinePatterns.get_index_for_name(name): mark
            for name, (_, mark) in FOUND_BY.items()
            if name in self.inlinePatterns
        }
        self._patterns = [
            (marks_of(pattern, known.get(at, "")), pattern)
            for at, pattern in enumerate(self.inlinePatterns)
        ]
        marks = {mark for found_by, _ in self._patterns for mark in found_by or ("",)}
        self._any_mark = re.compile("|".join(sorted(map(re.escape, marks))))
        return super().run(tree, ancestors)

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._any_mark.search(data):
            return data
        at, start = patternIndex, 0
        while at < len(self._patterns):
            marks, pattern = self._patterns[at]
            matched = False
            if not marks or any(mark in data for mark in marks):
                found = self.__applyPattern(pattern, data, at, start)  # type: ignore[attr-defined]
                data, matched, start = found
            if not matched:
                at, start = at + 1, 0
        return data


def marks_of(pattern: object, known: str) -> tuple[str, ...]:
    """Returns marks of which text contains one if a pattern matches; none if that is unknown."""
    if type(pattern) is inline.DelimiterProcessor:
        return tuple(token[0] for token in pattern.tokens)
    is_known = any(type(pattern) is class_ for class_, _ in FOUND_BY.values())
    return (known,) if known and is_known else ()


def take_shortcuts(converter: markdown.Markdown) -> None:
    """Gives a converter the shortcuts that are safe with the extensions it has."""
    processors = converter.parser.blockprocessors
    if all(type(one) in KNOWN_BLOCKS for one in processors):
        processors.register(PlainParagraph(converter.parser), "plain-paragraph", 1000)
    if hasattr(treeprocessors.InlineProcessor, "_InlineProcessor__applyPattern"):
        converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)
