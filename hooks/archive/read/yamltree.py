"""Builds a tree of strings with their places from YAML parser events.

Nothing is guessed: every scalar is a string (``NO``, ``0777`` and ``2022-02-01`` alike), and its
key decides later what it means. Tags, anchors, aliases, merge keys and duplicate keys are refused.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from archive.core.model import Level, Place, Problem
from archive.read.text import show_hidden
from archive.read.yamlerrors import explain

MAX_DEPTH = 12
"""Maximum nesting of lists and mappings; briefs need four levels."""
MAX_KEYS = 5000
"""Maximum number of keys in a mapping: a registry file may have thousands of entries."""
MAX_ITEMS = 1000
"""Maximum number of items in a list: the largest organization has some two hundred members."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string.

    Attributes:
        text: Its value.
        place: Where it begins.
        plain: Whether it was written without quotes.
        comment: What YAML reads as a comment after a plain string, from its ``#`` on.
    """

    text: str
    place: Place
    plain: bool = True
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    place: Place


class Mapping(dict[str, "Node"]):
    """Keys and their values in the order written; each key once.

    A dictionary, as handlers of python-frontmatter must return it.

    Attributes:
        entries: Each key, with its place, and its value.
        place: Where the mapping begins.
    """

    __slots__ = ("entries", "place")

    def __init__(self, entries: tuple[tuple[Scalar, Node], ...], place: Place) -> None:
        super().__init__((key.text, value) for key, value in entries)
        self.entries = entries
        self.place = place


Node = Scalar | Sequence | Mapping


class _StopError(Exception):
    """Carries the problem after which reading a document cannot go on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def parse_yaml(
    text: str, path: str, first_line: int = 1
) -> tuple[Node | None, tuple[Problem, ...]]:
    """Reads one YAML document.

    Args:
        text: The document.
        path: Its file, for the places.
        first_line: The line of the file on which ``text`` begins.

    Returns:
        The tree, or None if the document is empty or unreadable, and the problems.
    """
    problems: list[Problem] = []
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        events = yaml.parse(text, Loader=loader)
        root = _Composer(events, text, path, first_line, problems).document()
    except _StopError as stop:
        return None, (*problems, stop.problem)
    except yaml.YAMLError as error:
        return None, (*problems, explain(error, text, path, first_line))
    return root, tuple(problems)


class _Composer:
    """Builds the tree of one document from events."""

    def __init__(
        self,
        events: Iterator[yaml.Event],
        text: str,
        path: str,
        first_line: int,
        problems: list[Problem],
    ) -> None:
        self._events = events
        self._lines = text.split("\n") if " #" in text else ()
        self._path = path
        self._first_line = first_line
        self._problems = problems

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _StopError(
                        self._problem(event, "a second YAML document begins here", "keep one")
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return None if isinstance(root, Scalar) and not root.text and root.plain else root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            raise _StopError(
                self._problem(
                    event,
                    f"alias *{str(event.anchor)[:80]} is not allowed",
                    "write the value out in full",
                )
            )
        if anchor := getattr(event, "anchor", None):
            raise _StopError(
                self._problem(
                    event,
                    f"anchor &{anchor[:80]} is not allowed",
                    'put the string in quotes: "&…"',
                )
            )
        if tag := getattr(event, "tag", None):
            raise _StopError(
                self._problem(
                    event,
                    f"tag {tag[:80]} is not allowed",
                    'put the string in quotes: "!…"',
                )
            )
        if depth > MAX_DEPTH:
            raise _StopError(
                self._problem(
                    event, f"nested more than {MAX_DEPTH} levels deep", "use fewer levels"
                )
            )
        if isinstance(event, yaml.ScalarEvent):
            value, what = show_hidden(event.value) if event.style == '"' else (event.value, "")
            if what:
                message = f"an escape sequence encodes {what}"
                self._problems.append(self._problem(event, message, "remove the escape sequence"))
            return Scalar(value, place, not event.style, self._comment(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(following := next(self._events), yaml.SequenceEndEvent):
                if len(items) >= MAX_ITEMS:
                    message = f"a list of more than {MAX_ITEMS} items"
                    raise _StopError(self._problem(following, message, "shorten it"))
                items.append(self._node(following, depth + 1))
            return Sequence(tuple(items), place)
        return self._mapping(place, depth)

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise _StopError(
                    Problem(
                        key.place,
                        Level.ERROR,
                        "a key must be a string",
                        "",
                        "put a key that contains { or [ in quotes",
                        "syntax",
                    )
                )
            if len(entries) >= MAX_KEYS:
                raise _StopError(
                    Problem(
                        key.place,
                        Level.ERROR,
                        f"more than {MAX_KEYS} keys",
                        "",
                        "split the file",
                        "syntax",
                    )
                )
            name = unicodedata.normalize("NFC", key.text)
            if name in seen:
                message = f'key "{name[:80]}" occurs twice, first on line {seen[name].line}'
                hint = "keep one of the two"
                self._problems.append(Problem(key.place, Level.ERROR, message, "", hint, "syntax"))
                continue
            seen[name] = key.place
            entries.append((key, value))
        return Mapping(tuple(entries), place)

    def _comment(self, event: yaml.ScalarEvent) -> str:
        mark = event.end_mark
        if event.style or mark is None or mark.line >= len(self._lines):
            return ""
        rest = self._lines[mark.line][mark.column :].strip()
        return rest if rest.startswith("#") else ""

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "a parser's events have marks"
        return Place(self._path, mark.line + self._first_line, mark.column + 1)

    def _problem(self, event: yaml.Event, message: str, hint: str) -> Problem:
        return Problem(self._place(event), Level.ERROR, message, "", hint, "syntax")
