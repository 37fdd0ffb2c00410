"""Reads the files of another system: Markdown with front matter, and tables."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from frontmatter.default_handlers import BaseHandler, JSONHandler

from archive.core.model import Place
from archive.importing.kinds import FOLDERS
from archive.read.document_text import Document
from archive.read.files import find_files, read_bounded
from archive.read.frontmatter import FrontMatterError, StrictYAMLHandler
from archive.read.text import normalize_newlines
from archive.read.yamltree import Mapping, Node, Scalar, Sequence

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_BODY_COLUMNS = ("body", "text", "content")


@dataclass(frozen=True, slots=True)
class Note:
    """What an import could not do, or did by guess.

    Attributes:
        path: The file that is imported.
        text: What the note says.
        line: The line in it, from 1; 0 for the file as a whole.
    """

    path: str
    text: str
    line: int = 0

    def __str__(self) -> str:
        """Returns the note as one line of a report."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.text}"


@dataclass(frozen=True, slots=True)
class Foreign:
    """One text of another system.

    Attributes:
        path: Its path below the imported folder, with ``/``; of a row of a table, with ``#2``.
        matter: Its front matter.
        body: The text.
        first_line: The line of the file on which the text begins, from 1.
        document: What was extracted, if it is a Word or PDF file.
    """

    path: str
    matter: Mapping
    body: str
    first_line: int = 1
    document: Document | None = None


class TomlHandler(BaseHandler):
    """Reads TOML between lines of ``+++``."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Returns the keys and values.

        Raises:
            tomllib.TOMLDecodeError: If it is not TOML.
        """
        return tomllib.loads(fm)


def list_files(folder: Path) -> tuple[tuple[str, ...], tuple[Note, ...]]:
    """Returns the paths of all files below a folder, with ``/``, and a note for each refused one.

    Links are not followed, and hidden files are left out.
    """
    found, problems = find_files(folder.parent, folder.name, lambda _: True, hidden=(".",))
    start = len(folder.name) + 1
    notes = (Note(one.place.path[start:], one.message) for one in problems)
    return tuple(one.path[start:] for one in found), tuple(notes)


def read_files(root: Path, paths: Iterable[str], kind: str = "") -> Iterator[Foreign | Note]:
    """Yields each text among some files, or a note why it cannot be read, in the order given.

    Args:
        root: The imported folder.
        paths: The files in it.
        kind: The system that they come from; found by its folders if empty.
    """
    for path in _texts(tuple(paths), kind):
        data, problems = read_bounded(root / path, path)
        if data is None:
            yield Note(path, problems[0].message)
            continue
        text = normalize_newlines(data.decode("utf-8-sig", "replace"))
        if path.casefold().endswith(".csv"):
            yield from _rows(path, text)
        else:
            yield _markdown(path, text)


def _texts(paths: tuple[str, ...], kind: str) -> Iterator[str]:
    """Yields the paths of texts: those in the folders of the system, if it has any of them."""
    names = FOLDERS[kind] if kind else tuple(name for one in FOLDERS.values() for name in one)
    inside = [path for path in paths if path.partition("/")[0] in names and "/" in path]
    suffixes = (".csv",) if kind == "csv" else MARKDOWN
    single = len(paths) == 1
    for path in inside or paths:
        if path.casefold().endswith((*suffixes, ".csv") if single else suffixes):
            yield path


def _rows(path: str, text: str) -> Iterator[Foreign]:
    # Otherwise, a cell of more than 131,072 characters would be an error; a brief may be longer.
    csv.field_size_limit(len(text) + 1)
    for number, row in enumerate(csv.DictReader(StringIO(text)), 2):
        named = {key.strip(): value or "" for key, value in row.items() if key}
        body = next((key for key in named if key.casefold() in _BODY_COLUMNS), "")
        matter = {key: value for key, value in named.items() if key != body}
        yield Foreign(f"{path}#{number}", tree(matter, path), named.get(body, ""))


def _markdown(path: str, text: str) -> Foreign | Note:
    toml, plain_json = TomlHandler(), JSONHandler()
    try:
        if toml.detect(text):
            matter, body = toml.split(text)
            return _foreign(path, tree(toml.load(matter), path), text, body)
        if plain_json.detect(text):
            loaded, end = json.JSONDecoder().raw_decode(text)
            return _foreign(path, tree(loaded, path), text, text[end:])
    except ValueError as error:
        return Note(path, f"the front matter cannot be read: {error}")
    except RecursionError:
        return Note(path, "the front matter is nested too deeply")
    handler = StrictYAMLHandler(path)
    if not handler.detect(text):
        return Foreign(path, tree({}, path), text)
    try:
        matter, body = handler.split(text)
        return _foreign(path, handler.load(matter), text, body)
    except FrontMatterError:
        problem = handler.problems[-1]
        return Note(path, problem.message, problem.place.line)


def _foreign(path: str, matter: Mapping, text: str, body: str) -> Foreign:
    return Foreign(path, matter, body, text.count("\n", 0, len(text) - len(body.lstrip())) + 1)


def tree(values: Dict[str, Any], path: str) -> Mapping:
    """Returns values of TOML, JSON or a table as the strict reader returns those of YAML."""
    place = Place(path)
    entries = ((Scalar(key, place), _node(value, path)) for key, value in values.items())
    return Mapping(tuple(entries), place)


def _node(value: object, path: str) -> Node:
    if isinstance(value, dict):
        return tree(value, path)
    if isinstance(value, list):
        return Sequence(tuple(_node(one, path) for one in value), Place(path))
    text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
    return Scalar(text, Place(path), plain=False)
