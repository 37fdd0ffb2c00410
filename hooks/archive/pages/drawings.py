"""What pages draw: charts of activity, and the map of the world. All text is unescaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.pages.parts import Chip


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the activity chart, its geometry in the units of the chart's ``viewBox``."""

    year: int
    count: int
    url: str
    x: float
    y: float
    width: float
    height: float
    label: str
    """Its text for screen readers: "2022: 3 briefs"."""
    labelled: bool
    """Whether the year is written under the bar (there is room)."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Briefs a year, every year from the first to the last, for an inline SVG and its table."""

    width: float
    height: float
    baseline: float
    bars: tuple[Bar, ...]
    summary: str
    """One sentence without its full stop: "41 briefs from 2021 to 2026, most in 2022 (14)"."""


@dataclass(frozen=True, slots=True)
class MapShape:
    """A country on the world map.

    ``level`` is 0 (no brief) to 4 (most); ``path`` is SVG path data, or empty where the country
    is too small and is drawn as a dot at ``x``, ``y``. ``url`` is empty at level 0.
    """

    id: str
    name: str
    url: str
    count: int
    level: int
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The map of coverage: shapes to draw, and the same as a list, most briefs first.

    ``legend`` has one text for each level from 1: "1–2 briefs".
    """

    view_box: str
    shapes: tuple[MapShape, ...]
    rows: tuple[Chip, ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The drawn world.

    Attributes:
        view_box: The SVG's view box.
        outlines: Country identifier → (path data, or "" for a dot; x and y of its centre).
    """

    view_box: str
    outlines: Mapping[str, tuple[str, float, float]]
