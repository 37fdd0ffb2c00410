"""Doing the same to many things in several processes, with the results in order."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import re
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 40
"""How many things a worker takes at a time, unless told."""
LEAST = 5
"""With fewer times as many things as that, starting workers costs more than it saves."""


YOUNG = 20_000
"""New objects after which a worker looks for garbage: elements come and go by thousands."""


_OWN_ERROR = re.compile(r"^archive\.[\w.]+: ")


class WorkerError(RuntimeError):
    """A worker process failed; the message is its traceback, or says that it was ended."""

    @property
    def reason(self) -> str:
        """The last line of the message, without the name of an error of this program's own."""
        return _OWN_ERROR.sub("", str(self).strip().rpartition("\n")[2])


def worker_count(wanted: int) -> int:
    """How many processes to use: as many as wanted, or one a core where ``wanted`` is 0."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def run_all(
    prepare: Callable[[], Callable[[T], R]],
    things: Sequence[T],
    workers: int,
    chunk: int = CHUNK,
) -> Iterator[R]:
    """Yields what a function returns for each of many things, in their order.

    Where it is worth it, the work is spread over forked processes, which see all that this
    process has read without copying it; only results are sent. Nothing is forked beside running
    threads: a lock that one of them holds would stay held.

    Args:
        prepare: Makes the function, once in each process.
        things: What to give to it.
        workers: The most processes to use; 1 for none but this.
        chunk: How many things a worker takes at a time. Work on one thing alone is taken to be
            worth a process where this is 1.

    Raises:
        WorkerError: If a worker process fails. Where there are none, what the function raises.
        OSError: If one of its files cannot be read or written, in a worker or not.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    is_little = len(things) < (2 if chunk == 1 else LEAST * chunk)
    if workers < 2 or is_little or not can_fork or threading.active_count() > 1:
        yield from map(prepare(), things)
        return
    yield from _run_forked(prepare, things, workers, chunk)


def _run_forked(
    prepare: Callable[[], Callable[[T], R]], things: Sequence[T], workers: int, chunk: int
) -> Iterator[R]:
    context = multiprocessing.get_context("fork")
    chunks = [range(at, min(at + chunk, len(things))) for at in range(0, len(things), chunk)]
    processes: list[BaseProcess] = []
    pipes: list[Connection] = []
    # What is there now stays: collecting it again and again in each worker would copy it.
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    try:
        for _ in range(min(workers, len(chunks))):
            ours, theirs = context.Pipe()
            pipes.append(ours)
            arguments = (theirs, tuple(pipes), prepare, things)
            worker = context.Process(target=_serve, args=arguments, daemon=True)
            worker.start()
            theirs.close()
            processes.append(worker)
        yield from _deal(pipes, deque(chunks))
        for pipe in pipes:
            pipe.send(None)
    except BaseException:
        for process in processes:
            process.terminate()
        raise
    finally:
        for pipe in pipes:
            pipe.close()
        for process in processes:
            process.join()
        if not was_frozen:
            gc.unfreeze()


def _deal(pipes: Sequence[Connection], waiting: deque[range]) -> Iterator[R]:
    """Gives each worker two chunks to begin with and one for each that it returns.

    Chunks are handed round in turn, so that results come in the order of the things.
    """
    turns: deque[Connection] = deque()
    for pipe in [*pipes, *pipes]:
        if waiting:
            _send(pipe, waiting.popleft())
            turns.append(pipe)
    while turns:
        pipe = turns.popleft()
        try:
            done, results = pipe.recv()
        except (EOFError, ConnectionResetError):
            raise WorkerError("a worker process was ended from outside") from None
        if isinstance(results, OSError):
            raise results
        if not done:
            raise WorkerError(results)
        if waiting:
            _send(pipe, waiting.popleft())
            turns.append(pipe)
        yield from results


def _send(pipe: Connection, chunk: range) -> None:
    """Gives a worker a chunk; one that has failed says so when it is asked for its results."""
    with contextlib.suppress(BrokenPipeError):
        pipe.send(chunk)


def _serve(
    pipe: Connection,
    parents: Sequence[Connection],
    prepare: Callable[[], Callable[[T], R]],
    things: Sequence[T],
) -> None:
    """What a worker process does until it is told to end, or finds that its parent has ended."""
    # While a worker holds the other end of its own pipe, or of a brother's, nobody is told.
    for one in parents:
        one.close()
    # An interrupt goes to the whole group of processes: the parent's is the one that counts.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(YOUNG)
    try:
        function = prepare()
        while (chunk := pipe.recv()) is not None:
            pipe.send((True, [function(things[at]) for at in chunk]))
    except (EOFError, ConnectionError):
        return
    except OSError as error:  # a full disk is no fault of the program's
        pipe.send((False, error))
    except Exception:  # noqa: BLE001  # whatever it is, the parent must hear of it
        pipe.send((False, traceback.format_exc()))
