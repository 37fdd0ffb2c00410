"""Writes front matter with ``yaml.dump``, as YAML that the strict reader accepts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from collections.abc import Mapping as Dict

import yaml

from archive.read.yamltree import Mapping, Scalar, Sequence

_BARE = re.compile(r"[^\W\d_][\w .’()–-]*")
"""Strings that need no quotes: they begin with a letter and contain no YAML punctuation."""
_ESCAPED = re.compile(r'["\\\U00010000-\U0010ffff]')
"""Characters that PyYAML writes as escape sequences in double quotes, including emoji."""
_WORD = re.compile(r"[\w.+-]+")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off"})


class Dumper(yaml.SafeDumper):
    """Writes strings in quotes unless they cannot be misread, and lists of names in brackets.

    Takes the nodes of ``yamltree`` too.
    """

    def ignore_aliases(self, _: object) -> bool:
        """Returns true, so that each value is written in full: the reader refuses anchors."""
        return True

    def represent_sequence(
        self, tag: str, sequence: Iterable[object], flow_style: bool | None = None
    ) -> yaml.SequenceNode:
        """Writes a list of names in brackets, and any other list with one item per line."""
        node = super().represent_sequence(tag, sequence, flow_style)
        node.flow_style = all(isinstance(item, yaml.ScalarNode) for item in node.value)
        return node


def _string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    is_bare = _BARE.fullmatch(text) and text.casefold() not in _RESERVED
    in_single = _ESCAPED.search(text) and text.isprintable()
    style = None if is_bare else "'" if in_single else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _scalar(dumper: yaml.SafeDumper, node: Scalar) -> yaml.ScalarNode:
    """Writes a scalar that was read: a number, date or flag stays without quotes."""
    if not node.plain or not _WORD.fullmatch(node.text):
        return _string(dumper, node.text)
    # A tag other than the resolved one would be written out or force quotes.
    tag = dumper.resolve(yaml.ScalarNode, node.text, (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, node.text)


Dumper.add_representer(str, _string)
Dumper.add_representer(Scalar, _scalar)
Dumper.add_representer(Sequence, lambda dumper, node: dumper.represent_list(node.items))
Dumper.add_representer(Mapping, lambda dumper, node: dumper.represent_dict(node))

OPTIONS: Dict[str, object] = {"Dumper": Dumper, "sort_keys": False, "width": sys.maxsize}
"""Arguments of ``yaml.dump``: keys in the order given, each value on one line."""


def flow_mapping(values: Dict[str, str]) -> str:
    """Returns strings by key as YAML on one line: ``{name: Horn of Africa}``."""
    return str(yaml.dump(values, default_flow_style=True, **OPTIONS)).rstrip("\n")  # type: ignore[call-overload]
