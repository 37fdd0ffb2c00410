"""The views of years; see ``archive.pages.views``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from archive.pages.drawings import Chart
from archive.pages.parts import Chip, Link, MonthGroup, YearGroup


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year's briefs by month, newest first."""

    template: ClassVar[str] = "year.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    year: int
    months: tuple[MonthGroup, ...]
    actors: tuple[Chip, ...]
    """The most active actors of the year, ``count`` within the year."""
    older: Link | None
    newer: Link | None
    count: int


@dataclass(frozen=True, slots=True)
class YearsPage:
    """All years with counts, and the chart of the whole archive; also serves ``/briefs/``."""

    template: ClassVar[str] = "years.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    chart: Chart | None
    years: tuple[YearGroup, ...]
    """``briefs`` contains at most the newest few of each year; ``counts`` has the total."""
    counts: tuple[int, ...]
    count: int
