"""Explains a YAML parser's errors, and how to fix them, to people who do not program."""

from __future__ import annotations

import re
import unicodedata

import yaml

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.model import Level, Place, Problem

_FIRST_CHARACTERS = {
    "not allowed in this context": "a string may not begin with - or ?",
    "anchor": "a string may not begin with & or *",
    "alias": "a string may not begin with & or *",
    "tag": "a string may not begin with !",
    "directive": "a string may not begin with %",
    "block scalar": "a string on one line may not begin with > or |",
}
"""Part of the parser's message → what it means if a string begins with YAML punctuation."""
_MISFITS = ("did not find expected key", "expected '-' indicator", "document start")
SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Characters that look like a space but are not one in YAML, for a pattern."""
_ODD_COLON = re.compile(
    rf"^[ ]*(?:- +)?(?P<key>[A-Za-z_]+)(?P<odd>:[{SPACES}]|[{SPACES}]*[\uff1a\ufe55\ua789])"
    r"\s*(?P<value>.*)"
)
_NO_SPACE = re.compile(r"^[ ]*(?:- +)?(?P<key>[a-z_]+)(?P<odd>:)(?P<value>[^\s:/].*)")
_KEY = re.compile(r"^(\s*(?:- +)?)([A-Za-z_]+):\s+(\S.*?)\s*$")


def explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Returns a problem that says what is wrong, where, and how to fix it.

    Args:
        error: The parser's error.
        text: The document.
        path: Its file.
        first_line: The line of the file on which the document begins.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    raw = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:
        message = f"YAML cannot contain this text: {raw.splitlines()[0][:80]}"
        return Problem(Place(path, first_line), Level.ERROR, message, code="syntax")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "while scanning a quoted" in str(error) or "unexpected end of stream" in raw:
        # The parser notices at the end of the file; the fix is where the quotation begins.
        mark = getattr(error, "context_mark", None) or mark
    begun = getattr(error, "context_mark", None)
    if "while parsing a flow" in str(error) and begun and begun.line < mark.line:
        mark = begun
    if odd := find_odd_colon("\n".join(lines[: mark.line + 1]), path, first_line):
        return odd
    message, hint = _say(raw, str(error), line, mark.column)
    if "document start" in raw and text.startswith("%"):
        message, hint = "% begins a directive, which is not allowed here", "delete the line"
    place = Place(path, mark.line + first_line, mark.column + 1)
    return Problem(place, Level.ERROR, message, "", hint, "syntax")


def find_odd_colon(text: str, path: str, first_line: int) -> Problem | None:
    """Returns the problem of the first key without a colon and a space that YAML knows, or None.

    Args:
        text: Lines that the parser could not read, to the one at which it noticed.
        path: Their file.
        first_line: The line of the file on which the text begins.
    """
    for number, line in enumerate(text.split("\n"), first_line):
        found = _ODD_COLON.match(line)
        if not found and (tight := _NO_SPACE.match(line)) and tight["key"] in BRIEF_KEYS:
            found = tight
        if not found:
            continue
        key, odd, value = found["key"], found["odd"], found["value"]
        spoken = ", ".join(
            f"{unicodedata.name(char).lower()} (U+{ord(char):04X})" for char in odd if char > "\x7f"
        )
        message = f'there is no space after "{key}:"'
        if spoken:
            message = f'YAML does not read a colon and a space after "{key}": {spoken}'
        hint = f"put a colon and a plain space after the key: {key}: {value[:60]}".rstrip()
        place = Place(path, number, found.start("odd") + 1)
        return Problem(place, Level.ERROR, message, "", hint, "syntax")
    return None


def quoted(text: str) -> str:
    """Returns a string in quotation marks, so that YAML reads back the same string."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _say(raw: str, whole: str, line: str, column: int) -> tuple[str, str]:
    """Returns message and hint for a parser's error."""
    match = _KEY.match(line)
    example = f": {match[2]}: {quoted(match[3])}" if match and len(match[3]) <= 100 else ""
    if "mapping values" in raw and match and match[1] and len(match[1] + match[2]) == column:
        return "a key is indented by mistake", "start it in the same column as the keys above"
    if "mapping values are not allowed" in raw:
        message = "a colon inside the string is read as the end of a key"
        return message, f"put the string in quotes{example}"
    if "\t" in line[: column + 1] or "'\\t'" in raw:
        return "a tab where spaces belong", "indent with spaces"
    if "could not find expected ':'" in raw:
        hint = "write `key: value`, and indent the lines that continue a value"
        return "a key without a colon", hint
    if "while scanning a quoted" in whole or "unexpected end of stream" in raw:
        return "a quotation mark is not closed", "close it, or double it inside the text"
    if "maximum nesting depth" in raw:
        return "nested too deeply", "use fewer levels"
    if "unknown escape character" in raw or "did not find expected hexdecimal" in raw:
        hint = "use single quotes, or double the backslash"
        return "a backslash in double quotes begins an escape", hint
    if "found character that cannot start" in raw:
        return "a string may not begin with this character", f"put the string in quotes{example}"
    return _say_structure(raw, whole, example, match)


def _say_structure(
    raw: str, whole: str, example: str, match: re.Match[str] | None
) -> tuple[str, str]:
    """Returns message and hint for wrong brackets, indents or first characters."""
    if match and match[3][0] in "[{\"'" and "while parsing a block" in whole:
        message = "text follows the closing bracket or quotation mark"
        return message, _whole_text(match)
    if "flow sequence" in whole and "expected ',' or ']'" in raw:
        return "a list in brackets is not closed", "write [A, B], with a comma between names"
    if "flow mapping" in whole and "expected ',' or '}'" in raw:
        hint = "write {a: b, c: d}; put a string with a comma or colon in quotes"
        return "braces are not closed", hint
    for part, message in _FIRST_CHARACTERS.items():
        if part in whole:
            return message, f"put the string in quotes{example}"
    if any(part in raw for part in _MISFITS):
        hint = (
            "start all keys of one level in the same column;"
            " a quoted string ends at its second quote"
        )
        return "this line does not match the lines above it", hint
    return raw, "check this line and the line above it"


def _whole_text(match: re.Match[str]) -> str:
    """Returns the hint for a value that only begins like a list, a mapping or a quotation."""
    value = match[3]
    key = BRIEF_KEYS.get(match[2])
    if key is not None and key.shape != "text":
        return "delete what follows it"
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
        value = value[1:-1]
    return f"put the whole string in quotes: {match[2]}: {quoted(value)}"
