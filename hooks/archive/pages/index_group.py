"""A group of entities on an index page."""

from __future__ import annotations

from dataclasses import dataclass

from archive.pages.parts import Chip


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A part of an index page: "Central Asia", "Alliances", the letter "M".

    The only group under a heading has an empty title.
    """

    title: str
    url: str
    """The page of the group's entity (a region), or empty."""
    chips: tuple[Chip, ...]
    part: str = ""
    """The heading above this group and those that follow, or empty."""
