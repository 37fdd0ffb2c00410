"""What a Markdown text may not have too much of: each bound far above what people write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.core.model import Level, Place, Problem

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 50
MAX_OPEN = 1_000
MAX_HEADINGS = 2_000
MAX_DEFINITIONS = 2_000
MAX_ABBREVIATIONS = 1_000
MAX_FOOTNOTES = 3_000
MAX_CDATA = 200

# Lines are found by the break before them: a literal first character makes the search quick.
_INDENT = re.compile(rf"\n[ \t>]{{{MAX_DEPTH},}}(?=[^ \t>\n]|>)")
_MARKERS = re.compile(rf"\n[ \t>]*(?:(?:[-*+:]|\d{{1,9}}[.)])[ \t]+){{{MAX_DEPTH}}}")
_DEFINITION = re.compile(r"\n[ \t>]*:[ \t]")
_UNDERLINE = re.compile(r"\n(?:=+|-+)[ \t]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class LimitViolation:
    """What a text has too much of: where, and the mend. ``offset`` is -1 where none is known."""

    message: str
    hint: str
    offset: int = -1


def find_violation(text: str) -> LimitViolation | None:
    """Returns what would make a Markdown text take too long or nest too deep, or None.

    Each bound is far above what people write and far below what takes seconds.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"text of {len(text):,} characters, where {MAX_CHARACTERS:,} are allowed"
        return LimitViolation(message, "split the text, or publish the material as a PDF beside it")
    lines = "\n" + text  # so that the offset of a line's break is that of the line in ``text``
    return next((found for check in _CHECKS for found in check(lines)), None)


def judge_text(text: str, path: str, line: int = 1) -> Iterator[Problem]:
    """Yields an error where a Markdown text has too much of something.

    Args:
        text: The text.
        path: Its file, for messages.
        line: The line of the file that it begins in.
    """
    if excess := find_violation(text):
        yield limit_problem(excess, text, path, line)


def limit_problem(excess: LimitViolation, text: str, path: str, line: int = 1) -> Problem:
    """The error of a text that has too much of something; see ``judge_text``."""
    if excess.offset > 0:
        line += text.count("\n", 0, excess.offset)
    return Problem(Place(path, line), Level.ERROR, excess.message, "", excess.hint, "text")


def _nesting(text: str) -> Iterator[LimitViolation]:
    for match in _INDENT.finditer(text):
        start = match.group()
        if start.count(">") + start.count("\t") + start.count(" ") // 4 > MAX_DEPTH:
            yield _too_deep(match.start())
    if marked := _MARKERS.search(text):
        yield _too_deep(marked.start())


def _too_deep(offset: int) -> LimitViolation:
    message = f"lists or quotations nested more than {MAX_DEPTH} deep"
    return LimitViolation(
        message, "take out levels; a list of lists reads better as sections", offset
    )


def _brackets(text: str) -> Iterator[LimitViolation]:
    for opening, closing, what in (("[", "]", "["), ("](", ")", "("), ("<", ">", "<")):
        count = text.count(opening)
        if count > MAX_OPEN and count - text.count(closing) > MAX_OPEN:
            message = f'more than {MAX_OPEN:,} "{what}" that are never closed'
            hint = f'close each "{what}", or write it as \\{what}'
            yield LimitViolation(message, hint, text.find(opening) - 1)


def _runs(text: str) -> Iterator[LimitViolation]:
    for mark, most, what in (
        ("*[", MAX_ABBREVIATIONS, "abbreviations"),
        ("[^", MAX_FOOTNOTES, "footnote marks"),
        ("<![", MAX_CDATA, '"<!["'),
    ):
        if text.count(mark) > most:
            yield _too_many(what, most, text.find(mark) - 1)
    yield from _count(_DEFINITION, text, MAX_DEFINITIONS, "definitions")
    yield from _count(_UNDERLINE, text, MAX_HEADINGS, "underlined headings or rules")


def _count(pattern: re.Pattern[str], text: str, most: int, what: str) -> Iterator[LimitViolation]:
    for number, match in enumerate(pattern.finditer(text), 1):
        if number > most:
            yield _too_many(what, most, match.start())
            return


def _too_many(what: str, most: int, offset: int) -> LimitViolation:
    return LimitViolation(f"more than {most:,} {what}", "split the text into several", offset)


_CHECKS = (_nesting, _brackets, _runs)
