"""The process that ``tests.support.warm`` starts: loads the program, then forks for each request.

It has built a small site once, so that all modules are loaded.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import sys
import tempfile
import time
from pathlib import Path

from tests.support.compiled import shared_templates
from tests.support.in_process import build_in_process
from tests.support.registries import registry_read_once
from tests.support.sites import ROOT, brief, make_project


def _load() -> None:
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        build_in_process(make_project(Path(folder, "project"), {"briefs/a.md": brief()}))
    gc.freeze()
    # A small build leaves little garbage, and looking for it takes a tenth of its time.
    gc.set_threshold(100_000, 50, 50)


def _serve() -> int:
    """Answers requests from standard input; returns the exit code of a command, in its fork.

    ``["start", module, project, arguments, environment, files]`` is answered by the number of a
    process, ``["wait", number]`` by its exit code.
    """
    for line in sys.stdin:
        request, *values = json.loads(line)
        if request == "wait":
            _, status = os.waitpid(values[0], 0)
            answer = os.waitstatus_to_exitcode(status)
        elif not (answer := os.fork()):
            return _run(*values)
        print(answer, flush=True)
    return 0


def _run(
    module: str,
    project: str,
    arguments: list[str],
    environment: dict[str, str],
    files: tuple[str, str, str],
) -> int:
    for number, name in enumerate(files):
        file = os.open(name, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(file, number)
        os.close(file)
    os.chdir(project)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None  # it follows the environment again
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
    with shared_templates(), registry_read_once():
        _load()
        sys.exit(_serve())
