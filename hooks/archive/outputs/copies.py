"""Copies files: MkDocs' output, files next to briefs, flags. SVG pictures are rewritten."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from archive.core.host_redirects import FILE as REDIRECTS
from archive.core.urls import SEARCH
from archive.lib.digest import digest_bytes, new_digest
from archive.lib.output_files import page_file
from archive.lib.source_changes import SourceChangedError
from archive.outputs import headers
from archive.outputs.output import OutputSources
from archive.read.svg import clean_svg

BLOCK = 1 << 20
"""Bytes that are copied at a time."""


def docs_files(sources: OutputSources) -> dict[str, object]:
    """Returns hand-written pages and the files of the theme, with the hashes of their contents."""
    docs = sources.docs
    # The headers are merged with the site's policy, and redirects with those of the archive;
    # docs/search.md and docs/index.md are parts of pages of the archive.
    others = (headers.FILE, REDIRECTS, page_file(SEARCH), page_file(""))
    own = [path for path in docs.paths if path not in others]
    return {path: sources.digest_of(docs.file(path)) for path in own}


def write_docs_file(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Copies a file that MkDocs wrote."""
    _copy(sources.root, sources.digest_of, sources.docs.file(path), stream)


def attachments(sources: OutputSources) -> dict[str, object]:
    """Returns the files next to briefs that pages use, with the hashes of their contents."""
    return {
        address: sources.digest_of(sources.root / path)
        for address, path in sources.attachments.items()
    }


def write_attachment(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Copies a file next to a brief."""
    file = sources.root / sources.attachments[path]
    _copy(sources.root, sources.digest_of, file, stream)


def flags(sources: OutputSources) -> dict[str, object]:
    """Returns the flags that pages may show, with the hashes of their contents."""
    names = {chip.flag for chip in sources.site.chips.values() if chip.flag}
    return {path: sources.digest_of(_flag(sources, path)) for path in sorted(names)}


def write_flag(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Copies a flag."""
    _copy_as_it_is(sources.root, sources.digest_of, _flag(sources, path), stream)


def _flag(sources: OutputSources, path: str) -> Path:
    return sources.data / "flags" / Path(path).name


def _copy(root: Path, digest_of: Callable[[Path], str], file: Path, stream: BinaryIO) -> None:
    """Copies a file whose hash is part of a cache key; a picture of an author is rewritten.

    Raises:
        SourceChangedError: If the file no longer has that hash. It names the file relative to
            ``root``.
    """
    if file.suffix.lower() != ".svg":
        _copy_as_it_is(root, digest_of, file, stream)
        return
    data = file.read_bytes()
    if digest_bytes(data) != digest_of(file):
        raise SourceChangedError(os.path.relpath(file, root))
    try:
        stream.write(clean_svg(data, file.name))
    except ValueError as error:  # it was checked before, and has changed since
        raise SourceChangedError(os.path.relpath(file, root)) from error


def _copy_as_it_is(
    root: Path, digest_of: Callable[[Path], str], file: Path, stream: BinaryIO
) -> None:
    state = new_digest()
    with file.open("rb") as source:
        while block := source.read(BLOCK):
            state.update(block)
            stream.write(block)
    if state.hexdigest() != digest_of(file):
        raise SourceChangedError(os.path.relpath(file, root))
