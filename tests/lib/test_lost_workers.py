"""A worker process that dies costs the item at which it died, and no other.

Each case has a process of its own: nothing is forked in a process with threads, such as that of a
test, and there the item would end the test.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.support.sites import ROOT

COUNT = 60
RUN = """
import json, os, signal, sys
from archive.lib.workers import WorkerError, run_all

fatal, count, has_replacement, seconds = json.loads(sys.argv[1])

def work(item):
    if item in fatal and seconds:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGVTALRM})
        while True:
            pass
    if item in fatal:
        os.kill(os.getpid(), signal.SIGABRT)
    return item * 10

lost = (lambda item: -item - 1) if has_replacement else None
try:
    print(json.dumps(list(run_all(lambda: work, range(count), 3, 10, lost, seconds))))
except WorkerError as error:
    print(json.dumps(str(error)))
"""


def run(fatal: set[int], seconds: float = 0, *, has_replacement: bool = True) -> Any:
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps([sorted(fatal), COUNT, has_replacement, seconds])],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def expected(fatal: set[int]) -> list[int]:
    return [-item - 1 if item in fatal else item * 10 for item in range(COUNT)]


@pytest.mark.parametrize("fatal", [set(), {0}, {COUNT - 1}, {7}, {5, 6, 9}, {1, 21, 22, 41}])
def test_all_others_have_results_in_order(fatal: set[int]) -> None:
    assert run(fatal) == expected(fatal)


def test_without_a_replacement_it_is_an_error() -> None:
    assert run({7}, has_replacement=False) == "a worker process was killed"


def test_an_item_that_takes_too_long_is_lost() -> None:
    assert run({7}, seconds=0.2) == expected({7})
