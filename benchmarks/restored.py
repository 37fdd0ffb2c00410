"""Times an edit in a fresh clone with restored caches: ``python -m benchmarks.restored``.

The same edit is made in the built project, and in a copy of it at another path, in which all files
have new times and inodes, as after a CI job has restored its cache.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.contenders import contenders, edit
from benchmarks.generate import write_briefs
from benchmarks.preview import previewing

BRIEFS = 10_000
MOST = 1.5
"""Maximum ratio of the time with a restored cache to the time without."""
READY = 5.0
"""Seconds until the first page of a preview after a build."""


def timed(project: Path) -> tuple[float, str]:
    """Builds a project; returns the seconds, and the build's summary."""
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.monotonic() - begin
    summary = [line for line in done.stderr.splitlines() if " made, " in line]
    return seconds, summary[0].rpartition(" - ")[2].strip() if summary else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures; returns 1 if a goal was missed."""
    parser = argparse.ArgumentParser("benchmarks.restored", description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=BRIEFS, help="number of briefs")
    parser.add_argument("--serve", action="store_true", help="also time a preview after the build")
    chosen = parser.parse_args(arguments)
    (own,) = [one for one in contenders() if one.key == "this-project-pagefind"]
    with tempfile.TemporaryDirectory(prefix="restored-", ignore_cleanup_errors=True) as name:
        project, restored = Path(name, "project"), Path(name, "elsewhere", "clone")
        project.mkdir()
        write_briefs(Path(name, "briefs"), chosen.number)
        own.lay_out(project, Path(name, "briefs"))
        print("cold: {:.1f} s, {}".format(*timed(project)), flush=True)
        is_fast = True
        if chosen.serve:
            with previewing(project) as preview:
                print(f"first page of a preview: {preview.ready:.1f} s", flush=True)
                is_fast = preview.ready <= READY
        edit(own, project, 1)
        print("first edit: {:.1f} s, {}".format(*timed(project)), flush=True)
        shutil.copytree(project, restored, copy_function=shutil.copyfile)
        edit(own, project, 2)
        seconds, summary = timed(project)
        print(f"an edit: {seconds:.1f} s, {summary}", flush=True)
        edit(own, restored, 2)
        longer, summary = timed(restored)
        print(
            f"the same, restored: {longer:.1f} s, {summary}; {longer / seconds:.2f} times",
            flush=True,
        )
    return 0 if is_fast and longer <= MOST * seconds else 1


if __name__ == "__main__":
    sys.exit(main())
