"""Edits YAML in place: everything that an edit does not name stays as it is written."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import yaml


class Edit(NamedTuple):
    """A part of a text, by offsets, and what replaces it."""

    start: int
    end: int
    text: str

    def after(self, offset: int) -> Edit:
        """Returns the edit for a text that is longer at its beginning."""
        return Edit(self.start + offset, self.end + offset, self.text)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Returns a text with all edits made; they must not overlap."""
    for one in sorted(set(edits), reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text


def compose(text: str) -> yaml.MappingNode | None:
    """Returns the mapping of a YAML document with the offsets of its parts, or None."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    return node if isinstance(node, yaml.MappingNode) else None


def pairs(node: yaml.Node | None) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """Returns the keys and values of a mapping, or [] if a node is none."""
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Returns the value of a key, or None."""
    return next((value for one, value in pairs(node) if one.value == key), None)


def strings_of(node: yaml.Node | None) -> list[str]:
    """Returns the strings of a list, or of a single string."""
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [one.value for one in items if isinstance(one, yaml.ScalarNode)]


def with_list(text: str, node: yaml.MappingNode, key: str, values: Sequence[str]) -> Edit:
    """Returns the edit that gives a key of a mapping a list of strings; [] removes no key.

    Args:
        text: The whole document.
        node: The mapping.
        key: The key, which need not exist.
        values: The strings.
    """
    listed = as_yaml(list(values))
    for one, value in pairs(node):
        if one.value == key:
            return Edit(one.end_mark.index, _end(text, value), f": {listed}")
    return with_key(text, node, f"{key}: {listed}")


def with_key(text: str, node: yaml.MappingNode, line: str) -> Edit:
    """Returns the edit that adds a key and its value at the end of a mapping."""
    if node.flow_style:
        at = node.end_mark.index - 1
        at = len(text[:at].rstrip())
        return Edit(at, at, f", {line}" if node.value else line)
    at = _end(text, node)
    indent = " " * node.value[0][0].start_mark.column
    return Edit(at, at, f"\n{indent}{line}")


def with_string(node: yaml.Node, value: str) -> Edit:
    """Returns the edit that replaces a string."""
    return Edit(node.start_mark.index, node.end_mark.index, as_yaml(value))


def without_key(text: str, node: yaml.MappingNode, key: str) -> Edit:
    """Returns the edit that removes a key of a block mapping, with its lines.

    Raises:
        KeyError: If it has no such key.
    """
    for one, value in pairs(node):
        if one.value == key:
            start = text.rfind("\n", 0, one.start_mark.index) + 1
            end = text.find("\n", _end(text, value))
            return Edit(start, len(text) if end < 0 else end + 1, "")
    raise KeyError(key)


def _end(text: str, node: yaml.Node) -> int:
    """Returns where a node ends: blank lines and comments after a block are not parts of it."""
    if isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
        return node.end_mark.index
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    return len(text[: node.end_mark.index].rstrip())


class _Dumper(yaml.SafeDumper):
    """Writes strings without quotes only where nobody can misread them."""


_BARE = re.compile(r"[^\W\d_][\w .’()–/-]*[\w./)-]|\w|(?:\.\./)+[\w./-]*\w")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_bare = _BARE.fullmatch(text) and text.casefold() not in _WORDS
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, None if is_bare else "'")


_Dumper.add_representer(str, _string)


def as_yaml(value: object) -> str:
    """Returns a string or a list of strings as YAML on one line."""
    text: str = yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=True,
        width=sys.maxsize,
        allow_unicode=True,
    )
    return text.removesuffix("...\n").strip()
