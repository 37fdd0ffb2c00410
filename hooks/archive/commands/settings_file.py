"""Changes settings in a configuration file, and keeps everything else as it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml


def with_settings(text: str, values: Mapping[str, str | None]) -> str:
    """Returns a configuration with some settings changed; comments and order stay.

    Args:
        text: The configuration, in block style.
        values: Setting → its new value, or None to remove it. ``theme.language`` is a key of
            ``theme``; its parents must exist.
    """
    lines = text.splitlines(keepends=True)
    for name, value in values.items():
        *parents, key = name.split(".")
        start, end = 0, len(lines)
        for depth, parent in enumerate(parents):
            start = _find(lines, parent, depth, start, end)
            end = _end(lines, start, depth)
            start += 1
        depth = len(parents)
        at = _find(lines, key, depth, start, end)
        new = [] if value is None else [_line(key, value, depth)]
        if at < end:
            lines[at : _end(lines, at, depth)] = new
        elif new:
            lines[start:start] = new
    return "".join(lines)


def _line(key: str, value: str, depth: int) -> str:
    dumped: str = yaml.safe_dump({key: value}, allow_unicode=True, width=10**6)
    return " " * 2 * depth + dumped


def _find(lines: list[str], key: str, depth: int, start: int, end: int) -> int:
    """Returns the index of a key's line, or ``end``."""
    pattern = re.compile(rf"{' ' * 2 * depth}{re.escape(key)} *:(?=\s|$)")
    return next((at for at in range(start, end) if pattern.match(lines[at])), end)


def _end(lines: list[str], at: int, depth: int) -> int:
    """Returns the index after the value of the key at a line: comments after it are not its."""
    end = at + 1
    for index in range(at + 1, len(lines)):
        line = lines[index]
        if line.strip() and not line.startswith(" " * (2 * depth + 1)):
            break
        if line.strip():
            end = index + 1
    return end
