"""Copies files: MkDocs' output, files next to briefs, flags. SVG pictures are rewritten."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import BinaryIO

from archive.core.urls import SEARCH
from archive.lib.output_files import page_file
from archive.outputs import headers
from archive.outputs.output import OutputSources
from archive.read.svg import clean_svg


def docs_files(sources: OutputSources) -> dict[str, object]:
    """Returns hand-written pages and the files of the theme, with the hashes of their contents."""
    docs = sources.docs
    # The headers are merged with the site's policy; docs/search.md is a part of the search page.
    own = [path for path in docs.paths if path not in (headers.FILE, page_file(SEARCH))]
    return {path: sources.digest_of(docs.file(path)) for path in own}


def write_docs_file(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Copies a file that MkDocs wrote."""
    _copy(sources.docs.file(path), stream)


def attachments(sources: OutputSources) -> dict[str, object]:
    """Returns the files next to briefs that pages use, with the hashes of their contents."""
    return {
        address: sources.digest_of(sources.root / path)
        for address, path in sources.attachments.items()
    }


def write_attachment(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Copies a file next to a brief."""
    _copy(sources.root / sources.attachments[path], stream)


def flags(sources: OutputSources) -> dict[str, object]:
    """Returns the flags that pages may show, with the hashes of their contents."""
    names = {chip.flag for chip in sources.site.chips.values() if chip.flag}
    return {path: sources.digest_of(_flag(sources, path)) for path in sorted(names)}


def write_flag(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Copies a flag."""
    stream.write(_flag(sources, path).read_bytes())


def _flag(sources: OutputSources, path: str) -> Path:
    return sources.data / "flags" / Path(path).name


def _copy(file: Path, stream: BinaryIO) -> None:
    if file.suffix.lower() == ".svg":
        try:
            stream.write(clean_svg(file.read_bytes(), file.name))
        except ValueError as error:  # it was checked before, and has changed since
            raise OSError(str(error)) from error
        return
    with file.open("rb") as source:
        shutil.copyfileobj(source, stream)
