"""Applies a function to many items in several processes, with the results in order."""

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
"""Default number of items that a worker takes at a time."""
LEAST = 5
"""With fewer chunks than this, starting workers costs more than it saves."""

YOUNG = 20_000
"""New objects after which a worker collects garbage: rendering makes thousands of elements."""

_OWN_ERROR = re.compile(r"^archive\.[\w.]+: ")


class WorkerError(RuntimeError):
    """A worker process failed; the message is its traceback, or says that it was killed."""

    @property
    def reason(self) -> str:
        """The last line of the message, without the class name of this program's own errors."""
        return _OWN_ERROR.sub("", str(self).strip().rpartition("\n")[2])


def worker_count(wanted: int) -> int:
    """Returns the number of processes to use: the given number, or one per core if it is 0."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def run_all(
    prepare: Callable[[], Callable[[T], R]],
    items: Sequence[T],
    workers: int,
    chunk: int = CHUNK,
) -> Iterator[R]:
    """Yields the results of a function for many items, in their order.

    If it is worthwhile, the work is spread over forked processes, which see all that this process
    has read without copying it; only results are sent. Nothing is forked while other threads run,
    because a lock that one of them holds would never be released in the child.

    Args:
        prepare: Makes the function, once in each process.
        items: The function's arguments.
        workers: The maximum number of processes; 1 to use only this process.
        chunk: Number of items that a worker takes at a time. If it is 1, even two items are
            considered worth a process each.

    Raises:
        WorkerError: If a worker process fails. Without workers, the function's own error.
        OSError: If a file cannot be read or written, in a worker or not.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    is_little = len(items) < (2 if chunk == 1 else LEAST * chunk)
    if workers < 2 or is_little or not can_fork or threading.active_count() > 1:
        yield from map(prepare(), items)
        return
    yield from _run_forked(prepare, items, workers, chunk)


def _run_forked(
    prepare: Callable[[], Callable[[T], R]], items: Sequence[T], workers: int, chunk: int
) -> Iterator[R]:
    context = multiprocessing.get_context("fork")
    chunks = [range(at, min(at + chunk, len(items))) for at in range(0, len(items), chunk)]
    processes: list[BaseProcess] = []
    pipes: list[Connection] = []
    # Existing objects stay alive: collecting garbage among them would copy them in each worker.
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    try:
        for _ in range(min(workers, len(chunks))):
            ours, theirs = context.Pipe()
            pipes.append(ours)
            arguments = (theirs, tuple(pipes), prepare, items)
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
    """Gives each worker two chunks at first, and another one for each that it returns.

    Workers take turns, so that results arrive in the order of the items.
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
            raise WorkerError("a worker process was killed") from None
        if isinstance(results, OSError):
            raise results
        if not done:
            raise WorkerError(results)
        if waiting:
            _send(pipe, waiting.popleft())
            turns.append(pipe)
        yield from results


def _send(pipe: Connection, chunk: range) -> None:
    """Gives a worker a chunk. A worker that has failed reports it when its results are read."""
    with contextlib.suppress(BrokenPipeError):
        pipe.send(chunk)


def _serve(
    pipe: Connection,
    parents: Sequence[Connection],
    prepare: Callable[[], Callable[[T], R]],
    items: Sequence[T],
) -> None:
    """Runs a worker process until it is told to stop, or its parent has ended."""
    # While a worker has the parent's end of any pipe open, no worker would see the parent end.
    for one in parents:
        one.close()
    # An interrupt goes to the whole process group; the parent handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(YOUNG)
    try:
        function = prepare()
        while (chunk := pipe.recv()) is not None:
            pipe.send((True, [function(items[at]) for at in chunk]))
    except (EOFError, ConnectionError):
        return
    except OSError as error:  # such as a full disk, which is not a bug of the program
        pipe.send((False, error))
    except Exception:  # noqa: BLE001  # the parent must learn of any error
        pipe.send((False, traceback.format_exc()))
