"""What a writer waits for before ``mkdocs serve``: ``python -m benchmarks.preview``.

A real browser shows a brief while a sentence is added to its file, again and again: what is timed
is from the save to the sentence on the screen, the server having told the browser to reload.
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
"""Seconds until a preview of an archive that was shown before may answer."""
SEEN = 1.5
"""Seconds from a save to its sight."""
GROWTH = 1.1
"""How much more memory the server may hold after all edits than after the first ten."""
BRIEFS = 10_000
EDITS = 200
PAUSE = 1.0
"""Seconds between an edit that is seen and the next save."""
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that answers.

    Attributes:
        address: Where, ending in a slash.
        ready: Seconds that it took to answer.
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
        TimeoutError: If it does not answer.
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
                    raise TimeoutError("the preview does not answer")
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
    """Adds a sentence to a brief a number of times; yields the seconds until each was seen."""
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
    """Measures; returns 1 if a mark was missed."""
    parser = argparse.ArgumentParser("benchmarks.preview", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=BRIEFS, help="how many briefs")
    parser.add_argument("--edits", type=int, default=EDITS, help="how many edits")
    chosen = parser.parse_args(arguments)
    (own,) = [one for one in contenders() if one.key == "this-project-pagefind"]
    with (
        # The search may still be catching up behind the preview that has ended.
        tempfile.TemporaryDirectory(prefix="preview-", ignore_cleanup_errors=True) as name,
        reader.browser() as chromium,
    ):
        project = Path(name, "project")
        project.mkdir()
        write_briefs(Path(name, "briefs"), chosen.number)
        own.lay_out(project, Path(name, "briefs"))
        with previewing(project) as first:
            print(f"first start, from nothing: ready after {first.ready:.1f} s", flush=True)
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
        ("an edit is seen, median", f"{median:.2f} s", f"{SEEN} s", median <= SEEN),
        ("slowest of all", f"{max(took):.2f} s", "", True),
        ("memory after 10 edits", f"{settled:.0f} MB", "", True),
        (f"memory after {len(took)}", f"{memory[-1]:.0f} MB", f"{GROWTH * settled:.0f} MB",
         memory[-1] <= GROWTH * settled),
    )  # fmt: skip
    print(f"{chosen.number:,} briefs, {cores()} cores, Python {platform.python_version()},"
          f" mkdocs {version('mkdocs')}, Chromium {chromium.version}")  # fmt: skip
    print("| | measured | mark | |\n|---|--:|--:|---|")
    for what, measured, mark, passed in rows:
        print(f"| {what} | {measured} | {mark} | {'' if passed else '**above**'} |")
    return 0 if all(passed for *_, passed in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
