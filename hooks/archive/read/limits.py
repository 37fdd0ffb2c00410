"""Limits on Markdown text: each is far above what people write."""

from __future__ import annotations

import re
from collections import Counter
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
MAX_CONTENTS = 20
MAX_EXPANDED = 5_000_000
"""Characters that definitions may add to a text where they are used."""

# Lines are found by the line break before them: a literal first character speeds up the search.
_INDENT = re.compile(rf"\n[ \t>]{{{MAX_DEPTH},}}(?=[^ \t>\n]|>)")
_MARKERS = re.compile(rf"\n[ \t>]*(?:(?:[-*+:]|\d{{1,9}}[.)])[ \t]+){{{MAX_DEPTH}}}")
_DEFINED = re.compile(r"\n[ \t>]*(\*?)\[([^\]\n]+)\][ ]?:[ \t]*((?:[^\n]|\n[ \t]+(?=\S))*+)")
"""An abbreviation or the target of links, with the title on the next line."""
_WORD = re.compile(r"\w+")
_DEFINITION = re.compile(r"\n[ \t>]*:[ \t]")
_UNDERLINE = re.compile(r"\n(?:=+|-+)[ \t]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class LimitViolation:
    """A limit that a text exceeds, where, and how to fix it. ``offset`` is -1 if unknown."""

    message: str
    hint: str
    offset: int = -1


def find_violation(text: str) -> LimitViolation | None:
    """Returns what would make rendering a Markdown text too slow or too deeply nested, or None.

    Each limit is far above what people write and far below what takes seconds.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"text of {len(text):,} characters; at most {MAX_CHARACTERS:,} are allowed"
        hint = "split the text, or publish the material as a PDF next to it"
        return LimitViolation(message, hint)
    lines = "\n" + text  # A line break's offset is now the offset of its line in ``text``.
    return next((found for check in _CHECKS for found in check(lines)), None)


def check_text(text: str, path: str, line: int = 1) -> Iterator[Problem]:
    """Yields an error if a Markdown text exceeds a limit.

    Args:
        text: The text.
        path: Its file, for messages.
        line: The line of the file on which the text begins.
    """
    if excess := find_violation(text):
        yield limit_problem(excess, text, path, line)


def limit_problem(excess: LimitViolation, text: str, path: str, line: int = 1) -> Problem:
    """Returns the error of a text that exceeds a limit; see ``check_text``."""
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
    message = f"lists or quotations nested more than {MAX_DEPTH} levels deep"
    return LimitViolation(
        message, "remove levels; a list of lists reads better as sections", offset
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
        ("[TOC]", MAX_CONTENTS, "tables of contents"),
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


def _expansions(text: str) -> Iterator[LimitViolation]:
    """Yields a violation if abbreviations or link definitions would make the text grow too much.

    Each use of a definition repeats its whole value. Uses are counted as a search finds them, which
    is at least as many as Markdown finds.
    """
    folded, opening = "", text.count("[")
    words: Counter[str] = Counter()
    total = 0
    for match in _DEFINED.finditer(text):
        is_abbreviation, name, value = match[1] == "*", match[2], match[3]
        if not is_abbreviation and len(value) * opening <= MAX_EXPANDED // MAX_DEFINITIONS:
            continue
        folded = folded or text.lower()
        uses = text.count(name) if is_abbreviation else folded.count(f"[{name.lower()}]")
        if is_abbreviation and total + len(value) * uses > MAX_EXPANDED and _WORD.fullmatch(name):
            words = words or Counter(_WORD.findall(text))  # "a" is in many words, but rarely one
            uses = words[name]
        total += len(value) * uses
        if total > MAX_EXPANDED:
            what = "abbreviations" if is_abbreviation else "link definitions"
            message = f"{what} that add more than {MAX_EXPANDED:,} characters where they are used"
            yield LimitViolation(message, "shorten this definition", match.start())
            return


_CHECKS = (_nesting, _brackets, _runs, _expansions)
