"""Which folders of the cache a build uses: shared ones that it holds alone, and one of its own."""

from __future__ import annotations

import os
from pathlib import Path

from archive.lib.digest import digest

CACHE = Path(".cache", "archive")
"""Folder of what builds keep, relative to the project."""
PREVIEW, PUBLISHED = "preview", "preview-published"
"""Folders of the cache: that of ``serve``, and that of ``serve --clean``."""
SCRATCH = "scratch"
"""Folder of the cache that contains a folder for each running build."""
_TAKEN = frozenset({PREVIEW, PUBLISHED, SCRATCH})


def cache_of(root: Path, site: Path) -> Path:
    """Returns the folder in which builds of a site keep what they know of it.

    Sites of the same name in different folders have different caches. A site in the project has
    the same one in every clone.

    Args:
        root: The project's folder.
        site: The published folder.
    """
    path = Path(os.path.relpath(site, root))
    if len(path.parts) == 1 and path.name not in _TAKEN and not path.suffix:
        return root / CACHE / path.name
    return root / CACHE / f"{site.name}-{digest(path.as_posix())[:8]}"
