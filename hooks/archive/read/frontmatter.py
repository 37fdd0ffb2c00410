"""Reads and writes the front matter of briefs through a strict python-frontmatter handler."""

from __future__ import annotations

import re
from dataclasses import dataclass

from frontmatter import Post
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.model import Level, Place, Problem
from archive.read.yamlerrors import find_odd_colon
from archive.read.yamltree import Mapping, parse_yaml
from archive.read.yamlwriter import OPTIONS

FENCE = "---"
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LIKE_FENCE = re.compile(r"\s*(?:-{2,}|[-‐-―−]+)\s*")

# The library has a TOML handler only if the package toml is installed. The first line is enough
# to recognize a format; in JSON, a key may follow the brace on it.
_OTHER_FORMATS: dict[str, BaseHandler] = {
    "TOML": BaseHandler(fm_boundary=re.compile(r"^\+{3,}\s*$", re.MULTILINE)),
    "JSON": JSONHandler(fm_boundary=re.compile(r"\{")),
}


class FrontMatterError(ValueError):
    """Front matter cannot be read; the handler's ``problems`` say why."""


class StrictYAMLHandler(YAMLHandler):
    """Reads front matter as a tree with places, and writes it in the archive's own style.

    Use one handler for each file, and call it directly to read: ``frontmatter.parse`` strips
    the lines before the first fence, which makes every place wrong.

    Attributes:
        path: The file, for messages.
        problems: The problems of the front matter, each at its place.
    """

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.path = path
        self.problems: list[Problem] = []

    def split(self, text: str) -> tuple[str, str]:
        """Returns the front matter, from the file's second line on, and the body.

        Args:
            text: The whole file, with line feeds as line ends and no byte order mark.

        Raises:
            FrontMatterError: If the file does not begin with front matter or does not close it.
        """
        if not self.detect(text):
            raise self._fail(_no_beginning(text, self.path))
        begin = text.find("\n") + 1
        closing = _CLOSING.search(text, begin) if begin else None
        if not closing:
            raise self._fail(_no_end(text, self.path))
        return text[begin : closing.start()], text[closing.end() + 1 :]

    def load(self, fm: str, **_: object) -> Mapping:
        """Returns the keys and their values as nodes, each with its place in the file.

        Args:
            fm: The front matter as ``split`` returns it: its first line is the file's second.

        Raises:
            FrontMatterError: If it is not YAML, or not a mapping.
        """
        node, found = parse_yaml(fm, self.path, first_line=2)
        self.problems += found
        if isinstance(node, Mapping):
            return node
        if node is None and found:
            raise FrontMatterError(str(found[-1]))
        fault = "contains no keys" if node is None else "is not a mapping"
        message = f"the front matter {fault}"
        hint = "write one `key: value` per line"
        if odd := find_odd_colon(fm, self.path, 2):
            raise self._fail(odd)
        place = Place(self.path, 2) if node is None else node.place
        raise self._fail(Problem(place, Level.ERROR, message, "", hint, "syntax"))

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """Writes front matter: known keys first, in the order of the reference.

        Args:
            metadata: Strings, dates, flags, and lists and dictionaries of these; or nodes.
            kwargs: Options of ``yaml.dump``, which override the archive's own.
        """
        known = [key for key in BRIEF_KEYS if key in metadata]
        ordered = {key: metadata[key] for key in (*known, *metadata)}
        return super().export(ordered, **{**OPTIONS, **kwargs})

    def format(self, post: Post, **kwargs: object) -> str:
        """Writes a whole file; the body begins on the line after the fence."""
        matter = self.export(post.metadata, **kwargs)
        return f"{FENCE}\n{matter}\n{FENCE}\n{post.content.rstrip()}\n"

    def _fail(self, problem: Problem) -> FrontMatterError:
        self.problems.append(problem)
        return FrontMatterError(str(problem))


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: the front matter as a tree, the body, and the line where the body begins."""

    matter: Mapping
    body: str
    body_line: int


def split_document(text: str, path: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Splits a file's text at its two lines of three hyphens.

    Args:
        text: The whole file, with line feeds as line ends and no byte order mark.
        path: The file, for messages.

    Returns:
        The document, or None if there is no readable front matter, and the problems.
    """
    handler = StrictYAMLHandler(path)
    try:
        matter, body = handler.split(text)
        tree = handler.load(matter)
    except FrontMatterError:
        return None, tuple(handler.problems)
    # One line before the front matter, one after it.
    return Document(tree, body, matter.count("\n") + 3), tuple(handler.problems)


def _is_fence(line: str) -> bool:
    return line.rstrip(" \t") == FENCE


def _is_like_fence(line: str) -> bool:
    """Returns whether a line looks like three hyphens but is not: too few, too many, or dashes."""
    return bool(_LIKE_FENCE.fullmatch(line)) and not _is_fence(line)


def _no_beginning(text: str, path: str) -> Problem:
    message = "the file does not begin with front matter"
    hint = "the first line must be ---"
    lines = text.split("\n", 20)[:20]
    late = next((n for n, line in enumerate(lines, 1) if _is_fence(line)), 0)
    other = next((name for name, one in _OTHER_FORMATS.items() if one.detect(text)), "")
    if _is_like_fence(lines[0]):
        hint = "the first line must be three hyphens: ---"
    elif other:
        hint = f"write it as YAML between two --- lines; this is {other}"
    elif late:
        hint = f"move the --- of line {late} to the first line"
    return Problem(Place(path), Level.ERROR, message, "", hint, "syntax")


def _no_end(text: str, path: str) -> Problem:
    message = "the front matter is not closed"
    hint = "put a --- line between the front matter and the body"
    lines = text.split("\n", 200)[:200]
    near = next((n for n, line in enumerate(lines[1:], 2) if _is_like_fence(line)), 0)
    if near:
        hint = f"line {near} must be three hyphens: ---"
    return Problem(Place(path), Level.ERROR, message, "", hint, "syntax")
