"""Places in source files, and names with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a source file; ``line`` and ``column`` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Named(NamedTuple):
    """A name as a brief spells it, and where: ``line`` and ``column`` count from 1.

    The file is the brief's. An archive has a hundred thousand names, so they do not repeat its
    path.
    """

    text: str
    line: int = 1
    column: int = 1

    def at(self, path: str) -> Place:
        """Returns the place of the name in the file of its brief."""
        return Place(path, self.line, self.column)
