"""Runs commands of a project in forks of a process that has already loaded the program.

Most of the time of a small build is the import of MkDocs and of the archive. Each command runs
in a fork of its own, in its own folder and environment, so nothing passes from one to the next.
A project whose copy of the program differs from the repository's needs a new process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FORKED = ("mkdocs", "archive")
"""Modules that run in a fork. ProperDocs changes what ``mkdocs`` is, so it needs a new process."""
FIXED = ("PYTHON", "LC_", "LANG")
"""Prefixes of environment variables that only a new process obeys."""


class Done(NamedTuple):
    """A finished command: exit code, standard output, standard error."""

    code: int
    stdout: str
    stderr: str


class Command(NamedTuple):
    """A command, ``python -m module``, that is run in a project's folder.

    Attributes:
        module: The module.
        project: The project.
        arguments: Command line of the module.
        environment: Environment variables on top of those of this process.
    """

    module: str
    project: Path
    arguments: Sequence[str]
    environment: Mapping[str, str]


def run(command: Command, standard_input: str = "") -> Done:
    """Runs a command, in a fork if that does the same."""
    is_fork = command.module in FORKED and not any(
        name.startswith(FIXED) for name in command.environment
    )
    if is_fork and not _is_changed(command.project):
        return _run_fork(command, standard_input)
    return run_new(command, standard_input)


def run_new(command: Command, standard_input: str = "") -> Done:
    """Runs a command in a new process."""
    done = subprocess.run(
        [sys.executable, "-m", command.module, *command.arguments],
        cwd=command.project,
        env={**os.environ, **command.environment},
        input=standard_input,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def _run_fork(command: Command, standard_input: str) -> Done:
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        files = [Path(folder) / name for name in ("stdin", "stdout", "stderr")]
        for file in files:
            file.write_text(standard_input if file.name == "stdin" else "", "utf-8")
        code = start(command, *files).wait()
        return Done(code, *(file.read_text("utf-8") for file in files[1:]))


class Started(NamedTuple):
    """A running command.

    Attributes:
        pid: Number of its process.
        wait: Waits until it has ended, and returns its exit code.
    """

    pid: int
    wait: Callable[[], int]

    def interrupt(self) -> None:
        """Interrupts the command, as Ctrl+C does."""
        os.kill(self.pid, signal.SIGINT)


def start(command: Command, stdin: Path, stdout: Path, stderr: Path) -> Started:
    """Starts a command; the project's copy of the program must be the repository's.

    Args:
        command: The command.
        stdin: What it reads.
        stdout: An existing file that it writes to.
        stderr: An existing file that it writes errors to.
    """
    module, project, arguments, environment = command
    variables = {**os.environ, **environment}
    if module in FORKED:
        files = [str(stdin), str(stdout), str(stderr)]
        pid = _ask("start", module, str(project.resolve()), list(arguments), variables, files)
        return Started(pid, lambda: _ask("wait", pid))
    with stdin.open("rb") as given, stdout.open("wb") as out, stderr.open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=project,
            env=variables,
            stdin=given,
            stdout=out,
            stderr=err,
        )
    return Started(process.pid, process.wait)


def _ask(*request: object) -> int:
    parent = _parent()
    assert parent.stdin is not None
    assert parent.stdout is not None
    parent.stdin.write(json.dumps(request) + "\n")
    parent.stdin.flush()
    return int(parent.stdout.readline())


@cache
def _parent() -> subprocess.Popen[str]:
    # It ends when this process ends, which closes its standard input.
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.warm_parent"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT / "hooks")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _is_changed(project: Path) -> bool:
    folder = project / "hooks"
    if not folder.is_dir():
        return False
    return _state(folder) != _own_state()


@cache
def _own_state() -> frozenset[tuple[str, int, int]]:
    return _state(ROOT / "hooks")


def _state(folder: Path) -> frozenset[tuple[str, int, int]]:
    return frozenset(
        (str(file.relative_to(folder)), state.st_size, state.st_mtime_ns)
        for file in folder.rglob("*")
        if file.suffix != ".pyc" and file.is_file() and (state := file.stat())
    )
