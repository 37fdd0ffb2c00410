"""Material's own search: switched off where Pagefind is used, else handed the archive's pages."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from archive.outputs.material_search import SearchEntry

ITS_OWN = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
"""Files of the theme that only its own search needs."""
NOT_FOR_IT = ("assets/javascripts/search/",)
"""Files that only the archive's search needs."""


def unused(search: str) -> tuple[str, ...]:
    """Beginnings of the files that a site does without, by the setting ``search``."""
    off = () if search == "material" else ITS_OWN
    return off if search == "pagefind" else (*off, *NOT_FOR_IT)


def switch_off(config: MkDocsConfig) -> None:
    """Takes Material's search out of the build: nothing of it is indexed, shown or shipped."""
    plugin = config.plugins.pop("material/search", None)
    if plugin is not None:
        plugin.config["enabled"] = False


def add(search: Any, entry: SearchEntry) -> None:
    """Hands an entry to Material's search plugin, as if it had found it on a page of MkDocs."""
    record: dict[str, object] = {
        "location": entry.location,
        "title": entry.title,
        "text": entry.text,
    }
    if entry.boost != 1:
        record["boost"] = entry.boost
    search.search_index.entries.append(record)
