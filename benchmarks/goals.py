"""Figures derived from measurements: growth exponents, and the goals as ratios."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.contenders import Case
from benchmarks.measure import Run

FIT_FROM = 1000
"""Growth is fitted from this number of briefs on: below, start-up hides it."""


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """A line of the table: a contender, its search index ("" for none), and the case."""

    name: str
    search: str
    case: Case


@dataclass(frozen=True, slots=True)
class Cell:
    """The measurements of one job at one size.

    Attributes:
        run: Medians of wall, CPU and memory.
        size: Bytes of the site.
        written: Bytes of the files that the last build wrote.
        page: Bytes that a reader downloads for a first page.
        query: The same for a first query; None without search.
    """

    run: Run
    size: int
    written: int
    page: int | None = None
    query: int | None = None


Table = Mapping[Job, Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal and its measured value.

    Attributes:
        text: What is compared.
        value: The measured figure; None where something of it was not measured.
        bound: What it must not exceed or, with ``at_least``, fall below.
        at_least: Whether more is better.
        unit: Written after both numbers.
    """

    text: str
    value: float | None
    bound: float
    at_least: bool = False
    unit: str = "×"

    @property
    def passed(self) -> bool | None:
        """Whether the goal is reached; None if it was not measured."""
        if self.value is None:
            return None
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def median(runs: Sequence[Run]) -> Run:
    """Returns the median of each measured quantity."""
    return Run(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        round(statistics.median(run.memory for run in runs)),
    )


def growth(seconds: Mapping[int, float]) -> float | None:
    """Returns the exponent k of seconds = c × briefs^k, by least squares over the logarithms.

    Args:
        seconds: Number of briefs → seconds. Sizes under ``FIT_FROM`` count only where fewer than
            two others are there.

    Returns:
        The exponent: 1 for linear growth; None for fewer than two sizes.
    """
    sizes = [size for size in seconds if size >= FIT_FROM]
    if len(sizes) < 2:
        sizes = list(seconds)
    if len(sizes) < 2:
        return None
    x = [math.log(size) for size in sizes]
    y = [math.log(seconds[size]) for size in sizes]
    return statistics.linear_regression(x, y).slope


def goals(table: Table) -> tuple[Goal, ...]:
    """Returns the project's goals at the largest size that was measured."""
    size = max((size for cells in table.values() for size in cells), default=0)

    def wall(name: str, search: str, case: Case = Case.COLD, at: int = size) -> float | None:
        cell = table.get(Job(name, search, case), {}).get(at)
        return cell.run.wall if cell else None

    def ours(search: str, case: Case = Case.COLD, at: int = size) -> float | None:
        return wall("this project", search, case, at)

    hugo, hugo_search = wall("Hugo", ""), wall("Hugo", "pagefind")
    plain, empty = wall("MkDocs + Material", ""), wall("empty MkDocs", "")
    mine = {job: cells for job, cells in table.items() if job.name == "this project"}
    memory = [cells[size].run.memory / 1e6 for cells in mine.values() if size in cells]
    found = [
        Goal("one edit, pages only ÷ Hugo", ratio(ours("", Case.EDIT), hugo), 0.20),
        Goal(
            "one edit, search index brought up to date ÷ (Hugo + Pagefind)",
            ratio(ours("pagefind", Case.EDIT), hugo_search),
            0.20,
        ),
        Goal("cold, with search ÷ (Hugo + Pagefind)", ratio(ours("pagefind"), hugo_search), 1.0),
        Goal("cold, pages only ÷ Hugo", ratio(ours(""), hugo), 1.8),
        Goal(
            "plain MkDocs + Material ÷ cold, both pages only", ratio(plain, ours("")), 3, True
        ),
        Goal("nothing changed, pages only ÷ empty MkDocs site",
             ratio(ours("", Case.UNCHANGED), empty), 1.5),
        Goal("nothing changed, with search ÷ empty MkDocs site",
             ratio(ours("pagefind", Case.UNCHANGED), empty), 1.5),
        *(
            Goal(f"growth exponent, cold, {label}", _growth_of(mine, search), 1.05, unit="")
            for search, label in (("", "pages only"), ("pagefind", "with search"))
        ),
        Goal("peak memory, any build", max(memory, default=None), 600, unit=" MB"),
    ]  # fmt: skip
    at = FIT_FROM
    for search, other, label in (
        ("", "", "pages only"),
        ("lunr", "lunr", "both with Material's search"),
        ("pagefind", "lunr", "Pagefind against Material's search"),
    ):
        value = ratio(ours(search, at=at), wall("MkDocs + Material", other, at=at))
        found.append(Goal(f"{at:,} briefs: cold ÷ plain MkDocs + Material, {label}", value, 1.0))
    return tuple(found)


def ratio(above: float | None, below: float | None) -> float | None:
    """Returns the quotient of two values, if both were measured."""
    return above / below if above is not None and below else None


def growth_of(cells: Mapping[int, Cell]) -> float | None:
    """Returns the growth exponent of a line of the table."""
    return growth({size: cell.run.wall for size, cell in cells.items()})


def _growth_of(mine: Table, search: str) -> float | None:
    return growth_of(mine.get(Job("this project", search, Case.COLD), {}))
