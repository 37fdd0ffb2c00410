"""Bounds on what rendering one text may cost, beside those on the text: time, and nesting."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable
from typing import TypeVar

from archive.lib.third_party import expected, unsupported
from archive.read.limits import LimitViolation

T = TypeVar("T")

CPU_SECONDS = 5.0
"""Processor time that one brief may take; the slowest real one takes a hundredth of it."""
AGAIN_SECONDS = 0.1
"""How soon the limit strikes again where its first stroke was swallowed on the way."""

MAX_HTML_DEPTH = 200

_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>")
_UNCOUNTED = frozenset(
    """
    area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th thead
    tr track wbr
    """.split()
)
"""Elements without an end tag, or whose end tag may be left out: they add no depth."""


class LimitError(Exception):
    """A text was found to have too much of something while it was rendered."""

    def __init__(self, excess: LimitViolation) -> None:
        """Keeps what was found as ``excess``."""
        super().__init__(excess.message)
        self.excess = excess


class OutOfTime(BaseException):
    """The limit on processor time was reached.

    No ``Exception``: Markdown and its extensions catch those in places and would go on.
    """


def within(seconds: float, call: Callable[[], T]) -> T:
    """Calls a function with a limit on the processor time that it takes.

    The limit holds in a process's main thread on systems that have such a timer; elsewhere the
    function is called without one.

    Args:
        seconds: The limit.
        call: The function.

    Raises:
        OutOfTime: If the limit was reached.
    """
    if not _has_timer():
        return call()
    is_armed = True

    def strike(*_: object) -> None:
        if is_armed:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, strike)
    try:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_SECONDS)
            return call()
        finally:
            is_armed = False
    finally:  # twice: the timer may strike between the two statements of the first
        is_armed = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL if before is None else before)


def attempt(call: Callable[[], T]) -> T | LimitViolation:
    """Calls what renders a text; nothing that stands in the text raises an exception.

    Args:
        call: The function; it may take ``CPU_SECONDS``.

    Returns:
        What it returns, or why the text cannot be rendered.
    """
    try:
        return within(CPU_SECONDS, call)
    except LimitError as error:
        return error.excess
    except OutOfTime:
        message = f"text takes more than {CPU_SECONDS:g} seconds to render"
        return LimitViolation(message, "look for repeated or unclosed marks; halve it to find them")
    except RecursionError:
        hint = "take out levels, and leave an empty line between list items or definitions"
        return LimitViolation("text is nested too deep to be rendered", hint)
    except Exception as error:  # noqa: BLE001  # an extension's own; the other texts go on
        said = " ".join(str(error).split())[:80]
        message = f"text cannot be rendered ({type(error).__name__}: {said})"
        hint = "take out raw HTML and unusual marks until it can"
        return LimitViolation(message, "; ".join(map(expected, unsupported())) or hint)


def find_html_violation(html: str) -> LimitViolation | None:
    """Returns that rendered HTML nests too deep to be taken apart in good time, or None."""
    if html.count("<") <= MAX_HTML_DEPTH:
        return None
    opened: list[str] = []
    for match in _HTML_TAG.finditer(html):
        closing, name = match[1], match[2].lower()
        if name in _UNCOUNTED:
            continue
        if not closing:
            opened.append(name)
            if len(opened) > MAX_HTML_DEPTH:
                message = f"HTML elements nested more than {MAX_HTML_DEPTH} deep"
                return LimitViolation(message, "close each element that the text opens")
        elif name in opened[-3:]:
            while opened.pop() != name:
                pass
    return None


def _has_timer() -> bool:
    has_one = hasattr(signal, "setitimer") and hasattr(signal, "SIGVTALRM")
    return has_one and threading.current_thread() is threading.main_thread()
