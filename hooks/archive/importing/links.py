"""Finds where the links of imported texts lead, and names the files that go next to briefs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from archive.core.urls import slugify
from archive.read.statics import DOCUMENTS, PICTURES


class Destinations:
    """The texts and files of an import, by the names that links may use for them."""

    def __init__(self, briefs: Mapping[str, str], files: Iterable[str]) -> None:
        """Indexes them.

        Args:
            briefs: Path of each imported text → path of its brief.
            files: Paths of all files of the imported folder.
        """
        self._briefs = briefs
        self._files = {path for path in files if _suffix(path) in PICTURES | DOCUMENTS}
        # Obsidian names a text, or a file, without its folder.
        self._texts_by_name: dict[str, list[str]] = {}
        for path in briefs:
            self._texts_by_name.setdefault(PurePosixPath(path).stem, []).append(path)
        self._file_by_name: dict[str, str] = {}
        for path in sorted(self._files):
            self._file_by_name.setdefault(posixpath.basename(path), path)
        self._copies: dict[tuple[str, str], str] = {}

    def brief(self, name: str, path: str) -> str:
        """Returns the path of the brief that a link of a text means, or "".

        Args:
            name: The name or address in the link, without an anchor.
            path: The text.
        """
        for near in _places(name, path):
            for candidate in (near, f"{near}.md", posixpath.join(near, "index.md")):
                if candidate in self._briefs and candidate != path:
                    return self._briefs[candidate]
        same = self._texts_by_name.get(name, [])
        return self._briefs[same[0]] if len(same) == 1 else ""

    def file(self, name: str, path: str) -> str:
        """Returns the path of the file that a link of a text means, or ""; see ``brief``."""
        near = (one for one in (*_places(name, path), f"static/{name.lstrip('/')}"))
        return next((one for one in near if one in self._files), self._file_by_name.get(name, ""))

    def copy(self, file: str, folder: str) -> str:
        """Returns the name that a file gets next to briefs; no two files get the same name.

        Args:
            file: Its path.
            folder: The folder of the briefs.
        """
        stem, _, suffix = posixpath.basename(file).rpartition(".")
        number = 1
        while True:
            mark = f"-{number}" if number > 1 else ""
            name = f"{slugify(stem)}{mark}.{suffix.casefold()}"
            if self._copies.setdefault((folder, name), file) == file:
                return name
            number += 1


class Links:
    """The links of one text; ``files`` collects what goes next to its brief: name → path."""

    def __init__(self, destinations: Destinations, path: str, brief: str) -> None:
        """Begins a text.

        Args:
            destinations: Where links may lead.
            path: The text.
            brief: The path of its brief.
        """
        self._destinations = destinations
        self._path = path
        self._folder = posixpath.dirname(brief)
        self.files: dict[str, str] = {}

    def attach(self) -> str:
        """Returns the name that the imported file itself gets next to its brief."""
        copied = self._destinations.copy(self._path, self._folder)
        self.files[copied] = self._path
        return copied

    def resolve(self, target: str, *, is_picture: bool) -> str:
        """Returns the address of an imported text or file, relative to the brief; or ""."""
        name, _, anchor = unquote(target).partition("#")
        if not is_picture and (brief := self._destinations.brief(name, self._path)):
            return posixpath.relpath(brief, self._folder) + (f"#{anchor}" if anchor else "")
        file = self._destinations.file(name, self._path)
        if not file:
            return ""
        copied = self._destinations.copy(file, self._folder)
        self.files[copied] = file
        return copied


def _places(name: str, path: str) -> Iterator[str]:
    """Yields the paths that a name may mean: below the text's folder, then below the root."""
    yield posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    yield posixpath.normpath(name.lstrip("/"))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.casefold()
