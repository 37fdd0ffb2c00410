"""Captions: a picture with a title, alone in its paragraph, becomes a figure.

``![A gauge](gauge.png "The gauge at Aswan | A. Otieno")`` has a caption and, after the bar, a
credit. In a line of text, a picture keeps its title as it is.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.treeprocessors import Treeprocessor

_PRIORITY = 5
"""After attributes in braces are read: they are text next to the picture until then."""


EXTENSION = "archive.prose.captions:Captions"
"""The extension for hand-written pages, by the name under which Python-Markdown finds it."""


class Captions(markdown.Extension):
    """Python-Markdown's extension of captions."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        """Adds captions to a converter."""
        take_captions(md)


def take_captions(converter: markdown.Markdown) -> None:
    """Makes a converter put pictures with a caption into figures."""
    converter.treeprocessors.register(_Captions(converter), "archive-captions", _PRIORITY)


class _Captions(Treeprocessor):
    def run(self, root: Element) -> None:
        for paragraph in root.iter("p"):
            picture = paragraph[0] if len(paragraph) == 1 else None
            if picture is None or picture.tag != "img" or not picture.get("title", "").strip():
                continue
            if (paragraph.text or "").strip() or (picture.tail or "").strip():
                continue
            caption, _, credit = picture.attrib.pop("title").partition(" | ")
            paragraph.tag, paragraph.text, picture.tail = "figure", None, None
            shown = SubElement(paragraph, "figcaption")
            shown.text = caption.strip()
            if credit.strip():
                shown.text += " "
                SubElement(shown, "small").text = credit.strip()
