"""Publishes the search's scripts in minified form. A preview serves them unchanged."""

from __future__ import annotations

from pathlib import Path

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SCRIPTS = (
    "assets/javascripts/search/",
    "assets/javascripts/fold.js",
    "assets/javascripts/messages.js",
)
"""Where they are in ``docs/``. Browsers download them when they are first needed."""


def strip_scripts(files: Files, config: MkDocsConfig) -> None:
    """Replaces the scripts with minified ones, without comments and superfluous space.

    Args:
        files: All files that MkDocs will publish.
        config: The site's configuration.
    """
    for file in list(files):
        if file.src_uri.startswith(SCRIPTS) and file.src_uri.endswith(".js"):
            script = rjsmin.jsmin(Path(config.docs_dir, file.src_uri).read_bytes())
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=script))
