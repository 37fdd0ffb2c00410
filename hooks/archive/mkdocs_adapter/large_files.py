"""Lets large files go from ``docs/`` to the site without a copy in between.

MkDocs copies every file into the scratch folder in every build. Large documents and pictures, which
no other step reads there, are hashed and copied from where they are.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from archive.lib.file_digests import LARGE
from archive.read.statics import DOCUMENTS, PICTURES


def keep_in_place(files: Files, config: MkDocsConfig) -> dict[str, Path]:
    """Makes MkDocs not copy large documents and pictures.

    Args:
        files: The files that MkDocs will publish.
        config: The site's configuration.

    Returns:
        Path of each file below the site that MkDocs would have copied so far → where it is.
    """
    kept: dict[str, Path] = {}
    for file in files:
        if PurePosixPath(file.src_uri).suffix.lower() not in PICTURES | DOCUMENTS:
            continue
        source = Path(config.docs_dir, file.src_uri)
        if file.src_dir == config.docs_dir and source.stat().st_size >= LARGE:
            _note_copy(file, source, kept)
    return kept


def _note_copy(file: File, source: Path, kept: dict[str, Path]) -> None:
    def copy_file(dirty: bool = False) -> None:  # noqa: ARG001
        kept[file.dest_uri] = source

    file.copy_file = copy_file  # type: ignore[method-assign]
