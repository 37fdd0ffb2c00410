"""Shows where a cold build spends its time, by parts of the program and by libraries.

One process builds generated briefs under Python's profiler, without a search index. With
``--before`` another checkout of this project is profiled in the same run. Writes
``benchmarks/PROFILE.md``; with ``--print``, only prints.

The profiler slows function calls: shares show what is slow, and the seconds next to them are those
of a run under the profiler.
"""

from __future__ import annotations

import argparse
import os
import platform
import pstats
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.contenders import ROOT, with_search
from benchmarks.generate import write_briefs

BRIEFS = 1_000
PAGE = Path(__file__).parent / "PROFILE.md"
LEAST = 0.01
"""Share of the time below which a part is not listed separately."""
_CODE = """
import cProfile, sys
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "build", "--quiet"]
profile = cProfile.Profile()
try:
    profile.runcall(cli)
except SystemExit as end:
    if end.code:
        raise
finally:
    profile.dump_stats("profile.out")
"""
_FILES = ("posix.", "io.open", "'_io.", "posix.DirEntry", "_ssl.")
_PARTS = {
    "markdown": "Markdown and its extensions",
    "pymdownx": "Markdown and its extensions",
    "jinja2": "templates",
    "markupsafe": "templates",
    "templates": "templates",
    "mkdocs": "MkDocs and its theme",
    "material": "MkDocs and its theme",
    "yaml": "YAML",
}

Function = tuple[str, int, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Profiles and writes the page; returns the exit code."""
    parser = argparse.ArgumentParser("benchmarks.profile", description=__doc__)
    parser.add_argument("briefs", nargs="?", type=int, default=BRIEFS)
    parser.add_argument("--before", type=Path, help="another checkout, to compare with")
    parser.add_argument("--print", action="store_true", dest="only_print", help="write no file")
    chosen = parser.parse_args(arguments)
    found = {"now": _profile(ROOT, chosen.briefs)}
    if chosen.before:
        found = {"before": _profile(chosen.before, chosen.briefs), **found}
    page = _page(found, chosen.briefs)
    print(page)
    if not chosen.only_print:
        PAGE.write_text(page, "utf-8")
    return 0


def _profile(checkout: Path, briefs: int) -> dict[str, float]:
    """Returns part → its own seconds in a cold build by a checkout."""
    with tempfile.TemporaryDirectory(prefix="profile-") as name:
        project = Path(name)
        for folder in ("hooks", "docs", "registry"):
            ignored = shutil.ignore_patterns("__pycache__", ".*")
            shutil.copytree(checkout / folder, project / folder, ignore=ignored)
        config = yaml.safe_load((checkout / "mkdocs.yml").read_text("utf-8"))
        config = with_search(config, "", has_setting=True)
        config["extra"]["archive"]["workers"] = 1  # type: ignore[index]
        text = yaml.safe_dump(config, sort_keys=False, allow_unicode=True)
        (project / "mkdocs.yml").write_text(text, "utf-8")
        write_briefs(project / "briefs", briefs)
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        command = [sys.executable, "-c", _CODE]
        subprocess.run(command, cwd=project, env=environment, check=True)
        return _by_part(pstats.Stats(str(project / "profile.out")))


def _by_part(stats: pstats.Stats) -> dict[str, float]:
    """Sums own times by part; the time of a built-in function counts for its callers."""
    table: Mapping[Function, tuple[int, int, float, float, Any]] = stats.stats  # type: ignore[attr-defined]
    found: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in table.items():
        if function[0] != "~":
            found[_part(function)] += own
        elif any(name in function[2] for name in _FILES):
            found["files and folders"] += own
        else:
            for caller, (_, _, share, _) in callers.items():
                found[_part(caller)] += share
    return dict(found)


def _part(function: Function) -> str:
    folders = Path(function[0]).parts
    if "templates" in folders and "hooks" in folders:
        return "templates"
    if "archive" in folders:
        inner = folders[folders.index("archive") + 1 :]
        return f"archive: {inner[0].removesuffix('.py')}"
    if "site-packages" in folders:
        package = folders[folders.index("site-packages") + 1]
        return _PARTS.get(package, package)
    return "Python itself"


def _page(found: Mapping[str, Mapping[str, float]], briefs: int) -> str:
    totals = {name: sum(parts.values()) for name, parts in found.items()}
    every = dict.fromkeys(part for parts in found.values() for part in parts)
    sums = {part: sum(parts.get(part, 0) for parts in found.values()) for part in every}
    large = [
        part
        for part in sorted(every, key=lambda part: -sums[part])
        if any(parts.get(part, 0) >= LEAST * totals[name] for name, parts in found.items())
    ]
    rows = [
        *((part, {name: parts.get(part, 0) for name, parts in found.items()}) for part in large)
    ]
    rest = {
        name: totals[name] - sum(parts.get(part, 0) for part in large)
        for name, parts in found.items()
    }
    rows += [("other", rest), ("total", totals)]
    head = "".join(f" {name} | |" for name in found)
    lines = [
        "# Where the time goes",
        "",
        f"A cold build of {briefs:,} generated briefs in one process, without a search index,",
        f"under Python's profiler (Python {platform.python_version()}). Written by",
        "`python -m benchmarks.profile --before <another checkout>`.",
        "",
        f"| part |{head}",
        f"| --- |{' ---: | ---: |' * len(found)}",
    ]
    for part, seconds in rows:
        cells = "".join(
            f" {seconds[name]:.2f} s | {seconds[name] / totals[name]:.0%} |" for name in found
        )
        lines.append(f"| {part} |{cells}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
