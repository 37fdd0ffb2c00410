"""Builds sites in a temporary folder: the example archive, or briefs given as strings.

Settings and hand-written pages are those of ``tests/example``; hooks, theme and assets are the
project's own. Nothing is taken from the repository's ``briefs/``, ``registry/``, ``docs/*.md`` and
``mkdocs.yml``, so that the tests hold for any archive that is made of this repository.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.support.warm import Command, run, run_new

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "example"
"""The example archive: briefs, registry, hand-written pages and settings."""
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}

BRIEF = """---
title: {title}
date: {date}
actors: [{actors}]
---
{body}
"""


def brief(
    title: str = "A brief",
    date: str = "2022-02-01",
    actors: str = "CSTO, India",
    body: str = "The text.",
) -> str:
    """Returns the text of a small correct brief."""
    return BRIEF.format(title=title, date=date, actors=actors, body=body)


@dataclass(frozen=True)
class Run:
    """The result of a run of MkDocs: exit code, all output, and the site's folder."""

    code: int
    output: str
    site: Path

    def page(self, url: str) -> str:
        """Returns the HTML of the page at an address."""
        return (self.site / url / "index.html").read_text(encoding="utf-8")


def make_project(folder: Path, files: Mapping[str, str]) -> Path:
    """Creates a project with the example's settings and hand-written pages, and without briefs.

    Args:
        folder: The folder of the project, which is created.
        files: Path → content, on top of the settings and the hand-written pages.
    """
    folders, copies = _program()
    for path in folders:
        (folder / path).mkdir(parents=True, exist_ok=True)
    for path, content, times in copies:
        copy = os.path.join(folder, path)  # noqa: PTH118  # 850 of them for each project
        with open(copy, "wb") as stream:  # noqa: PTH123
            stream.write(content)
        os.utime(copy, ns=times)
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


class _Copy(NamedTuple):
    path: str
    content: bytes
    times: tuple[int, int]
    """Of the last access and the last change, in nanoseconds."""


@cache
def _program() -> tuple[tuple[str, ...], tuple[_Copy, ...]]:
    """Returns the folders and the files that every project has.

    Compiled modules are among them: without them, each build would compile the program.
    """
    folders: list[str] = []
    files: list[_Copy] = []
    roots = ((ROOT, "hooks"), (ROOT, "docs/assets"), (EXAMPLE, "docs"), (EXAMPLE, "mkdocs.yml"))
    for root, name in roots:
        for source in ((root / name), *(root / name).rglob("*")):
            path = source.relative_to(root)
            if any(part.startswith(".") for part in path.parts):
                continue
            if source.is_dir():
                folders.append(str(path))
            elif not source.suffix[1:].isdigit():  # a module that is being compiled
                state = source.stat()
                times = (state.st_atime_ns, state.st_mtime_ns)
                files.append(_Copy(str(path), source.read_bytes(), times))
    return tuple(folders), tuple(files)


def make_example(folder: Path) -> Path:
    """Creates a copy of the whole example archive."""
    project = make_project(folder, {})
    for name in ("briefs", "registry"):
        shutil.copytree(EXAMPLE / name, project / name)
    return project


def set_option(project: Path, name: str, value: str) -> None:
    """Sets one of the archive's own settings in a project's ``mkdocs.yml``.

    Args:
        project: The project.
        name: The setting, which may not be set yet.
        value: Its value, as YAML.
    """
    config = project / "mkdocs.yml"
    line = f"  archive:\n    {name}: {value}\n"
    config.write_text(config.read_text("utf-8").replace("  archive:\n", line, 1), "utf-8")


def run_mkdocs(project: Path, *arguments: str, **environment: str) -> Run:
    """Runs ``mkdocs build`` in a project, as its user would."""
    return run_program("mkdocs", project, "build", *arguments, **environment)


def run_new_mkdocs(project: Path, *arguments: str) -> Run:
    """Runs ``mkdocs build`` with the project's own copy of the program.

    A build ends at once only if the program is the project's own.
    """
    done = run_new(Command("mkdocs", project, ("build", *arguments), ENVIRONMENT))
    return Run(done.code, done.stdout + done.stderr, project / "site")


def run_program(
    program: str, project: Path, *arguments: str, standard_input: str = "", **environment: str
) -> Run:
    """Runs ``mkdocs``, ``properdocs`` or ``archive`` in a project, as its user would."""
    command = Command(program, project, arguments, {**ENVIRONMENT, **environment})
    done = run(command, standard_input)
    return Run(done.code, done.stdout + done.stderr, project / "site")


def build_site(folder: Path, files: Mapping[str, str], *arguments: str) -> Run:
    """Creates a project and builds it."""
    return run_mkdocs(make_project(folder, files), *arguments)
