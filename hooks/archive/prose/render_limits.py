"""Limits on time and memory while rendering, in addition to the limits on the text itself."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from archive.lib.third_party import expected, unsupported
from archive.read.limits import LimitViolation

T = TypeVar("T")

_STATM = Path("/proc/self/statm")
"""Linux: the size of this process in pages comes first."""

CPU_SECONDS = 5.0
"""Processor time that a brief may take; the slowest real brief takes a hundredth of it."""
AGAIN_SECONDS = 0.1
"""Seconds until the limit is raised again if the first exception was swallowed."""

MEMORY = 1_500_000_000
"""Bytes by which a process may grow while it renders one text."""


class LimitError(Exception):
    """Text was found to exceed a limit while it was rendered."""

    def __init__(self, excess: LimitViolation) -> None:
        """Stores the violation as ``excess``."""
        super().__init__(excess.message)
        self.excess = excess


class OutOfTime(BaseException):
    """The limit on processor time was reached.

    Not an ``Exception``: Markdown and its extensions catch some of these and would continue.
    """


def within(seconds: float, call: Callable[[], T]) -> T:
    """Calls a function with a limit on its processor time.

    The limit applies in a process's main thread on systems that have such a timer. Elsewhere the
    function is called without a limit.

    Args:
        seconds: The limit.
        call: The function.

    Raises:
        OutOfTime: If the limit was reached.
    """
    if not _has_timer():
        return call()
    is_armed = True

    def interrupt(*_: object) -> None:
        if is_armed:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, interrupt)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_SECONDS)
            return call()
        finally:
            is_armed = False
    finally:  # twice: the signal may arrive between the statements of the inner block
        is_armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL if before is None else before)


@contextlib.contextmanager
def limited_memory(growth: int) -> Iterator[None]:
    """Limits the address space of this process, so that allocations fail beyond it.

    In Python, that raises ``MemoryError``. On systems without such a limit, nothing is limited.

    Args:
        growth: Bytes by which the process may grow.
    """
    try:
        import resource

        pages = int(_STATM.read_text(encoding="ascii").split()[0])
        most = pages * resource.getpagesize() + growth
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        is_limited = resource.RLIM_INFINITY != soft <= most
        if not is_limited:
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        is_limited = True
    try:
        yield
    finally:
        if not is_limited:
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def attempt(call: Callable[[], T]) -> T | LimitViolation:
    """Calls a function that renders text. Nothing in the text raises an exception.

    Args:
        call: The function; it may take ``CPU_SECONDS``.

    Returns:
        The function's result, or why the text cannot be rendered.
    """
    try:
        with limited_memory(MEMORY):
            return within(CPU_SECONDS, call)
    except LimitError as error:
        return error.excess
    except OutOfTime:
        message = f"text takes more than {CPU_SECONDS:g} seconds to render"
        return LimitViolation(
            message, "look for repeated or unclosed markup; delete parts of the text to find it"
        )
    except MemoryError:
        message = f"text takes more than {MEMORY:,} bytes of memory to render"
        return LimitViolation(message, "shorten repeated text; delete parts of the text to find it")
    except RecursionError:
        hint = "remove levels, and leave an empty line between list items or definitions"
        return LimitViolation("text is nested too deeply to be rendered", hint)
    except Exception as error:  # noqa: BLE001  # an extension's own; the other texts go on
        said = " ".join(str(error).split())[:80]
        message = f"text cannot be rendered ({type(error).__name__}: {said})"
        hint = "remove raw HTML and unusual markup until it can be rendered"
        return LimitViolation(message, "; ".join(map(expected, unsupported())) or hint)


def _has_timer() -> bool:
    has_one = hasattr(signal, "setitimer") and hasattr(signal, "SIGVTALRM")
    return has_one and threading.current_thread() is threading.main_thread()
