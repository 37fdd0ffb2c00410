"""The files that a brief names in its front matter."""

from __future__ import annotations

import posixpath
from collections.abc import Container

from archive.core.model import Brief, Named


def path_of(written: str, path: str, known: Container[str]) -> str:
    """Returns the source path of a brief that another names by its file, or "".

    Args:
        written: The file, relative to the other brief or to the project.
        path: The other brief.
        known: The paths of the briefs that exist.
    """
    near = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    return next((one for one in (near, posixpath.normpath(written)) if one in known), "")


def files_of(brief: Brief) -> tuple[tuple[Named, str], ...]:
    """Returns the files that a brief's front matter names: each as written, and its path."""
    named = [one.file for one in brief.attachments]
    if brief.image:
        named.append(brief.image.file)
    folder = posixpath.dirname(brief.path)
    return tuple((one, posixpath.normpath(posixpath.join(folder, one.text))) for one in named)
