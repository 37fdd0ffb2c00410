"""Reads Word and PDF files: their text for review, with the files as attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path, PurePosixPath

from archive.importing.sources import MARKDOWN, Foreign, Note, tree
from archive.lib.workers import worker_count
from archive.read.document_text import SUFFIXES, Document, extract, has_text
from archive.read.loose_dates import iso_of

_OTHERS = frozenset({".doc", ".odt", ".rtf"})
_NO_TITLE = re.compile(
    r"(?:untitled|document|slide|title) ?\d*|(?:microsoft|powerpoint)\b.*"
    r"|.*\.(?:docx?|pptx?|pdf|indd|qxd)|\W*",
    re.IGNORECASE,
)
_DAY = re.compile(r"^\d{4}[-_]\d{2}[-_]\d{2}[-_ ]*(?=.)")


def has_documents(paths: Iterable[str], kind: str) -> bool:
    """Returns whether Word and PDF files are to be imported.

    Where there are texts or tables, they belong to these, and are imported only if asked for.
    """
    suffixes = {PurePosixPath(path).suffix.casefold() for path in paths}
    return kind == "documents" or (
        not kind and not suffixes & {*MARKDOWN, ".csv"} and bool(suffixes & SUFFIXES)
    )


def read_documents(root: Path, paths: Iterable[str]) -> Iterator[Foreign | Note]:
    """Yields each Word or PDF file among some files, and notes on what is left out.

    Args:
        root: The imported folder.
        paths: The files in it.
    """
    wanted: list[str] = []
    for path in paths:
        name = PurePosixPath(path)
        if has_text(path) and not name.name.startswith(
            "~$"
        ):  # Word's lock file of an open document
            wanted.append(path)
        elif name.suffix.casefold() in _OTHERS:
            yield Note(path, "is not imported: save it as .docx")
    with ThreadPoolExecutor(worker_count(0)) as pool:
        documents = pool.map(partial(extract, form="markdown"), [root / path for path in wanted])
        for path, document in zip(wanted, documents, strict=True):
            yield from _foreign(path, document)


def attachment(document: Document, title: str, name: str) -> dict[str, str | int]:
    """Returns the entry of a brief's attachments for its original.

    Args:
        document: What the original contains.
        title: The title of the brief.
        name: The name of the file next to the brief.
    """
    entry: dict[str, str | int] = {"file": name, "title": title}
    return {**entry, "pages": document.pages} if document.pages else entry


def _foreign(path: str, document: Document) -> Iterator[Foreign | Note]:
    if document.problem:
        yield Note(path, f"{document.problem}, and is not imported")
        return
    for note in document.notes:
        yield Note(path, note)
    matter = {"title": _title(document, path)}
    if day := iso_of(document.created):
        matter["date"] = day
        yield Note(path, f"review its date: the file was created on {day}")
    yield Foreign(path, tree(matter, path), document.text, document=document)


def _title(document: Document, path: str) -> str:
    """Returns the title in the properties, or of the first heading, or the name of the file."""
    if document.title and not _NO_TITLE.fullmatch(document.title):
        return document.title
    if heading := re.search(r"^#+ (.+)$", document.text, re.MULTILINE):
        return re.sub(r"\\(.)|\*\*", r"\1", heading[1])
    stem = PurePosixPath(path).stem
    return " ".join(re.split(r"[-_\s]+", _DAY.sub("", stem))).strip() or stem
