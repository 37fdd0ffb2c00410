"""The measurements as text: one table, the goals, and the page with both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.goals import Cell, Goal, Job, Table, growth_of


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of the measurements, as label → text, and notes on the numbers."""

    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def main_table(table: Table) -> str:
    """Returns one line for each job: wall time at every size, the rest at the largest."""
    sizes = _sizes(table)
    last = sizes[-1]
    head = ["", "search", "build"]
    head += [f"{size:,} briefs" for size in sizes]
    head += ["growth", "CPU", "memory", "site", "written", "first page", "first query"]
    rows = [
        [
            *_job(job),
            *(seconds(cells[size].run.wall) if size in cells else "–" for size in sizes),
            _number(growth_of(cells)),
            *_details(cells.get(last)),
        ]
        for job, cells in table.items()
    ]
    return as_markdown(head, rows)


def size_table(table: Table, size: int) -> str:
    """Returns all measurements at one size."""
    head = ["", "search", "build", "wall", "CPU", "memory", "site", "written"]
    head += ["first page", "first query"]
    rows = [
        [*_job(job), seconds(cells[size].run.wall), *_details(cells[size])]
        for job, cells in table.items()
        if size in cells
    ]
    return as_markdown(head, rows)


def goals_table(goals: Sequence[Goal]) -> str:
    """Returns one line for each goal: its text, value, bound, and whether it is reached."""
    return as_markdown(
        ["goal", "measured", "bound", "result"],
        [
            [
                goal.text,
                "–" if goal.value is None else f"{goal.value:.2f}{goal.unit}",
                f"{'≥' if goal.at_least else '≤'} {goal.bound:g}{goal.unit}",
                {True: "PASS", False: "MISSED", None: "not measured"}[goal.passed],
            ]
            for goal in goals
        ],
    )


def as_markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns a Markdown table that also reads well as text: numbers are right-aligned."""
    widths = [max(3, *map(len, column)) for column in zip(head, *rows, strict=True)]
    # Text columns come first in every table here; a column of numbers begins with a digit.
    right = [all(not row[at] or row[at][0] in "-–≤≥0123456789" for row in rows)
             for at in range(len(head))]  # fmt: skip
    lines = [_line(head, widths, right), _rule(widths, right)]
    return "\n".join([*lines, *(_line(row, widths, right) for row in rows)])


def results_page(table: Table, goals: Sequence[Goal], conditions: Conditions) -> str:
    """Returns ``RESULTS.md``: conditions, table, goals, and all measurements by size."""
    sizes = _sizes(table)
    missed = [goal.text for goal in goals if goal.passed is False]
    verdict = f"Missed: {'; '.join(missed)}." if missed else "All measured goals are reached."
    parts = [
        "# Measured",
        (
            "`make bench` writes this page: do not edit it by hand. "
            "[README.md](README.md) describes the measurements and the contenders."
        ),
        "\n".join(f"- {label}: {text}" for label, text in conditions.facts),
        f"## Side by side\n\nWall time at each size; the other columns at {sizes[-1]:,} briefs.",
        main_table(table),
        "\n".join(f"- {note}" for note in conditions.notes),
        "![Wall time by number of briefs](growth.svg)",
        f"## Goals\n\nRatios within this run, at {sizes[-1]:,} briefs unless it says otherwise. "
        + verdict,
        goals_table(goals),
    ]
    for size in sizes:
        parts += [f"## At {size:,} briefs", size_table(table, size)]
    return "\n\n".join(parts) + "\n"


def seconds(value: float) -> str:
    """Returns a time with about three digits."""
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def amount(value: int | None) -> str:
    """Returns a number of bytes in kB or MB."""
    if value is None:
        return "–"
    if value < 999_500:
        return f"{value / 1e3:.0f} kB"
    return f"{value / 1e6:.1f} MB" if value < 99.5e6 else f"{value / 1e6:.0f} MB"


def _sizes(table: Table) -> list[int]:
    return sorted({size for cells in table.values() for size in cells})


def _job(job: Job) -> list[str]:
    return [job.name, job.search or "none", str(job.case)]


def _details(cell: Cell | None) -> list[str]:
    if cell is None:
        return ["–"] * 6
    return [
        seconds(cell.run.cpu),
        amount(cell.run.memory),
        amount(cell.size),
        amount(cell.written),
        amount(cell.page),
        amount(cell.query),
    ]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    aligned = (
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return f"| {' | '.join(aligned)} |"


def _rule(widths: Sequence[int], right: Sequence[bool]) -> str:
    rules = ("-" * (w - 1) + ":" if r else "-" * w for w, r in zip(widths, right, strict=True))
    return f"| {' | '.join(rules)} |"
