"""Measuring a command as a whole process: time, processor time, peak memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took.

    Attributes:
        wall: Seconds from start to end.
        cpu: Seconds of processor time, of it and of all processes that it waited for.
        memory: Peak resident memory of the largest single process, in bytes.
    """

    wall: float
    cpu: float
    memory: int


class CommandError(Exception):
    """A measured command ended with an error; the message has the end of what it wrote."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Runs a command and measures it.

    Raises:
        CommandError: If it ends with another status than 0.
    """
    log = folder / ".benchmark.log"
    with log.open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        end = log.read_text("utf-8", "replace")[-2000:]
        raise CommandError(f"{' '.join(command)} in {folder} ended with {status}:\n{end}")
    log.unlink()
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
