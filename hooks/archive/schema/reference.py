"""The reference page, in Markdown: keys of front matter and registry, settings, commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.core.brief_keys import BRIEF_KEYS
from archive.core.keys import ENTITY_KEYS, Key
from archive.core.kinds import ENTITY_KINDS, REGISTRY_FILES
from archive.core.problem_codes import PROBLEM_CODES
from archive.core.relations import RELATIONS, STATUSES
from archive.schema.usage import commands, settings, variables

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
# Reference

Every key of front matter and registry, every setting, command and environment variable.
[How to write a brief](write.md) explains the keys with examples; this page is complete, because it
is generated from the program that reads the files.

## Front matter of a brief
"""

_PROBLEMS = """\
## Kinds of problems

Each problem is of one kind, which the formats `github`, `json` and `sarif` name:
"""


def reference() -> str:
    """Writes the page."""
    parts = [_HEAD, *_section(BRIEF_KEYS, 3), "## The registry\n"]
    parts.append(
        "Each file maps identifiers to entries. These keys are common to all kinds:\n\n"
        + _table(ENTITY_KEYS)
    )
    for name, kind in REGISTRY_FILES.items():
        parts.append(f"### `{name}.yml` or `{name}/`\n")
        parts += _section(ENTITY_KINDS[kind].own_keys, 4)
    parts += [
        "## Words\n",
        _words("Relations", RELATIONS),
        "Where a relation stands: " + ", ".join(f"*{word}*" for word in STATUSES) + ".\n",
        *_subtypes(),
        settings(),
        commands(),
        variables(),
        _PROBLEMS,
        "| Kind | What it is |\n|---|---|\n"
        + "".join(f"| `{kind}` | {about} |\n" for kind, about in PROBLEM_CODES.items()),
    ]
    return "\n".join(parts)


def _subtypes() -> Iterator[str]:
    """The subtypes of each kind that has any, the longest list first."""
    for kind, row in sorted(ENTITY_KINDS.items(), key=lambda item: -len(item[1].subtypes)):
        if row.subtypes:
            yield _words(f"Kinds of {kind}", row.subtypes)


def _section(keys: Mapping[str, Key], level: int) -> Iterator[str]:
    yield _table(keys) if keys else "No keys of its own.\n"
    for name, key in keys.items():
        if key.keys:
            grouped = ", in its grouped form" if key.shape == "names" else ""
            yield f"{'#' * level} Keys within `{name}`{grouped}\n"
            yield _table(key.keys)


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
