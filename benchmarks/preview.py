"""Times ``mkdocs serve`` as authors use it: ``python -m benchmarks.preview``.

A real browser shows a brief while sentences are added to its file. The time is that from the save
until the browser, reloaded by the server, shows the sentence.
"""

from __future__ import annotations

import argparse
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import reader
from benchmarks.contenders import contenders
from benchmarks.generate import write_briefs
from benchmarks.measure import cores

READY = 3.0
"""Maximum seconds until a preview with a warm cache responds."""
SHOWN = 1.5
"""Maximum seconds from a save to its display in the browser."""
GROWTH = 1.1
"""Maximum ratio of the server's memory after all edits to that after ten edits."""
BRIEFS = 10_000
EDITS = 200
PAUSE = 1.0
"""Seconds between the display of an edit and the next save."""
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview.

    Attributes:
        address: Its address, ending in a slash.
        ready: Seconds until it responded.
        process: Number of the server's process.
    """

    address: str
    ready: float
    process: int

    @property
    def memory(self) -> float:
        """Resident memory of the server, in megabytes."""
        status = Path(f"/proc/{self.process}/status").read_text("utf-8")
        match = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(match[1]) / 1000 if match else 0.0


@contextmanager
def previewing(project: Path) -> Iterator[Preview]:
    """Runs the preview of a project.

    Raises:
        TimeoutError: If it does not respond.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a", f"127.0.0.1:{port}"]
    begin = time.monotonic()
    with subprocess.Popen(command, cwd=project) as server:
        try:
            while not _answers(address):
                if time.monotonic() > begin + PATIENCE or server.poll() is not None:
                    raise TimeoutError("the preview does not respond")
                time.sleep(0.02)
            yield Preview(address, time.monotonic() - begin, server.pid)
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return bool(answer.read())
    except (urllib.error.URLError, ConnectionError):
        return False


def edit(chromium: Browser, preview: Preview, project: Path, number: int) -> Iterator[float]:
    """Adds sentences to a brief, one by one; yields the seconds until the browser shows each."""
    briefs = sorted((project / "briefs").rglob("*.md"))
    file = briefs[len(briefs) // 2]
    context = chromium.new_context()
    try:
        page = context.new_page()
        path = file.relative_to(project).with_suffix("").as_posix()
        page.goto(f"{preview.address}{path}/")
        for count in range(number):
            time.sleep(PAUSE)
            text = f"Sentence number {count}, {time.time_ns()}."
            begin = time.monotonic()
            with file.open("a", encoding="utf-8") as out:
                out.write(f"\n{text}\n")
            page.get_by_text(text).wait_for(timeout=PATIENCE * 1000)
            yield time.monotonic() - begin
    finally:
        context.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; returns 1 if a goal was missed."""
    parser = argparse.ArgumentParser("benchmarks.preview", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=BRIEFS, help="number of briefs")
    parser.add_argument("--edits", type=int, default=EDITS, help="number of edits")
    chosen = parser.parse_args(arguments)
    (own,) = [one for one in contenders() if one.key == "this-project-pagefind"]
    with (
        # The search index may still be updated after the preview has ended.
        tempfile.TemporaryDirectory(prefix="preview-", ignore_cleanup_errors=True) as name,
        reader.browser() as chromium,
    ):
        project = Path(name, "project")
        project.mkdir()
        write_briefs(Path(name, "briefs"), chosen.number)
        own.lay_out(project, Path(name, "briefs"))
        with previewing(project) as first:
            print(f"first start, without a cache: ready after {first.ready:.1f} s", flush=True)
        with previewing(project) as preview:
            took: list[float] = []
            memory: list[float] = []
            for seconds in edit(chromium, preview, project, chosen.edits):
                took.append(seconds)
                memory.append(preview.memory)
                if len(took) % 20 == 0:
                    print(f"{len(took)} edits, {memory[-1]:.0f} MB", flush=True)
    settled, median = memory[min(9, len(memory) - 1)], statistics.median(took)
    rows = (
        ("ready, warm cache", f"{preview.ready:.2f} s", f"{READY} s", preview.ready <= READY),
        ("an edit is shown, median", f"{median:.2f} s", f"{SHOWN} s", median <= SHOWN),
        ("slowest of all", f"{max(took):.2f} s", "", True),
        ("memory after 10 edits", f"{settled:.0f} MB", "", True),
        (f"memory after {len(took)}", f"{memory[-1]:.0f} MB", f"{GROWTH * settled:.0f} MB",
         memory[-1] <= GROWTH * settled),
    )  # fmt: skip
    print(f"{chosen.number:,} briefs, {cores()} cores, Python {platform.python_version()},"
          f" mkdocs {version('mkdocs')}, Chromium {chromium.version}")  # fmt: skip
    print("| | measured | goal | |\n|---|--:|--:|---|")
    for what, measured, goal, passed in rows:
        print(f"| {what} | {measured} | {goal} | {'' if passed else '**above**'} |")
    return 0 if all(passed for *_, passed in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
