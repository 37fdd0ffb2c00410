"""Runs commands of a project in forks of a process that has already loaded the program.

Most of the time of a small build is the import of MkDocs and of the archive. Each command runs
in a fork of its own, in its own folder and environment, so nothing passes from one to the next.
A project whose copy of the program differs from the repository's needs a new process.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import archive
import archive.read.registry
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry

ROOT = Path(__file__).parents[2]
LOADED = (
    "click",
    "jinja2.ext",
    "material.plugins.search.plugin",
    "mkdocs.commands.build",
    "mkdocs.config.defaults",
    "mkdocs.livereload",
    "mkdocs.plugins",
    "pymdownx.superfences",
)
"""Modules of others that every build imports."""
FIXED = ("PYTHON", "LC_", "LANG")
"""Prefixes of environment variables that only a new process obeys."""


class Done(NamedTuple):
    """A finished command: exit code, standard output, standard error."""

    code: int
    stdout: str
    stderr: str


def run_module(
    module: str,
    project: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    standard_input: str = "",
) -> Done:
    """Runs ``python -m module`` in a project's folder.

    Args:
        module: The module.
        project: The project.
        arguments: Command line of the module.
        environment: Environment variables on top of those of this process.
        standard_input: What the command reads.
    """
    needs_new = any(name.startswith(FIXED) for name in environment)
    run = _run_new if needs_new or _is_changed(project) else _run_fork
    return run(module, project, arguments, {**os.environ, **environment}, standard_input)


def _run_new(
    module: str,
    project: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    standard_input: str,
) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=project,
        env=environment,
        input=standard_input,
        capture_output=True,
        text=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def _run_fork(
    module: str,
    project: Path,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    standard_input: str,
) -> Done:
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        (Path(folder) / "stdin").write_text(standard_input, "utf-8")
        request = [module, str(project.resolve()), list(arguments), dict(environment), folder]
        parent = _parent()
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(json.dumps(request) + "\n")
        parent.stdin.flush()
        code = int(parent.stdout.readline())
        texts = [(Path(folder) / name).read_text("utf-8") for name in ("stdout", "stderr")]
    return Done(code, *texts)


@cache
def _parent() -> subprocess.Popen[str]:
    # It ends when this process ends, which closes its standard input.
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.warm"],
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


def _load() -> None:
    for name in LOADED:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(archive.__path__, "archive."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    # Every project reads the built-in registry: its files are read once.
    archive.read.registry.read_entities = lru_cache(64)(archive.read.registry.read_entities)
    load_registry([SHIPPED], ROOT)
    gc.freeze()


def _serve() -> int:
    """Reads requests from standard input; returns the exit code of a command, in its fork."""
    for line in sys.stdin:
        module, project, arguments, environment, folder = json.loads(line)
        child = os.fork()
        if not child:
            return _run(module, project, arguments, environment, folder)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    return 0


def _run(
    module: str, project: str, arguments: list[str], environment: dict[str, str], folder: str
) -> int:
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        file = os.open(Path(folder) / name, os.O_RDWR | os.O_CREAT)
        os.dup2(file, number)
        os.close(file)
    os.chdir(project)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.path[:] = [project, *(one for one in sys.path if not one.startswith(str(ROOT) + "/hooks"))]
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    _load()
    sys.exit(_serve())
