"""Measures the process tree of a command: wall time, processor time, peak memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LEAST_PAUSE = 0.05
"""Minimum seconds between two samples of memory."""
PAUSE_FACTOR = 25
"""Ratio of a pause to the sample before it. Sampling then costs at most 4 % of a core: the kernel
walks the page tables of a process, and the machine has few cores to spare."""


def cores() -> int | None:
    """Returns the number of cores available to this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@dataclass(frozen=True, slots=True)
class Run:
    """The cost of one run of a command.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of processor time, including all processes that it waited for.
        memory: Peak resident memory in bytes: the sum over the process tree where the system
            reports it, with shared pages counted once; otherwise that of the largest
            process.
    """

    wall: float
    cpu: float
    memory: int

    def __add__(self, later: Run) -> Run:
        """Returns the cost of both runs, one after the other."""
        return Run(self.wall + later.wall, self.cpu + later.cpu, max(self.memory, later.memory))


class CommandError(Exception):
    """A measured command ended with an error; the message has the end of its output."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Runs a command and measures it.

    Raises:
        CommandError: If it ends with another status than 0.
    """
    # Next to the folder, not in it: a build's sources must not change while it runs.
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
        )
        with _MemoryWatch(process.pid) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        end = log.read_text("utf-8", "replace")[-2000:]
        raise CommandError(
            f"{' '.join(command)} in {folder} ended with {process.returncode}:\n{end}"
        )
    log.unlink()
    # A short peak may fall between two samples; the kernel's own peak of one process does not.
    memory = max(watch.peak, usage.ru_maxrss * 1024)
    return Run(wall, usage.ru_utime + usage.ru_stime, memory)


def size_of(folder: Path, since: int = 0) -> int:
    """Returns the number of bytes of all files in a folder.

    Args:
        folder: Where to look.
        since: Only files last written at this time or later, in nanoseconds.
    """
    found = (path.stat() for path in folder.rglob("*") if path.is_file())
    return sum(file.st_size for file in found if file.st_mtime_ns >= since)


def measures_tree() -> bool:
    """Returns whether memory is that of the whole process tree, which Linux reports."""
    return Path("/proc/self/smaps_rollup").exists()


class _MemoryWatch:
    """Samples the memory of a process and its descendants."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _MemoryWatch:
        if measures_tree():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread.ident:
            self._thread.join()

    def _watch(self) -> None:
        pause = LEAST_PAUSE
        while not self._done.wait(pause):
            begin = time.perf_counter()
            self.peak = max(self.peak, sum(map(_memory, _tree(self._root))))
            pause = max(LEAST_PAUSE, PAUSE_FACTOR * (time.perf_counter() - begin))


def _tree(root: int) -> list[int]:
    """Returns a process and all its running descendants."""
    found = [root]
    for process in found:
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:  # it has just ended
                continue
    return found


def _memory(process: int) -> int:
    """Returns the proportional resident memory: half of a page that two processes share."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return 0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
