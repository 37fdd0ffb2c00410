"""The systems whose files can be imported."""

from __future__ import annotations

from collections.abc import Mapping

FOLDERS: Mapping[str, tuple[str, ...]] = {
    "jekyll": ("_posts", "_drafts"),
    "hugo": ("content",),
    "mkdocs": ("docs",),
    "csv": (),
}
"""System → the folders in which it has its texts."""
