"""Checks what briefs say of themselves as publications against the settings and each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.core.bibliography import type_word
from archive.core.model import Brief, Level, Problem
from archive.core.names import nearest


def check_types(briefs: Iterable[Brief], types: tuple[str, ...]) -> Iterator[Problem]:
    """Yields a warning for each type that the site does not know; pages leave it out.

    Args:
        briefs: The briefs.
        types: The types of the site.
    """
    for brief in briefs:
        written = brief.type.text
        if written and not type_word(written, types):
            message = f'"{written}" is not a known type'
            hint = f"write one of: {', '.join(types)}; or add it to extra.archive.types"
            near = nearest(written.casefold(), types, cutoff=0.6)
            yield Problem(brief.type.at(brief.path), Level.WARNING, message, near, hint)
