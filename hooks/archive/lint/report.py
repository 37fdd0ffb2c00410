"""Formats problems as text for people, as annotations and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from archive.core.counts import counted
from archive.core.groups import count, grouped, total
from archive.core.model import Level, Problem
from archive.core.problem_codes import PROBLEM_CODES
from archive.lib.digest import digest

_BOLD, _RED, _YELLOW, _DIM, _OFF = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_text(problems: Sequence[Problem], *, colour: bool = False, verbose: bool = False) -> str:
    """Returns one problem per line: place, level, message, suggestion, hint.

    Args:
        problems: The problems.
        colour: Whether to write in colour.
        verbose: Whether to list many equal problems one by one.
    """
    lines = [(one, "") for one in problems] if verbose else grouped(problems)
    return "".join(f"{_line(problem, colour)}{_printable(more)}\n" for problem, more in lines)


def as_github(problems: Sequence[Problem]) -> str:
    """Returns commands that GitHub Actions turns into annotations of a pull request."""
    return "".join(
        f"::{problem.level} file={_property(problem.place.path)},line={problem.place.line},"
        f"col={problem.place.column},title={_property(problem.code)}::{_data(said(problem))}\n"
        for problem in problems
    )


def as_json(problems: Sequence[Problem]) -> str:
    """Returns a JSON object with counts and a list of problems."""
    counts = count(problems)
    document = {
        "errors": counts[Level.ERROR],
        "warnings": counts[Level.WARNING],
        "notices": counts[Level.NOTICE],
        "problems": [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "level": problem.level.value,
                "kind": problem.code,
                "message": problem.message,
                "suggestion": problem.suggestion,
                "hint": problem.hint,
            }
            for problem in problems
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_sarif(problems: Sequence[Problem]) -> str:
    """Returns a SARIF 2.1.0 log, which code hosts and editors read."""
    codes = list(PROBLEM_CODES)
    rules = [{"id": code, "shortDescription": {"text": PROBLEM_CODES[code]}} for code in codes]
    results: list[dict[str, Any]] = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": "note" if problem.level is Level.NOTICE else problem.level.value,
            "message": {"text": said(problem)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _uri(problem.place.path), "uriBaseId": "ROOT"},
                        "region": {
                            "startLine": problem.place.line,
                            "startColumn": problem.place.column,
                        },
                    }
                }
            ],
        }
        for problem in problems
    ]
    run = {
        "tool": {"driver": {"name": "briefing-archive lint", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The project's folder"}}},
        "results": results,
    }
    document = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_gitlab(problems: Sequence[Problem]) -> str:
    """Returns a Code Quality report, which GitLab shows in a merge request.

    Source: GitLab's documentation, "Code Quality", "Code Quality report format".
    """
    severities = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTICE: "info"}
    seen: Counter[str] = Counter()
    document = []
    for problem in problems:
        # Without its line, so that a problem that has only moved is not a new one.
        told = digest((problem.place.path, problem.code, said(problem)))
        seen[told] += 1
        document.append(
            {
                "description": said(problem),
                "check_name": problem.code,
                "fingerprint": digest((told, seen[told])),
                "severity": severities[problem.level],
                "location": {
                    "path": problem.place.path,
                    "lines": {"begin": problem.place.line},
                },
            }
        )
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
    "sarif": as_sarif,
}


def said(problem: Problem) -> str:
    """Returns a problem in words, without its place and level."""
    return str(problem).removeprefix(f"{problem.place}: {problem.level}: ")


def summary(problems: Sequence[Problem], briefs: int) -> str:
    """Returns one line on all problems: "2 errors, 1 warning in 2 files; 19 briefs read"."""
    files = len({problem.place.path for problem in problems})
    found = total(problems)
    where = f" in {counted(files, 'file')}" if found else ""
    return f"{found or 'no problems'}{where}; {counted(briefs, 'brief')} read"


def _line(problem: Problem, colour: bool) -> str:
    if not colour:
        return _printable(str(problem))
    tint = _RED if problem.level is Level.ERROR else _YELLOW
    text = (
        f"{_BOLD}{problem.place}{_OFF}: {tint}{problem.level}{_OFF}: {_printable(problem.message)}"
    )
    if problem.suggestion:
        text += f" — did you mean {_BOLD}{_printable(problem.suggestion)}{_OFF}?"
    if problem.hint:
        text += f" {_DIM}(hint: {_printable(problem.hint)}){_OFF}"
    return text


def _printable(text: str) -> str:
    """Returns text without characters that could move a cursor or start a log command."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _uri(path: str) -> str:
    return quote(path)
