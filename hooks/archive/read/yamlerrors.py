"""A YAML parser's errors in words for somebody who is no programmer, with the mend."""

from __future__ import annotations

import re

import yaml

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.model import Level, Place, Problem

_FIRST_SIGNS = {
    "not allowed in this context": "- and ? may not begin a text",
    "anchor": "& and * may not begin a text",
    "alias": "& and * may not begin a text",
    "tag": "! may not begin a text",
    "directive": "% may not begin a text",
    "block scalar": "> and | may not begin a text of one line",
}
"""What the parser's message holds → what that means, where a text begins with a sign of YAML."""
_MISFITS = ("did not find expected key", "expected '-' indicator", "document start")
_KEY = re.compile(r"^(\s*(?:- +)?)([A-Za-z_]+):\s+(\S.*?)\s*$")


def explain(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """Says what is wrong, where, and how to mend it.

    Args:
        error: What the parser raised.
        text: The document.
        path: Its file.
        first_line: The line of the file on which the document begins.
    """
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    raw = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if mark is None:
        message = f"this is not text that YAML can hold: {raw.splitlines()[0][:80]}"
        return Problem(Place(path, first_line), Level.ERROR, message, code="syntax")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "while scanning a quoted" in str(error) or "unexpected end of stream" in raw:
        # The parser noticed at the end of the file; the mend is where the quotation begins.
        mark = getattr(error, "context_mark", None) or mark
    begun = getattr(error, "context_mark", None)
    if "while parsing a flow" in str(error) and begun and begun.line < mark.line:
        mark = begun
    message, hint = _say(raw, str(error), line, mark.column)
    if "document start" in raw and text.startswith("%"):
        message, hint = "% begins a directive, which is not allowed here", "delete the line"
    place = Place(path, mark.line + first_line, mark.column + 1)
    return Problem(place, Level.ERROR, message, "", hint, "syntax")


def quoted(text: str) -> str:
    """A text in the quotation marks that YAML reads back as the same text."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _say(raw: str, whole: str, line: str, column: int) -> tuple[str, str]:
    """Message and hint for a parser's error."""
    match = _KEY.match(line)
    example = f": {match[2]}: {quoted(match[3])}" if match and len(match[3]) <= 100 else ""
    if "mapping values" in raw and match and match[1] and len(match[1] + match[2]) == column:
        return "a key is indented by mistake", "begin it in the column of the keys above"
    if "mapping values are not allowed" in raw:
        return "a colon inside the text is read as a key", f"put the text in quotes{example}"
    if "\t" in line[: column + 1] or "'\\t'" in raw:
        return "a tab where spaces belong", "indent with spaces"
    if "could not find expected ':'" in raw:
        hint = "write `key: value`, and indent the lines that continue a value"
        return "a key without a colon", hint
    if "while scanning a quoted" in whole or "unexpected end of stream" in raw:
        return "a quotation mark is not closed", "close it, or double it inside the text"
    if "maximum nesting depth" in raw:
        return "nested too deep", "write it flat"
    if "unknown escape character" in raw or "did not find expected hexdecimal" in raw:
        hint = "use single quotes, or double the backslash"
        return "a backslash in double quotes begins an escape", hint
    if "found character that cannot start" in raw:
        return "a text may not begin with this character", f"put the text in quotes{example}"
    return _say_structure(raw, whole, example, match)


def _say_structure(
    raw: str, whole: str, example: str, match: re.Match[str] | None
) -> tuple[str, str]:
    """Message and hint where brackets, indents or first characters do not fit."""
    if match and match[3][0] in "[{\"'" and "while parsing a block" in whole:
        message = "the text goes on where its bracket or quotation mark has closed it"
        return message, _whole_text(match)
    if "flow sequence" in whole and "expected ',' or ']'" in raw:
        return "a list in brackets is not closed", "write [A, B], with a comma between two names"
    if "flow mapping" in whole and "expected ',' or '}'" in raw:
        hint = "write {a: b, c: d}; a text with a comma or colon goes in quotes"
        return "braces are not closed", hint
    for sign, message in _FIRST_SIGNS.items():
        if sign in whole:
            return message, f"put the text in quotes{example}"
    if any(sign in raw for sign in _MISFITS):
        hint = "begin keys of one level in one column; a text in quotes ends at the second quote"
        return "this line does not fit the ones above it", hint
    return raw, "look at this line and the one above it"


def _whole_text(match: re.Match[str]) -> str:
    """The mend for a value that begins like a list, a mapping or a quotation, and is none."""
    value = match[3]
    key = BRIEF_KEYS.get(match[2])
    if key is not None and key.shape != "text":
        return "delete what follows it"
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 1:
        value = value[1:-1]
    return f"put the whole text in quotes: {match[2]}: {quoted(value)}"
