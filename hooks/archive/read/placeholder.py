"""The text of a new brief, which its author replaces."""

from __future__ import annotations

from collections.abc import Iterator

from archive.core.model import Level, Place, Problem

_SENTENCES = (
    "The first paragraph says what happened and why it matters",
    "Continue here. How to write a brief",
)
"""The parts of the text that nobody writes in a brief."""
TEXT = f"""\
{_SENTENCES[0]}; it is also the summary if none is given.

## What it means

{_SENTENCES[1]}: docs/write.md.
"""
"""The text of a new brief."""


def check_placeholder(text: str, path: str, line: int) -> Iterator[Problem]:
    """Yields an error for each sentence of ``TEXT`` that is still there.

    Args:
        text: The text of a brief.
        path: Its file, for messages.
        line: The line of the file on which the text begins.
    """
    for sentence in _SENTENCES:
        at = text.find(sentence)
        if at < 0:
            continue
        start = text.rfind("\n", 0, at) + 1
        place = Place(path, line + text.count("\n", 0, at), at - start + 1)
        message = f'this is still the text of a new brief: "{sentence} …"'
        hint = "write the text of the brief in its place"
        yield Problem(place, Level.ERROR, message, "", hint, "placeholder")
