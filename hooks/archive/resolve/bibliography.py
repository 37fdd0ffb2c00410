"""Checks what briefs say of themselves as publications against the settings and each other."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Sequence

from archive.core.bibliography import type_word
from archive.core.model import Brief, Level, Problem
from archive.core.names import nearest
from archive.resolve.named_files import NearestBrief, files_of, path_of


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


def check_replaced(
    briefs: Sequence[Brief], nearest_brief: NearestBrief | None = None
) -> Iterator[Problem]:
    """Yields an error for each replaced brief that does not exist or that replaces its successor.

    Args:
        briefs: All briefs, drafts included.
        nearest_brief: Suggests briefs, if they are more than these.
    """
    known = {brief.path: brief for brief in briefs}
    nearest_brief = nearest_brief or NearestBrief(known)
    for brief in briefs:
        for name in brief.replaces:
            path = path_of(name.text, brief.path, known)
            message, near, hint = "", "", ""
            if not path:
                message = f'"replaces" names "{name.text}", which is not a brief'
                near = nearest_brief.of(name.text, brief.path)
                hint = "write the file of a brief, relative to this one: ../2023/slug.md"
            elif path == brief.path:
                message, hint = "a brief cannot replace itself", "name the other brief"
            elif brief.path in {path_of(one.text, path, known) for one in known[path].replaces}:
                message = f"{path} and this brief replace each other"
                hint = 'delete "replaces" in the older one'
            if message:
                yield Problem(name.at(brief.path), Level.ERROR, message, near, hint)


def check_files(briefs: Iterable[Brief], found: Collection[str]) -> Iterator[Problem]:
    """Yields a warning for each image or attachment that does not exist; pages leave it out.

    Args:
        briefs: The briefs.
        found: Paths of all files next to briefs, those that are refused included.
    """
    for brief in briefs:
        for name, path in files_of(brief):
            if path not in found:
                folder = posixpath.dirname(brief.path)
                files = [
                    posixpath.relpath(one, folder) for one in found if one.startswith(f"{folder}/")
                ]
                message = f'there is no file "{name.text}" next to the brief'
                hint = "put the file into the folder of the brief, or correct its name"
                near = nearest(name.text, files, cutoff=0.6)
                yield Problem(name.at(brief.path), Level.WARNING, message, near, hint, "file")
