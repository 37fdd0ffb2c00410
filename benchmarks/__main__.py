"""Builds this project and its peers side by side, and compares them.

All builds are measured in one run, in turns (A, B, C, A, B, C, …), so that a busy moment of the
machine affects all alike. Writes ``benchmarks/RESULTS.md`` and ``benchmarks/growth.svg``; with
``--quick``, only prints.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import reader
from benchmarks.contenders import Case, Contender, brief_address, clean, contenders, edit
from benchmarks.generate import write_briefs
from benchmarks.goals import Cell, Job, Table, goals, median
from benchmarks.measure import CommandError, Run, cores, measures_tree, run, size_of
from benchmarks.plot import Series, draw
from benchmarks.report import Conditions, goals_table, main_table, results_page, seconds

HERE = Path(__file__).parent
SIZES = (250, 1000, 4000, 10000)
QUICK_SIZES = (250, 1000)
SETTLED = 2.1
"""Seconds after which a file's times show whether it changed since it was read."""
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "hugo", "pagefind")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the benchmark; returns the exit code."""
    chosen = _parse(arguments)
    begin = time.monotonic()
    table: dict[Job, dict[int, Cell]] = {}
    try:
        with (
            tempfile.TemporaryDirectory(prefix="benchmark-") as folder,
            reader.browser() as chromium,
        ):
            for size in chosen.sizes:
                measured = _measure(Path(folder) / str(size), size, chosen.repeat, chromium)
                for job, cell in measured.items():
                    table.setdefault(job, {})[size] = cell
                shutil.rmtree(Path(folder) / str(size))
                if not chosen.quick:
                    _save(table, chosen, time.monotonic() - begin)
    except (CommandError, FileNotFoundError, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    found = goals(table)
    print(main_table(table), goals_table(found), sep="\n\n")
    return 0


def _save(table: Table, chosen: argparse.Namespace, took: float) -> None:
    """Writes the measurements so far, so that a stopped run has a result too."""
    sizes = sorted({size for cells in table.values() for size in cells})
    conditions = _conditions(sizes, chosen.repeat, took)
    (HERE / "RESULTS.md").write_text(results_page(table, goals(table), conditions), "utf-8")
    (HERE / "growth.svg").write_text(draw(_series(table)), "utf-8")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, one run, no file")
    parser.add_argument("--sizes", help="numbers of briefs, as in 250,1000")
    parser.add_argument("--repeat", type=int, help="number of runs; the medians are reported")
    chosen = parser.parse_args(arguments)
    default = QUICK_SIZES if chosen.quick else SIZES
    try:
        chosen.sizes = sorted(set(map(int, chosen.sizes.split(",")))) if chosen.sizes else default
    except ValueError:
        parser.error(f"--sizes takes whole numbers separated by commas, not {chosen.sizes!r}")
    chosen.repeat = chosen.repeat or (1 if chosen.quick else 3)
    if min(chosen.sizes) < 2 or chosen.repeat < 1:
        parser.error("at least two briefs and one run are needed")
    return chosen


def _measure(folder: Path, size: int, repeat: int, chromium: Browser) -> dict[Job, Cell]:
    """Measures every job at one size."""
    briefs = folder / "briefs"
    write_briefs(briefs, size)
    everyone = contenders()
    for contender in everyone:
        project = folder / contender.key
        project.mkdir()
        contender.lay_out(project, briefs)
    runs: dict[Job, list[Run]] = {}
    written: dict[Job, int] = {}
    for number in range(1, repeat + 1):
        for contender in everyone:
            for case in contender.cases:
                job = Job(contender.name, contender.search, case)
                took, new = _build(contender, case, folder / contender.key, number)
                runs.setdefault(job, []).append(took)
                written[job] = new
                _report(f"{size:,} briefs, {number} of {repeat}: {contender.key}, {case}: "
                     f"{seconds(took.wall)}")  # fmt: skip
    cells: dict[Job, Cell] = {}
    for contender in everyone:
        site = folder / contender.key / contender.site
        empty = contender.name.startswith("empty")
        address = "" if empty else brief_address(site)
        got = reader.download(chromium, site, address, search=bool(contender.search))
        _report(
            f"{size:,} briefs: {contender.key}: first page {got.page:,}, query {got.query} bytes"
        )
        for case in contender.cases:
            job = Job(contender.name, contender.search, case)
            cells[job] = Cell(median(runs[job]), size_of(site), written[job], got.page, got.query)
    return cells


def _build(contender: Contender, case: Case, project: Path, number: int) -> tuple[Run, int]:
    """Builds once; returns its cost and the number of bytes written to the site."""
    if case is Case.COLD:
        clean(contender, project)
        if Case.UNCHANGED in contender.cases:
            # Files that changed within two seconds before a build are read again by the next.
            time.sleep(SETTLED)
    elif case in (Case.FIRST, Case.EDIT):
        edit(contender, project, number)
    begin = time.time_ns()
    took = Run(0, 0, 0)
    for command in contender.commands:
        took += run(command, project, ENVIRONMENT)
    return took, size_of(project / contender.site, begin)


def _series(table: Table) -> list[Series]:
    return [
        Series(
            f"{job.name}{' + ' + job.search if job.search else ''}, {job.case}"
            if job.name == "this project"
            else f"{job.name}{' + ' + job.search if job.search else ''}",
            tuple((size, cell.run.wall) for size, cell in sorted(cells.items())),
        )
        for job, cells in table.items()
    ]


def _conditions(sizes: Sequence[int], repeat: int, took: float) -> Conditions:
    ram = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    facts = (
        ("date", dt.datetime.now(dt.UTC).date().isoformat()),
        ("machine", f"{cores()} cores, {ram:.0f} GB, {platform.system()} {platform.machine()}"),
        ("versions", ", ".join([f"Python {platform.python_version()}",
                                *(f"{name} {version(name)}" for name in PACKAGES)])),
        ("runs", f"medians of {repeat}, in turns; {took / 60:.0f} minutes for all"),
        ("sizes", ", ".join(f"{size:,}" for size in sizes)),
    )  # fmt: skip
    memory = (
        "the peak of the sum over the process tree, shared pages counted once"
        if measures_tree()
        else "the peak of the largest process"
    )
    notes = (
        f"memory: {memory}.",
        "written: bytes of the site's files that are newer than the start of the last build.",
        (
            "first page, first query: bytes, uncompressed, that Chromium with an empty cache "
            "fetches for the page of a brief, and on top of it for a first query."
        ),
        "growth: the exponent of time over briefs, by least squares from 1,000 briefs on.",
    )
    return Conditions(facts, notes)


def _report(text: str) -> None:
    """Reports progress on a terminal only: standard output may go to a file."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
