"""The sources of a build: where they are, and how they were before they were read."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from archive.core.address_list import ADDRESSES
from archive.lib.source_changes import Snapshot, take_snapshot

HOOKS = Path(__file__).parents[2]
PLUGINS = frozenset({"search", "material/search"})
"""Plugins that read only the files that are checked here, and write none of them."""
_INHERIT = re.compile(r"^INHERIT:\s*(?P<path>[^#\n]+?)\s*(?:#.*)?$", re.MULTILINE)


def snapshot_of(config: MkDocsConfig) -> Snapshot:
    """Takes a snapshot of the sources of a site, to compare with them before it is published.

    Args:
        config: The site's configuration.
    """
    return take_snapshot(_places(config), time.time_ns)


def has_others(config: MkDocsConfig) -> bool:
    """Returns whether a site has plugins or hooks that may read other files, or write sources."""
    root = Path(config.config_file_path).parent
    is_ours = [(root / name).resolve() for name in config.hooks] == [HOOKS.resolve() / "main.py"]
    return not is_ours or not PLUGINS.issuperset(set(config.plugins).difference(config.hooks))


def _places(config: MkDocsConfig) -> list[Path]:
    """Returns the files and folders that a site is made from, but not those of packages."""
    file = Path(config.config_file_path)
    root = file.parent
    extra = config.extra.get("archive")
    names = extra if isinstance(extra, dict) else {}
    places = [
        root / str(names.get("briefs", "briefs")),
        root / str(names.get("registry", "registry")),
        Path(config.docs_dir),
        root / ADDRESSES,
        HOOKS,
        *_configurations(file),
        *(root / str(hook) for hook in config.hooks),
        *(folder for folder in map(Path, config.theme.dirs) if _is_own(folder, root)),
    ]
    return list(dict.fromkeys(one for one in places if not _is_inside(one, places)))


def _is_own(folder: Path, root: Path) -> bool:
    """Returns whether a folder of the theme is the project's, not that of an installed package.

    The versions of packages are part of every cache key.
    """
    return folder.is_relative_to(root) and "site-packages" not in folder.parts


def _is_inside(place: Path, others: list[Path]) -> bool:
    return any(place != other and place.is_relative_to(other) for other in others)


def _configurations(file: Path) -> Iterator[Path]:
    """Yields the configuration file, and those that it inherits from."""
    seen: list[Path] = []
    while file not in seen:
        yield file
        seen.append(file)
        try:
            found = _INHERIT.search(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError):
            return
        if found:
            file = file.parent / found["path"].strip("'\"")
