"""Switches Material's own search off, or passes the archive's pages to it."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from archive.core.settings import Settings
from archive.outputs.material_search import SearchEntry

MATERIAL_FILES = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Files of the theme that only its own search needs."""
OWN_FILES = ("assets/javascripts/search",)
"""Files that only the archive's search needs: the folder, and scripts whose names begin like it."""


def unused(settings: Settings) -> tuple[str, ...]:
    """Returns the path prefixes of the files that a site does not need."""
    off = () if settings.search == "material" else MATERIAL_FILES
    return off if settings.has_search_page else (*off, *OWN_FILES)


def switch_off(config: MkDocsConfig) -> None:
    """Removes Material's search from the build, so that it neither indexes nor shows anything."""
    plugin = config.plugins.pop("material/search", None)
    if plugin is not None:
        plugin.config["enabled"] = False


def add(search: Any, entry: SearchEntry) -> None:
    """Adds an entry to Material's search plugin, as if it came from a page of MkDocs."""
    record: dict[str, object] = {
        "location": entry.location,
        "title": entry.title,
        "text": entry.text,
    }
    if entry.boost != 1:
        record["boost"] = entry.boost
    search.search_index.entries.append(record)
