"""Finds files next to briefs that are not published or not searched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from archive.core.model import Brief, Level, Place, Problem
from archive.lib.workers import worker_count
from archive.prose.link_places import without_code
from archive.read.document_text import FOLDER, Document, digest_of, extract, has_text, searched
from archive.read.files import read_bounded

MOST = 1000
"""Number of characters before the file's name in which the beginning of a link is searched."""

_DELIMITER = re.compile(r"[(<>\"'\s=]")
_SPACED = re.compile(r"[(<>\"'\n]")
"""Characters before a link; in brackets or quotes, it may contain spaces."""


def find_unused(
    root: Path,
    folder: str,
    attachments: Iterable[str],
    briefs: Iterable[Brief],
    docs_pages: Mapping[str, str],
) -> Iterator[Problem]:
    """Yields a notice for each attachment that no brief and no hand-written page links or shows.

    Drafts count as briefs here: their files wait with them. Sources are searched as text, not
    rendered; what stands in code does not count.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
        attachments: Paths of the files, relative to the project.
        briefs: The briefs, drafts and those with errors included.
        docs_pages: Hand-written pages: path relative to the project → address.
    """
    unused = {path: f"briefs/{path.removeprefix(f'{folder}/')}" for path in attachments}
    places: list[tuple[str, tuple[str, ...]]]
    places = [(brief.path, (posixpath.dirname(brief.path),)) for brief in briefs]
    places += [(path, (posixpath.dirname(path), url)) for path, url in docs_pages.items()]
    for path, bases in places:
        if not unused:
            return
        data, _ = read_bounded(root / path, path)
        text = unquote(unescape(without_code((data or b"").decode("utf-8", "replace"))))
        for used in [one for one, url in unused.items() if _is_used((one, url), text, bases)]:
            del unused[used]
    for path in sorted(unused):
        message = "is not published: no brief and no page links or shows it"
        hint = f"link it from a brief, as [text]({posixpath.basename(path)}), or remove it"
        yield Problem(Place(path), Level.NOTICE, message, "", hint, "file")


def find_textless(
    root: Path, paths: Iterable[str], *, cached: bool, workers: int = 0
) -> Iterator[Problem]:
    """Yields a notice for each PDF or Word file whose text the search cannot find.

    Args:
        root: The project.
        paths: The attachments that briefs name.
        cached: Whether to use and update the cache of texts.
        workers: The maximum number of processes; 0 for one per core.
    """
    cache = root / FOLDER

    def read(path: str) -> Document:
        file = root / path
        return searched(file, digest_of(file), cache) if cached else extract(file, "plain")

    named = tuple(filter(has_text, paths))
    with ThreadPoolExecutor(worker_count(workers)) as pool:
        documents = tuple(pool.map(read, named))
    for path, found in zip(named, documents, strict=True):
        if found.problem:
            message = f"is not searched: it {found.problem}"
            hint = "replace it with a file that has text, or write what it says in the brief"
            yield Problem(Place(path), Level.NOTICE, message, "", hint, "file")


def _is_used(names: tuple[str, str], text: str, bases: Iterable[str]) -> bool:
    """Returns whether a text contains a link to a file.

    Args:
        names: The file's path relative to the project, and its address.
        text: Markdown, with character references and percent signs decoded.
        bases: Folders that links in the text are relative to.
    """
    name = posixpath.basename(names[0])
    at = text.find(name)
    while at >= 0:
        line = text[max(0, at - MOST) : at]
        for link in {delimiter.split(line)[-1] + name for delimiter in (_DELIMITER, _SPACED)}:
            if link.startswith("/") or "://" in link:
                if link.endswith(f"/{names[1]}"):
                    return True
            elif any(posixpath.normpath(posixpath.join(base, link)) in names for base in bases):
                return True
        at = text.find(name, at + 1)
    return False
