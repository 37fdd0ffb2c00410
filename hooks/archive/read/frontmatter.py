"""Splitting a brief's file into front matter and body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.core.model import Level, Place, Problem
from archive.read.yamltree import Mapping, parse_yaml

FENCE = "---"
_TIGHT = re.compile(r"[a-z_]+:\S")
_LIKE_FENCE = re.compile(r"\s*(?:-{2,}|[-‐-―−]+)\s*")


@dataclass(frozen=True, slots=True)
class Document:
    """A file taken apart: the front matter as a tree, the body, and the body's first line."""

    matter: Mapping
    body: str
    body_line: int


def split_document(text: str, path: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Takes a file's text apart at its two lines of three hyphens.

    Args:
        text: The whole file, with line feeds as line ends and no byte order mark.
        path: The file, for messages.

    Returns:
        The document, or None where there is no front matter that can be read, and the problems.
    """
    lines = text.split("\n")
    if not _is_fence(lines[0]):
        return None, (_no_beginning(lines, path),)
    end = next((n for n, line in enumerate(lines[1:], 1) if _is_fence(line, "---", "...")), 0)
    if not end:
        message = "the front matter is not closed"
        hint = "put a line --- between the front matter and the text"
        near = next((n for n, line in enumerate(lines[1:200], 2) if _is_like_fence(line)), 0)
        if near:
            hint = f"line {near} must be three hyphens: ---"
        return None, (Problem(Place(path), Level.ERROR, message, "", hint, "syntax"),)
    node, problems = parse_yaml("\n".join(lines[1:end]) + "\n", path, first_line=2)
    if node is None and problems:
        return None, problems
    if not isinstance(node, Mapping):
        message = "the front matter holds no keys" if node is None else "not a list of keys"
        hint = "write one `key: value` a line"
        if tight := next((line for line in lines[1:end] if _TIGHT.match(line)), ""):
            name, _, value = tight.partition(":")
            hint = f"put a space after the colon: {name}: {value[:60]}"
        place = Place(path, 2) if node is None else node.place
        return None, (*problems, Problem(place, Level.ERROR, message, "", hint, "syntax"))
    return Document(node, "\n".join(lines[end + 1 :]), end + 2), problems


def _is_fence(line: str, *fences: str) -> bool:
    return line.rstrip(" \t") in (fences or (FENCE,))


def _is_like_fence(line: str) -> bool:
    """Whether a line looks like three hyphens and is not: too few, too many, or dashes."""
    return bool(_LIKE_FENCE.fullmatch(line)) and not _is_fence(line)


def _no_beginning(lines: Sequence[str], path: str) -> Problem:
    message = "the file does not begin with front matter"
    hint = "the first line must be ---"
    late = next((n for n, line in enumerate(lines[:20], 1) if _is_fence(line)), 0)
    if _is_like_fence(lines[0]):
        hint = "the first line must be three hyphens: ---"
    elif lines[0].rstrip() == "+++":
        hint = "write it as YAML between two lines ---; this is TOML"
    elif lines[0].startswith("{"):
        hint = "write it as YAML between two lines ---; this is JSON"
    elif late:
        hint = f"move the --- of line {late} to the first line"
    return Problem(Place(path), Level.ERROR, message, "", hint, "syntax")
