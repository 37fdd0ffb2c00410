"""Finds what a cursor in front matter is at: a key, or the value of a key.

Front matter that is being written is seldom valid YAML. So it is read line by line, up to the
cursor, and only as far as is needed to know where the cursor is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?")
_KEY = re.compile(
    r"""(?:(["'])(?P<quoted>[^"']*)\1|(?P<bare>[^\s:"'\[\]{},#-][^\s:,\[\]{}]*))[ ]*:(?=\s|$)"""
)
_ITEM = re.compile(r"-(?: +|$)")
_BLOCK = re.compile(r"[|>][+-]?\d?\s*")
_OPENING, _CLOSING = "[{", "]}"


@dataclass(frozen=True, slots=True)
class Spot:
    """What a cursor is at. Columns count characters from 0.

    Attributes:
        keys: The keys that lead there, outermost first; for a key, those of its mapping.
        is_key: Whether a key is being written there, or may be.
        is_item: Whether it is an item of a list.
        typed: What is written of it up to the cursor, without an opening quotation mark.
        start: The column where that begins.
        quote: The quotation mark before it, or "".
        present: The keys of the same mapping that are written before it.
        in_brackets: Whether it is in brackets or braces.
    """

    keys: tuple[str, ...]
    is_key: bool
    is_item: bool
    typed: str
    start: int
    quote: str = ""
    present: frozenset[str] = frozenset()
    in_brackets: bool = False

    def end(self, line: str) -> int:
        """Returns the column where the whole key or value ends."""
        if self.quote:
            found = line.find(self.quote, self.start)
            return found if found >= 0 else len(line)
        end = re.compile(
            r"\s*(?:[,\[\]{}]|: |:$| #|$)" if self.in_brackets else r"\s*(?:: |:$| #|$)"
        )
        match = end.search(line, self.start)
        return match.start() if match else len(line)


def front_matter_end(lines: Sequence[str]) -> int:
    """Returns the index of the line that closes the front matter; 0 if there is none.

    While it is not closed, all lines are front matter.
    """
    if not lines or not _FENCE.fullmatch(lines[0]) or lines[0].startswith("."):
        return 0
    closing = (at for at in range(1, len(lines)) if _FENCE.fullmatch(lines[at]))
    return next(closing, len(lines))


def find_spot(lines: Sequence[str], line: int, column: int) -> Spot | None:
    """Returns what a cursor is at; None outside of front matter and in comments.

    Args:
        lines: The lines of the file.
        line: The index of the cursor's line.
        column: The number of characters before the cursor on its line.
    """
    if not 0 < line < front_matter_end(lines):
        return None
    scan = _Scan()
    for text in lines[1:line]:
        scan.take(text.rstrip("\r"))
    scan.take(lines[line][:column], is_last=True)
    return scan.spot()


@dataclass(slots=True)
class _Frame:
    """An open bracket, or the value of a key in block style (with ``bracket`` "").

    Attributes:
        bracket: "[", "{" or "".
        key: In braces, the key whose value is being written, or "".
        start: The column where what is being written begins, or -1 if it is still to come.
        text: What is written of it.
        quote: The quotation mark that is open, or "".
        present: In braces, the keys written so far.
    """

    bracket: str
    key: str = ""
    start: int = -1
    text: str = ""
    quote: str = ""
    present: set[str] = field(default_factory=set)

    def begin(self, key: str) -> None:
        """Forgets what was written: something else follows, the value of a key if one is given."""
        self.key, self.start, self.text, self.quote = key, -1, "", ""


class _Scan:
    """The state after the lines so far."""

    def __init__(self) -> None:
        self._keys: list[tuple[int, str]] = []
        self._siblings: dict[int, set[str]] = {}
        self._frames: list[_Frame] = []
        self._block = -1
        self._is_item = self._is_comment = False
        self._bare: tuple[int, str] | None = None

    def take(self, line: str, *, is_last: bool = False) -> None:
        """Takes the next line, the last one only up to the cursor."""
        self._is_comment = False
        indent = len(line) - len(line.lstrip(" "))
        if self._block >= 0:
            if indent > self._block or (not line.strip() and not is_last):
                self._is_comment = True
                return
            self._block = -1
        if len(self._frames) > 1:
            self._frames[-1].start = -1
            self._flow(line, 0)
            return
        self._frames = []
        if line.strip() or is_last:
            self._line(line, indent)

    def spot(self) -> Spot | None:
        """Returns what the end of the last line is at."""
        if self._is_comment:
            return None
        keys = tuple(key for _, key in self._keys)
        if self._bare is not None:
            start, text = self._bare
            present = self._siblings.get(start, set()) if keys else self._siblings.get(0, set())
            return Spot(keys, True, self._is_item, text, start, "", frozenset(present))
        if not self._frames:
            return None
        frame = self._frames[-1]
        inner = tuple(one.key for one in self._frames if one.bracket == "{" and one.key)
        is_key = frame.bracket == "{" and not frame.key
        is_item = self._is_item or frame.bracket == "["
        return Spot(
            (*keys, *inner),
            is_key,
            is_item,
            frame.text,
            frame.start,
            frame.quote,
            frozenset(frame.present),
            bool(frame.bracket),
        )

    def _line(self, line: str, indent: int) -> None:
        at, self._is_item, self._bare = indent, False, None
        while item := _ITEM.match(line, at):
            self._leave(at + 1)
            at = item.end()
            self._is_item = True
            self._siblings.pop(at, None)
        if not self._is_item:
            self._leave(at)
        if line[at : at + 1] == "#":
            self._is_comment = True
        elif key := _KEY.match(line, at):
            self._leave(at)
            name = key["bare"] if key["quoted"] is None else key["quoted"]
            self._keys.append((at, name))
            self._siblings.setdefault(at, set()).add(name)
            self._is_item = False
            if _BLOCK.fullmatch(line, key.end() + 1):
                self._block = indent
                self._is_comment = True
            if key.end() < len(line):
                self._value(line, key.end())
        elif line[at : at + 1] in ("[", "{", '"', "'") and (self._is_item or self._keys):
            self._value(line, at)
        else:
            self._bare = at, line[at:]

    def _leave(self, indent: int) -> None:
        """Leaves the keys that a line with this indentation is not inside of."""
        while self._keys and self._keys[-1][0] >= indent:
            self._keys.pop()
        for column in [one for one in self._siblings if one > indent]:
            del self._siblings[column]

    def _value(self, line: str, at: int) -> None:
        self._frames = [_Frame("")]
        self._flow(line, at)

    def _flow(self, line: str, at: int) -> None:
        """Reads a value, or the part of one that is on this line."""
        for column in range(at, len(line)):
            frame, char = self._frames[-1], line[column]
            if frame.quote:
                frame.text += char if char != frame.quote else ""
                frame.quote = frame.quote if char != frame.quote else ""
            elif char == "#" and line[column - 1 : column] in (" ", "\t", ""):
                self._is_comment = True
                return
            elif frame.start < 0:
                self._begin(frame, char, column)
            elif not (frame.bracket and self._separate(frame, line, column)):
                frame.text += char
        frame = self._frames[-1]
        if frame.start < 0:
            frame.start, frame.text = len(line), ""

    def _begin(self, frame: _Frame, char: str, column: int) -> None:
        """Takes a character where a key or value may begin."""
        if char in "\"'":
            frame.quote, frame.start = char, column + 1
        elif char in _OPENING:
            self._frames.append(_Frame(char))
        elif frame.bracket and char in _CLOSING:
            self._close(char, column)
        elif frame.bracket and char == ",":
            frame.begin("")
        elif char not in " \t":
            frame.start, frame.text = column, char

    def _separate(self, frame: _Frame, line: str, column: int) -> bool:
        """Returns whether a character in brackets ends what is being written, and ends it."""
        char = line[column]
        if char in _CLOSING:
            self._close(char, column)
        elif char == ",":
            frame.begin("")
        elif frame.bracket == "{" and not frame.key and _is_colon(line, column):
            name = frame.text.strip() or "?"
            frame.present.add(name)
            frame.begin(name)
        else:
            return False
        return True

    def _close(self, char: str, column: int) -> None:
        self._frames.pop()
        # Nothing can follow: what is typed now is no value.
        self._frames[-1].start, self._frames[-1].text = column, char


def _is_colon(line: str, at: int) -> bool:
    return line[at] == ":" and (at + 1 == len(line) or line[at + 1] in " \t,]}")
