"""Rewrites what the text and the front matter of a page name by its file or its address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import yaml

from archive.lib.yaml_edits import Edit, compose, pairs, value_of, with_string
from archive.prose.link_places import find_links
from archive.prose.links import ABSOLUTE

_MATTER = re.compile(r"(?ms)\A---[ \t]*\n(?P<matter>.*?)^---[ \t]*$")
_FILES = frozenset({"attachments", "image", "replaces", "translation_of"})
"""The keys of front matter that name files, relative to the brief."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What has moved.

    Attributes:
        root: The project.
        paths: Path of a file, relative to the project → its new path.
        urls: Address of a page → its new address.
    """

    root: Path
    paths: Mapping[str, str]
    urls: Mapping[str, str]


def front_matter(text: str) -> tuple[str, int]:
    """Returns the YAML of a brief and its offset in the file; ("", 0) if there is none."""
    match = _MATTER.match(text)
    return (match["matter"], match.start("matter")) if match else ("", 0)


def edit_links(text: str, path: str, moves: Moves) -> Iterator[Edit]:
    """Yields the edits of the links and file names of a page.

    Args:
        text: The file.
        path: Its path before the move, relative to the project.
        moves: What has moved, which may include the file itself.
    """
    matter, offset = front_matter(text)
    start = offset + len(matter)
    for at, address in find_links(text[start:]):
        new = _moved(address, path, moves)
        if new != address:
            yield Edit(start + at, start + at + len(address), new)
    for node in _file_names(compose(matter)):
        new = _moved_file(node.value, path, moves)
        if new != node.value:
            yield with_string(node, new).after(offset)


def _file_names(root: yaml.MappingNode | None) -> Iterator[yaml.ScalarNode]:
    for key, value in pairs(root):
        if key.value in _FILES:
            items = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for item in items:
                found = value_of(item, "file") or item
                if isinstance(found, yaml.ScalarNode):
                    yield found


def _moved(address: str, path: str, moves: Moves) -> str:
    if not address or ABSOLUTE.match(address) or address.startswith("#"):
        return address
    target, rest = re.fullmatch(r"(?s)([^?#]*)(.*)", address).groups()  # type: ignore[union-attr]
    if target.startswith("/"):
        url = f"{unquote(target).strip('/')}/"
        return f"/{quote(moves.urls[url])}{rest}" if url in moves.urls else address
    plain = unquote(target)
    new = _moved_file(plain, path, moves)
    return address if new == plain else f"{quote(new)}{rest}"


def _moved_file(name: str, path: str, moves: Moves) -> str:
    """Returns the name of a file, relative to the page that names it, after the move."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), name))
    page = moves.paths.get(path, path)
    if target not in moves.paths and (page == path or not (moves.root / target).is_file()):
        return name
    return posixpath.relpath(moves.paths.get(target, target), posixpath.dirname(page) or ".")
