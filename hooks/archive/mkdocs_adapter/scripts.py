"""Publishes the scripts in minified form, each as one file with the modules that it imports.

A preview serves them unchanged.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

FOLDER = "assets/javascripts/"
SEARCH = f"{FOLDER}search.js"
"""The search dialog."""
ENTRIES = (
    SEARCH,
    *(f"{FOLDER}search/{name}.js" for name in ("start", "opensearch")),
    *(f"{FOLDER}{name}.js" for name in ("search-page", "filter", "fold", "languages", "messages")),
    f"{FOLDER}menu.js",
    f"{FOLDER}moved.js",
)
"""Modules that pages load. Each becomes one file with all modules that it imports."""

_IMPORT = re.compile(r'^import [^;]*?"([^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |const |class |function ))", re.MULTILINE)


def strip_scripts(files: Files, config: MkDocsConfig) -> None:
    """Replaces the scripts with minified ones, without comments and superfluous space.

    Args:
        files: All files that MkDocs will publish.
        config: The site's configuration.
    """
    known = {file.src_uri: file for file in files if file.src_uri.startswith(FOLDER)}

    def load(path: str) -> str:
        return known[path].content_string

    joined = {path: join_modules(path, load) for path in ENTRIES if path in known}
    inner = {module for modules in joined.values() for module in modules}
    for path in inner.difference(joined):
        files.remove(known[path])
    scripts = {path: "\n".join(modules.values()) for path, modules in joined.items()}
    for path, script in scripts.items():
        files.remove(known[path])
        files.append(File.generated(config, path, content=rjsmin.jsmin(script)))


def join_modules(path: str, load: Callable[[str], str]) -> dict[str, str]:
    """Returns the sources of a module and of those that it imports, to be joined in this order.

    No two of the modules may have the same name at their top level, and only the first one's
    exports stay. ``import()`` is left as it is.

    Args:
        path: The module, below the site.
        load: Returns the source of a module.
    """
    joined: dict[str, str] = {}

    def add(module: str) -> None:
        if module in joined:
            return
        joined[module] = ""
        source = load(module)
        for other in _IMPORT.findall(source):
            add(posixpath.normpath(posixpath.join(posixpath.dirname(module), other)))
        # A module stands after those that it needs.
        del joined[module]
        plain = _IMPORT.sub("", source)
        joined[module] = plain if module == path else _EXPORT.sub("", plain)

    add(path)
    return joined
