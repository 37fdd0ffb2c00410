"""Applies a function to many items in several processes, with the results in order."""

from __future__ import annotations

import contextlib
import gc
import mmap
import multiprocessing
import os
import re
import signal
import struct
import threading
import traceback
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 40
"""Default number of items that a worker takes at a time."""
LEAST = 5
"""With fewer chunks than this, starting workers costs more than it saves."""

YOUNG = 20_000
"""New objects after which a worker collects garbage: rendering makes thousands of elements."""

_POSITION = struct.Struct("q")
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
    lost: Callable[[T], R] | None = None,
    seconds: float = 0,
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
        lost: Returns, in this process, the result for an item at which a worker process died; the
            others are worked on in a new one. Without it, such a death is an error.
        seconds: Processor time that one item may take in a worker process before the process is
            killed; 0 for any. It also ends calls that Python cannot interrupt.

    Raises:
        WorkerError: If a worker process fails. Without workers, the function's own error.
        OSError: If a file cannot be read or written, in a worker or not.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    is_little = len(items) < (2 if chunk == 1 else LEAST * chunk)
    if workers < 2 or is_little or not can_fork or threading.active_count() > 1:
        yield from map(prepare(), items)
        return
    chunks = deque(range(at, min(at + chunk, len(items))) for at in range(0, len(items), chunk))
    # Existing objects stay alive: collecting garbage among them would copy them in each worker.
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    pool = _Pool(prepare, items, lost, seconds)
    try:
        yield from pool.run(chunks, min(workers, len(chunks)))
    finally:
        pool.close()
        if not was_frozen:
            gc.unfreeze()


Chunk = Sequence[int]
"""Positions of items."""


@dataclass(slots=True)
class _Worker:
    """A worker process, as its parent sees it.

    Attributes:
        process: The process.
        pipe: The parent's end of the pipe to it.
        position: Shared memory with the position of the item that it works on, or -1.
        waiting: The chunks that it has and whose results have not been read.
    """

    process: BaseProcess
    pipe: Connection
    position: mmap.mmap
    waiting: deque[Chunk] = field(default_factory=deque)

    @property
    def at(self) -> int:
        """Position of the item that the process works on, or worked on when it died; or -1."""
        (at,) = _POSITION.unpack(self.position[:])
        return int(at)

    def send(self, chunk: Chunk) -> None:
        """Gives it a chunk. A worker that has failed reports it when its results are read."""
        self.waiting.append(chunk)
        with contextlib.suppress(BrokenPipeError):
            self.pipe.send(chunk)


class _Pool(Generic[T, R]):
    """The worker processes of one call."""

    def __init__(
        self,
        prepare: Callable[[], Callable[[T], R]],
        items: Sequence[T],
        lost: Callable[[T], R] | None,
        seconds: float,
    ) -> None:
        self._context = multiprocessing.get_context("fork")
        self._work = (prepare, items, seconds)
        self._items = items
        self._lost = lost
        self._workers: list[_Worker] = []
        self._is_done = False

    def run(self, chunks: deque[range], count: int) -> Iterator[R]:
        """Gives each worker two chunks at first, and another one for each that it returns.

        Workers take turns, so that results arrive in the order of the items.
        """
        self._workers = []
        for _ in range(count):
            self._workers.append(self._start())
        turns: deque[int] = deque()
        for number in [*range(count), *range(count)]:
            if chunks:
                self._workers[number].send(chunks.popleft())
                turns.append(number)
        while turns:
            number = turns.popleft()
            results = self._results(number)
            if chunks:
                self._workers[number].send(chunks.popleft())
                turns.append(number)
            yield from results
        self._is_done = True

    def close(self) -> None:
        """Ends all processes, at once if not all is done."""
        for worker in self._workers:
            if self._is_done:
                with contextlib.suppress(BrokenPipeError):
                    worker.pipe.send(None)
            else:
                worker.process.terminate()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()
            worker.position.close()

    def _results(self, number: int) -> list[R]:
        """Returns the results of a worker's next chunk, in which items may be lost."""
        chunk = self._workers[number].waiting[0]
        lost: set[int] = set()
        while True:
            worker = self._workers[number]
            try:
                done, results = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                lost.add(self._replace(number, lost))
                continue
            break
        worker.waiting.popleft()
        if isinstance(results, OSError):
            raise results
        if not done:
            raise WorkerError(results)
        if not lost or self._lost is None:
            return list(results)
        rest = iter(results)
        return [self._lost(self._items[at]) if at in lost else next(rest) for at in chunk]

    def _replace(self, number: int, lost: Collection[int]) -> int:
        """Starts another process for one that died; returns the position of the item it died at."""
        old = self._workers[number]
        at = old.at
        first, *others = old.waiting
        if self._lost is None or at not in first or threading.active_count() > 1:
            raise WorkerError("a worker process was killed")
        old.process.join()
        old.pipe.close()
        new = self._workers[number] = self._start()
        new.send([one for one in first if one != at and one not in lost])
        for chunk in others:
            new.send(chunk)
        return at

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        position = mmap.mmap(-1, _POSITION.size)
        position[:] = _POSITION.pack(-1)
        parents = (*(worker.pipe for worker in self._workers if not worker.pipe.closed), ours)
        process = self._context.Process(
            target=_serve, args=(theirs, parents, position, *self._work), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, position)


def _serve(
    pipe: Connection,
    parents: Sequence[Connection],
    position: mmap.mmap,
    prepare: Callable[[], Callable[[T], R]],
    items: Sequence[T],
    seconds: float,
) -> None:
    """Runs a worker process until it is told to stop, or its parent has ended."""
    # While a worker has the parent's end of any pipe open, no worker would see the parent end.
    for one in parents:
        one.close()
    # An interrupt goes to the whole process group; the parent handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(YOUNG)

    def begin(at: int) -> T:
        position[:] = _POSITION.pack(at)
        if seconds:  # the signal that then comes ends the process
            signal.setitimer(signal.ITIMER_PROF, seconds)
        return items[at]

    try:
        function = prepare()
        while (chunk := pipe.recv()) is not None:
            results = [function(begin(at)) for at in chunk]
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send((True, results))
            position[:] = _POSITION.pack(-1)
    except (EOFError, ConnectionError):
        return
    except OSError as error:  # such as a full disk, which is not a bug of the program
        pipe.send((False, error))
    except Exception:  # noqa: BLE001  # the parent must learn of any error
        pipe.send((False, traceback.format_exc()))
