"""The files next to a brief that its front matter names: its picture and its attachments."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from archive.core.model import Brief
from archive.core.numbers import size_text
from archive.pages.context import SiteContext
from archive.pages.parts import AttachmentRow, Picture
from archive.resolve.graph import AttachedFile


def picture_of(context: SiteContext, brief: Brief) -> Picture | None:
    """Returns the picture of a brief; None if it has none that is published."""
    image = brief.image
    file = _file(context, brief, image.file.text) if image else None
    if not image or not file:
        return None
    return Picture(quote(file.url), image.alt, image.credit, file.width, file.height)


def attachment_rows(context: SiteContext, brief: Brief) -> Iterator[AttachmentRow]:
    """Yields the attachments of a brief that are published, in the order written."""
    catalogue = context.catalogue
    for one in brief.attachments:
        if file := _file(context, brief, one.file.text):
            about = [posixpath.splitext(file.url)[1].removeprefix(".").upper()]
            about.append(size_text(file.size, catalogue))
            if one.pages.isdecimal():
                about.append(catalogue.ngettext("{count} page", "{count} pages", int(one.pages)))
            title = one.title or posixpath.basename(one.file.text)
            yield AttachmentRow(quote(file.url), title, " · ".join(about), file.size, file.digest)


def _file(context: SiteContext, brief: Brief, name: str) -> AttachedFile | None:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(brief.path), name))
    return context.graph.files.get(path)
