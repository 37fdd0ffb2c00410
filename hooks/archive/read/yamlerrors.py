"""A YAML parser's errors in words for somebody who is no programmer, with the mend."""

from __future__ import annotations

import re

import yaml

from archive.model import Level, Place, Problem

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
    message, hint = _say(raw, str(error), line, mark.column)
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
    if "mapping values are not allowed" in raw:
        return "a colon inside the text is read as a key", f"put the text in quotes{example}"
    if "\t" in line[: column + 1] or "'\\t'" in raw:
        return "a tab where spaces belong", "indent with spaces"
    if "could not find expected ':'" in raw:
        hint = "write `key: value`, and indent the lines that continue a value"
        return "a key without a colon", hint
    if "while scanning a quoted" in whole or "unexpected end of stream" in raw:
        return "a quotation mark is not closed", "close it, or double it inside the text"
    if "unknown escape character" in raw or "did not find expected hexdecimal" in raw:
        hint = "use single quotes, or double the backslash"
        return "a backslash in double quotes begins an escape", hint
    if "found character that cannot start" in raw:
        return "a text may not begin with this character", f"put the text in quotes{example}"
    return _say_structure(raw, whole, example)


def _say_structure(raw: str, whole: str, example: str) -> tuple[str, str]:
    """Message and hint where brackets or indents do not fit."""
    if "flow sequence" in whole and "expected ',' or ']'" in raw:
        return "a list in brackets is not closed", "write [A, B], with a comma between two names"
    if "flow mapping" in whole and "expected ',' or '}'" in raw:
        return "braces are not closed", "write {a: b, c: d}; a text with a comma goes in quotes"
    if "anchor" in whole or "alias" in whole:
        return "& and * may not begin a text", f"put the text in quotes{example}"
    if "tag" in whole:
        return "! may not begin a text", f"put the text in quotes{example}"
    if "directive" in whole:
        return "% may not begin a text", f"put the text in quotes{example}"
    if "block scalar" in whole:
        return "> and | may not begin a text of one line", f"put the text in quotes{example}"
    if "did not find expected key" in raw or "expected '-' indicator" in raw:
        hint = "begin keys of one level in one column; a text in quotes ends at the second quote"
        return "this line does not fit the ones above it", hint
    return raw, "look at this line and the one above it"
