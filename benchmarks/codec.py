"""Measures the time to load and save stored briefs: ``python -m benchmarks.codec``.

The program's codec is compared with code without a library: rows of values by
``dataclasses.astuple``, stored as JSON and converted back to dataclasses by their types. Both store
the same briefs and run in turns, each time in a separate process.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import astuple, is_dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from archive.lib.digest import digest_bytes
from archive.read.brief_folder import read_briefs
from archive.read.cache import ReadFile, ReadFiles, load_files, paused_collector, save_files
from archive.read.reading import Reading
from benchmarks.generate import NATURAL, write_briefs
from benchmarks.measure import cores
from benchmarks.report import as_markdown

BRIEFS = 10_000
REPEAT = 5
VERSION = "benchmark"
CODEC, ROWS = "codec", "JSON rows"


def save_rows(file: Path, files: ReadFiles) -> None:
    """Writes rows as JSON after their hash, as in the codec's files."""
    rows = {path: astuple(one) for path, one in files.items()}
    body = json.dumps(rows, separators=(",", ":"), default=str).encode()
    file.write_bytes(digest_bytes(body).encode() + b"\n" + body)


def load_rows(file: Path) -> ReadFiles:
    """Reads a file of ``save_rows``."""
    digest, _, body = file.read_bytes().partition(b"\n")
    assert digest.decode() == digest_bytes(body)
    make = maker(ReadFile)
    return {path: make(row) for path, row in json.loads(body).items()}


def maker(kind: Any) -> Callable[[Any], Any]:
    """Returns a function that makes a value of a type from a row."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        one = maker(next(part for part in inner if part is not type(None)))
        return lambda row: None if row is None else one(row)
    if origin is tuple:
        one = maker(inner[0])
        return lambda row: tuple([one(part) for part in row])
    if kind is dt.date:
        return dt.date.fromisoformat
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        make: Any = kind
        parts = [maker(part) for part in get_type_hints(kind).values()]
        return lambda row: make(*[part(one) for part, one in zip(parts, row, strict=True)])
    return kind if issubclass(kind, Enum) else lambda row: row


def prepare(folder: Path, number: int) -> None:
    """Writes briefs, reads them, and stores the result in both formats."""
    write_briefs(folder / "briefs", number, speech=NATURAL)
    reading = Reading()
    read_briefs(folder, "briefs", reading=reading)
    save_files(folder / CODEC, VERSION, reading.files)
    save_rows(folder / ROWS, reading.files)
    assert load_rows(folder / ROWS) == load_files(folder / CODEC, VERSION) == reading.files


def measure(folder: Path, side: str) -> list[float]:
    """Loads and saves once; returns seconds for each, and the process's peak memory in MB."""
    file, scratch = folder / side, folder / "scratch"
    with paused_collector():
        begin = time.perf_counter()
        files = load_files(file, VERSION) if side == CODEC else load_rows(file)
        loaded = time.perf_counter()
        if side == CODEC:
            save_files(scratch, VERSION, files)
        else:
            save_rows(scratch, files)
        saved = time.perf_counter()
    assert files
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if is_mac() else 1024)
    return [loaded - begin, saved - loaded, peak]


def is_mac() -> bool:
    """Returns whether memory is counted in bytes, not kilobytes."""
    return sys.platform == "darwin"


def main() -> int:
    """Prints the medians of both sides."""
    parser = argparse.ArgumentParser("benchmarks.codec", description=__doc__)
    parser.add_argument("number", type=int, nargs="?", default=BRIEFS, help="number of briefs")
    parser.add_argument(
        "--repeat", type=int, default=REPEAT, help="number of runs; the medians are reported"
    )
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.folder and chosen.side:
        print(json.dumps(measure(chosen.folder, chosen.side)))
        return 0
    if chosen.folder:
        prepare(chosen.folder, chosen.number)
        return 0
    with tempfile.TemporaryDirectory(prefix="codec-") as name:
        # This process stays small: on Linux a new one counts its parent's memory as its own peak.
        call(str(chosen.number), "--folder", name)
        runs: dict[str, list[list[float]]] = {CODEC: [], ROWS: []}
        for _ in range(chosen.repeat):
            for side, taken in runs.items():
                taken.append(json.loads(call("--folder", name, "--side", side)))
        sizes = {side: (Path(name) / side).stat().st_size / 1e6 for side in runs}
    print(
        f"{chosen.number:,} briefs, medians of {chosen.repeat}, {cores()} cores,"
        f" Python {platform.python_version()}, msgspec {version('msgspec')}\n"
    )
    rows = []
    for side, taken in runs.items():
        load, save, peak = map(statistics.median, zip(*taken, strict=True))
        row = f"{load * 1e3:.0f} ms", f"{save * 1e3:.0f} ms", f"{sizes[side]:.1f} MB"
        rows.append((side, *row, f"{peak:.0f} MB"))
    print(as_markdown(("", "load", "save", "file", "peak memory"), rows))
    return 0


def call(*arguments: str) -> str:
    """Runs this module in a separate process; returns its output."""
    command = [sys.executable, "-m", "benchmarks.codec", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
