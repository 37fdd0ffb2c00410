"""The search's scripts as they are published: without what is for those who read them.

A preview serves them as they are written.
"""

from __future__ import annotations

from pathlib import Path

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SCRIPTS = ("assets/javascripts/search/", "assets/javascripts/messages.js")
"""Where they are among the hand-written files. They are downloaded with the first query."""


def strip_scripts(files: Files, config: MkDocsConfig) -> None:
    """Has the scripts published without comments and needless space.

    Args:
        files: All files that MkDocs is to publish.
        config: Its configuration.
    """
    for file in list(files):
        if file.src_uri.startswith(SCRIPTS) and file.src_uri.endswith(".js"):
            script = rjsmin.jsmin(Path(config.docs_dir, file.src_uri).read_bytes())
            files.remove(file)
            files.append(File.generated(config, file.src_uri, content=script))
