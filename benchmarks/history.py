"""Times reading the history of an archive from Git: ``python -m benchmarks.history``.

The repository is made by ``git fast-import``: each brief is added by a commit of its own, and
further commits change sentences, rename files, or are merges.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from archive.core.history import History
from archive.lib.git import run_git
from archive.read.history import FILE, read_history
from benchmarks.generate import write_briefs
from benchmarks.measure import cores

BRIEFS = 10_000
COMMITS = 20_000
GOAL = 10.0
"""Maximum seconds to read the whole history."""
RENAMED = 0.05
"""Share of the commits after a brief's first that rename it, and change a sentence too."""
MINOR = 0.2
"""Share of them whose message has ``[minor]``."""
FIRST = 1_600_000_000
"""The time of the first commit; each further one is an hour later."""
REPEAT = 3


def write_repository(folder: Path, briefs: int, commits: int, seed: int = 1) -> None:
    """Makes a repository.

    Args:
        folder: Its folder, which is created; nothing is checked out.
        briefs: Number of briefs.
        commits: Number of commits, at least as many.
        seed: Equal seeds give equal repositories.

    Raises:
        subprocess.CalledProcessError: If Git fails.
    """
    with tempfile.TemporaryDirectory(prefix="briefs-") as name:
        write_briefs(Path(name), briefs, seed)
        texts = {
            f"briefs/{file.relative_to(name).as_posix()}": file.read_text("utf-8")
            for file in sorted(Path(name).rglob("*.md"))
        }
    subprocess.run(["git", "init", "--quiet", "-b", "main", str(folder)], check=True)
    command = ["git", "fast-import", "--quiet"]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None, "its input is a pipe"
        for part in _stream(texts, commits, random.Random(seed)):
            process.stdin.write(part)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def _stream(texts: dict[str, str], commits: int, chance: random.Random) -> Iterator[bytes]:
    added: list[str] = []
    waiting = list(texts)
    for number in range(commits):
        left = commits - number
        if waiting and (not added or chance.random() < len(waiting) / left):
            path = waiting.pop()
            added.append(path)
            yield _commit(number, f"Add {path}", path, texts[path])
            continue
        at = chance.randrange(len(added))
        path = added[at]
        text = texts.pop(path) + f"\nThe talks went on in round {number}.\n"
        lines = ""
        if chance.random() < RENAMED:
            lines, path = f"D {path}\n", path.replace(".md", "-renamed.md")
            added[at] = path
        texts[path] = text
        message = "Correct a number" + (" [minor]" if chance.random() < MINOR else "")
        yield _commit(number, message, path, text, lines)


def _commit(number: int, message: str, path: str, text: str, lines: str = "") -> bytes:
    data = text.encode()
    head = (
        f"commit refs/heads/main\ncommitter A <a@example.org> {FIRST + number * 3600} +0000\n"
        f"data {len(message)}\n{message}\n{lines}M 100644 inline {path}\ndata {len(data)}\n"
    )
    return head.encode() + data + b"\n"


class Read(NamedTuple):
    """A history, the seconds that it took, and those of processor time, Git's included."""

    history: History
    seconds: float
    processor: float


def read(folder: Path) -> Read:
    """Reads a history as a new process does."""
    begin, used = time.perf_counter(), sum(os.times()[:4])
    history, _ = read_history(folder)
    return Read(history, time.perf_counter() - begin, sum(os.times()[:4]) - used)


def main() -> int:
    """Prints how long the whole history takes, and a history that the cache has."""
    parser = argparse.ArgumentParser("benchmarks.history", description=__doc__)
    parser.add_argument("briefs", type=int, nargs="?", default=BRIEFS, help="number of briefs")
    parser.add_argument("commits", type=int, nargs="?", help="number of commits (default: double)")
    chosen = parser.parse_args()
    commits = chosen.commits or chosen.briefs * COMMITS // BRIEFS
    with tempfile.TemporaryDirectory(prefix="history-") as name:
        folder = Path(name) / "archive"
        write_repository(folder, chosen.briefs, commits)
        whole: list[float] = []
        cached: list[float] = []
        for _ in range(REPEAT):
            shutil.rmtree(folder / Path(FILE).parts[0], ignore_errors=True)
            history, seconds, processor = read(folder)
            whole.append(seconds)
            cached.append(read(folder).seconds)
        known = sum(map(len, history.revisions.values()))
        version = run_git(folder, "--version").decode().split()[-1]
    print(
        f"{len(history.revisions):,} briefs, {commits:,} commits, {known:,} revisions; {cores()}"
        f" cores, {platform.system()} {platform.machine()}, Python {platform.python_version()},"
        f" Git {version}\n\n"
        f"whole history: {min(whole):.1f} to {max(whole):.1f} s (goal: {GOAL:.0f} s),"
        f" {processor:.1f} s of processor time; load {os.getloadavg()[0]:.1f}\n"
        f"from the cache: {min(cached) * 1e3:.0f} to {max(cached) * 1e3:.0f} ms"
    )
    return int(max(whole) > GOAL)


if __name__ == "__main__":
    sys.exit(main())
