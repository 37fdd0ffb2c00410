"""Decodes a file's bytes: UTF-8 only; hidden characters are reported."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from archive.core.counts import counted
from archive.core.model import Level, Place, Problem

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_LFS = b"version https://git-lfs.github.com/spec/"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ufdd0-\ufdef\ufffe\uffff]"
)
"""Controls, direction overrides, replacement characters and noncharacters."""
_ESCAPED = re.compile(f"{_HIDDEN.pattern[:-1]}\ud800-\udfff]")
"""These and surrogates, which only an escape sequence can encode."""
INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]")
"""Zero-width characters and direction marks. Joiners are not among them: several languages need
them for spelling."""
_UNSEEN = re.compile(f"{INVISIBLE.pattern[:-1]}\u202a-\u202e\u2066-\u2069]")
_CONFLICT = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
MAX_HIDDEN = 5
"""Maximum number of hidden characters in a file that are reported individually."""


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Decodes a file's bytes.

    Args:
        data: The whole file.
        path: The file, for messages.

    Returns:
        The text without a byte order mark, or None if it cannot be decoded, and the problems.
    """
    if not data.strip():
        what = "is empty" if not data else "contains only white space"
        return None, (_problem(path, f"the file {what}", "write a brief, or delete the file"),)
    if data.startswith(_LFS):
        message = "the file is a Git LFS pointer, not the text itself"
        return None, (_problem(path, message, "run `git lfs pull`, or keep text out of LFS"),)
    if name := _wide(data):
        message = f"the file is {name}, not UTF-8 (byte 0)"
        return None, (_problem(path, message, "save the file as UTF-8"),)
    if b"\x00" in data[:1000] and not data.isascii():
        message = "the file is not text"
        return None, (_problem(path, message, "put pictures and documents next to the brief"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_undecodable(data, error, path),)
    problems = tuple(_hygiene(text, path))
    fatal = any(problem.level is Level.ERROR for problem in problems)
    return (None if fatal else text), problems


def show_hidden(text: str) -> tuple[str, str]:
    """Returns text with replacement characters for those that nobody may write.

    Args:
        text: A string in which escapes may stand for controls, direction overrides or surrogates.

    Returns:
        The text, and what the first of them is, or "".
    """
    wrong = [one for one in _ESCAPED.findall(text) if _what(one)[0] is Level.ERROR]
    if not wrong:
        return text, ""
    return text.translate(dict.fromkeys(map(ord, wrong), "\ufffd")), _what(wrong[0])[1]


def one_line(text: str) -> str:
    """Returns text on one line, without invisible characters."""
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


def clip(text: str) -> str:
    """Returns text, shortened if it is too long for a message."""
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def normalize_newlines(text: str) -> str:
    """Returns text with line feeds as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _wide(data: bytes) -> str:
    """Returns the name of an encoding with two or four bytes per character, or ""."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    # Without a byte order mark, ASCII in UTF-16 has a NUL in every second byte.
    head = data[:400]
    nuls = (head[0::2].count(0), head[1::2].count(0))
    if len(head) >= 4 and max(nuls) > len(head) // 3 and min(nuls) == 0:
        return "UTF-16"
    return ""


def _undecodable(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    at = error.start
    # Windows-1252 has letters and punctuation where Latin-1 has controls.
    is_latin = all(byte >= 0xA0 for byte in data if byte >= 0x80)
    guess = f"; it looks like {'Latin-1' if is_latin else 'Windows-1252'}"
    if error.reason == "unexpected end of data":
        guess = "; the file ends within a character"
    before = data[:at].decode("utf-8-sig", "replace")
    place = _place(before, len(before), path)
    message = f"not UTF-8 text (byte {at}){guess}"
    return Problem(place, Level.ERROR, message, "", "save the file as UTF-8", "text")


def _hygiene(text: str, path: str) -> Iterator[Problem]:
    pattern = _CONTROLS if text.isascii() else _HIDDEN
    if pattern.search(text):
        hidden = list(pattern.finditer(text))
        for found in hidden[:MAX_HIDDEN]:
            yield _hidden(text, found.start(), path)
        if len(hidden) > MAX_HIDDEN:
            message = f"and {counted(len(hidden) - MAX_HIDDEN, 'more such character')}"
            place = _place(text, hidden[MAX_HIDDEN].start(), path)
            yield Problem(place, Level.WARNING, message, "", "delete them", "text")
    if "<<<<<<<" in text and (match := _CONFLICT.search(text)):
        message = "the file contains an unresolved merge conflict"
        hint = "keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"
        place = _place(text, match.start(), path)
        yield Problem(place, Level.ERROR, message, "", hint, "text")


def _hidden(text: str, at: int, path: str) -> Problem:
    level, message, hint = _what(text[at])
    return Problem(_place(text, at, path), level, message, "", hint, "text")


def _what(char: str) -> tuple[Level, str, str]:
    """Returns the level, what a hidden character is, and what to do."""
    level, hint = Level.ERROR, "delete it"
    if char == "\x00":
        message = "a NUL character"
    elif char == "\ufffd":
        level, hint = Level.WARNING, "write the intended character"
        message = "a character that was lost in conversion"
    elif "\u202a" <= char <= "\u2069":
        # Embeddings and isolates are the proper way to quote Arabic or Hebrew; an override can
        # make text look different from what it is.
        level = Level.ERROR if char in "\u202d\u202e" else Level.WARNING
        message = f"a character that changes the writing direction ({unicodedata.name(char)})"
    elif unicodedata.category(char) == "Cc":
        message = "a control character"
    else:
        message = "a code point that is not a character"
    return level, f"{message}, U+{ord(char):04X}", hint


def _place(text: str, at: int, path: str) -> Place:
    """Returns the place of an offset; lines end as in ``normalize_newlines``."""
    before = normalize_newlines(text[:at])
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _problem(path: str, message: str, hint: str) -> Problem:
    return Problem(Place(path), Level.ERROR, message, "", hint, "text")
