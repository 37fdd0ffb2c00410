"""The systems whose files can be imported."""

from __future__ import annotations

from collections.abc import Mapping

DRAFTS = "_drafts"
"""The folder of texts that Jekyll does not publish."""
FOLDERS: Mapping[str, tuple[str, ...]] = {
    "jekyll": ("_posts", DRAFTS),
    "hugo": ("content",),
    "mkdocs": ("docs",),
    "csv": (),
    "documents": (),
}
"""System → the folders in which it has its texts."""
