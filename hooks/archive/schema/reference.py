"""The reference page of front matter and registry, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.core.vocabulary import (
    BRIEF_KEYS,
    COUNTRY_STATUSES,
    ENTITY_KEYS,
    ORGANIZATION_LABELS,
    PROBLEM_KINDS,
    RELATIONS,
    STATUSES,
    Key,
)
from archive.read.registry import FILES, KEYS

_SHAPES: Mapping[str, str] = {
    "text": "one text",
    "date": "a day: `2022-02-01`",
    "partial date": "a year, month or day: `2017`, `2017-06`, `2017-06-09`",
    "address": "an address that begins with `https://` or `http://`",
    "flag": "`yes` or `no`",
    "names": "a list of texts: `[A, B]`",
    "record": "keys of its own, see below",
    "records": "a list of entries, each with keys of its own, see below",
    "map": "language tag and name: `{fr: …, ru: …}`",
}

_HEAD = """\
<!-- Made by `make schema` from the program's vocabulary; do not edit. -->
# Every key

What front matter and registry may hold. [How to write a brief](write.md) explains it with
examples; this page is complete. It is made from the program that judges the files.

## Front matter of a brief
"""

_LINT = """\
## Checking

`make lint` checks all briefs and the registry and reports every problem by file, line and column.
`.venv/bin/python -m archive lint` with `PYTHONPATH=hooks` does the same and takes options:

| Option | What it does |
|---|---|
| *paths* | report on these files and folders only |
| `--format text`, `github`, `json`, `sarif` | lines for people, annotations, or data |
| `--fix` | repair what has one safe repair, and show the changes |
| `--diff` | only show what `--fix` would change |
| `--canonical` | let `--fix` write actors by their canonical names |
| `--no-cache` | read everything anew; deleting `.cache/archive/` is as good |

Its exit status is 0 if no problem was found, 1 if there are problems, be they errors or warnings,
and 2 if nothing was checked: wrong usage, or a failure of the program.

`--fix` repairs byte order marks and line ends; in front matter, also white space at the ends of
lines, zero-width spaces, texts that need quotation marks, and dates that can mean one day only.
Running it twice changes nothing.

Each problem is of one kind, which `github`, `json` and `sarif` name:
"""


def reference() -> str:
    """Writes the page."""
    parts = [_HEAD, *_section(BRIEF_KEYS, 3), "## The registry\n"]
    parts.append(
        "Each file maps identifiers to entries. These keys are common to all kinds:\n\n"
        + _table(ENTITY_KEYS)
    )
    for name, kind in FILES.items():
        own = {key: value for key, value in KEYS[kind].items() if key not in ENTITY_KEYS}
        parts.append(f"### `{name}.yml` or `{name}/`\n")
        parts += _section(own, 4, required_elsewhere=True)
    parts += [
        "## Words\n",
        _words("Relations", RELATIONS),
        "Where a relation stands: " + ", ".join(f"*{word}*" for word in STATUSES) + ".\n",
        _words("Kinds of organization", ORGANIZATION_LABELS),
        _words("Kinds of country", COUNTRY_STATUSES),
        _LINT,
        "| Kind | What it is |\n|---|---|\n"
        + "".join(f"| `{kind}` | {about} |\n" for kind, about in PROBLEM_KINDS.items()),
    ]
    return "\n".join(parts)


def _section(
    keys: Mapping[str, Key], level: int, *, required_elsewhere: bool = False
) -> Iterator[str]:
    yield _table(keys) if keys else "No keys of its own.\n"
    for name, key in keys.items():
        if key.keys:
            grouped = ", in its grouped form" if key.shape == "names" else ""
            yield f"{'#' * level} Keys within `{name}`{grouped}\n"
            yield _table(key.keys)
    if required_elsewhere:
        return


def _table(keys: Mapping[str, Key]) -> str:
    rows = "".join(
        f"| `{name}` | {'yes' if key.required else ''} | {_said(key)} | {key.about} |\n"
        for name, key in keys.items()
    )
    return f"| Key | Required | Value | What it is for |\n|---|---|---|---|\n{rows}"


def _said(key: Key) -> str:
    if key.shape == "choice":
        return "one of: " + ", ".join(f"*{choice}*" for choice in key.choices)
    most = f" of at most {key.longest} characters" if key.longest else ""
    return _SHAPES[key.shape] + most + (", or one text" if key.single else "")


def _words(title: str, words: Iterable[str]) -> str:
    return f"{title}: " + ", ".join(f"*{word}*" for word in words) + ".\n"
