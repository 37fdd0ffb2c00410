"""Bounds on what one brief's text may cost: checked before it is rendered, and while it is."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

CPU_SECONDS = 5.0
"""Processor time that one brief may take; the slowest real one takes a hundredth of it."""
AGAIN_SECONDS = 0.1
"""How soon the limit strikes again where its first stroke was swallowed on the way."""

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 50
MAX_OPEN = 1_000
MAX_HEADINGS = 2_000
MAX_DEFINITIONS = 2_000
MAX_ABBREVIATIONS = 1_000
MAX_FOOTNOTES = 3_000
MAX_CDATA = 200
MAX_HTML_DEPTH = 200

# Lines are found by the break before them: a literal first character makes the search quick.
_INDENT = re.compile(rf"\n[ \t>]{{{MAX_DEPTH},}}(?=[^ \t>\n]|>)")
_MARKERS = re.compile(rf"\n[ \t>]*(?:(?:[-*+:]|\d{{1,9}}[.)])[ \t]+){{{MAX_DEPTH}}}")
_DEFINITION = re.compile(r"\n[ \t>]*:[ \t]")
_UNDERLINE = re.compile(r"\n(?:=+|-+)[ \t]*(?=\n|\Z)")
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)[^<>]*>")
_UNCOUNTED = frozenset(
    """
    area base br col dd dt embed hr img input li link meta option p source tbody td tfoot th thead
    tr track wbr
    """.split()
)
"""Elements without an end tag, or whose end tag may be left out: they add no depth."""


@dataclass(frozen=True, slots=True)
class Excess:
    """What a text has too much of: where, and the mend. ``offset`` is -1 where none is known."""

    message: str
    hint: str
    offset: int = -1


class ExcessError(Exception):
    """A text was found to have too much of something while it was rendered."""

    def __init__(self, excess: Excess) -> None:
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


def find_excess(text: str) -> Excess | None:
    """Returns what would make a Markdown text take too long or nest too deep, or None.

    Each bound is far above what people write and far below what takes seconds.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"text of {len(text):,} characters, where {MAX_CHARACTERS:,} are allowed"
        return Excess(message, "split the brief, or publish the material as a PDF beside it")
    lines = "\n" + text  # so that the offset of a line's break is that of the line in ``text``
    return next((found for check in _CHECKS for found in check(lines)), None)


def find_html_excess(html: str) -> Excess | None:
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
                return Excess(message, "close each element that the text opens")
        elif name in opened[-3:]:
            while opened.pop() != name:
                pass
    return None


def _has_timer() -> bool:
    has_one = hasattr(signal, "setitimer") and hasattr(signal, "SIGVTALRM")
    return has_one and threading.current_thread() is threading.main_thread()


def _nesting(text: str) -> Iterator[Excess]:
    for match in _INDENT.finditer(text):
        start = match.group()
        if start.count(">") + start.count("\t") + start.count(" ") // 4 > MAX_DEPTH:
            yield _too_deep(match.start())
    if marked := _MARKERS.search(text):
        yield _too_deep(marked.start())


def _too_deep(offset: int) -> Excess:
    message = f"lists or quotations nested more than {MAX_DEPTH} deep"
    return Excess(message, "take out levels; a list of lists reads better as sections", offset)


def _brackets(text: str) -> Iterator[Excess]:
    for opening, closing, what in (("[", "]", "["), ("](", ")", "("), ("<", ">", "<")):
        count = text.count(opening)
        if count > MAX_OPEN and count - text.count(closing) > MAX_OPEN:
            message = f'more than {MAX_OPEN:,} "{what}" that are never closed'
            hint = f'close each "{what}", or write it as \\{what}'
            yield Excess(message, hint, text.find(opening) - 1)


def _runs(text: str) -> Iterator[Excess]:
    for mark, most, what in (
        ("*[", MAX_ABBREVIATIONS, "abbreviations"),
        ("[^", MAX_FOOTNOTES, "footnote marks"),
        ("<![", MAX_CDATA, '"<!["'),
    ):
        if text.count(mark) > most:
            yield _too_many(what, most, text.find(mark) - 1)
    yield from _count(_DEFINITION, text, MAX_DEFINITIONS, "definitions")
    yield from _count(_UNDERLINE, text, MAX_HEADINGS, "underlined headings or rules")


def _count(pattern: re.Pattern[str], text: str, most: int, what: str) -> Iterator[Excess]:
    for number, match in enumerate(pattern.finditer(text), 1):
        if number > most:
            yield _too_many(what, most, match.start())
            return


def _too_many(what: str, most: int, offset: int) -> Excess:
    return Excess(f"more than {most:,} {what}", "split the brief into several", offset)


_CHECKS = (_nesting, _brackets, _runs)
