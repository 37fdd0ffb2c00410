"""Reads as much as possible of a brief that cannot be published, so that it can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from archive.core.model import Brief, Level, Problem
from archive.read.briefs import OwnKeys, parse_brief
from archive.read.files import read_bounded
from archive.read.text import decode


def recover_briefs(
    root: Path, folder: str, problems: Iterable[Problem], own: OwnKeys = ()
) -> tuple[Brief, ...]:
    """Reads the briefs that have an error in their front matter, as far as possible.

    A wrong date does not hide an unknown actor: both are reported at the same time. None of these
    briefs is ever published.

    Args:
        root: The project.
        folder: The folder of briefs, relative to it.
        problems: The problems of all briefs.
        own: The keys that the site declares.

    Returns:
        A brief for each file that has front matter and an error, in the order of their paths.
    """
    wrong = {
        problem.place.path
        for problem in problems
        if problem.level is Level.ERROR and problem.place.path.startswith(f"{folder}/")
    }
    return tuple(
        brief
        for path in sorted(wrong)
        if path.endswith(".md") and (brief := _read(root / path, path, folder, own))
    )


def with_recovered(briefs: Sequence[Brief], recover: Sequence[Brief]) -> Sequence[Brief]:
    """Returns the briefs to check: recovered ones replace or join those that were read."""
    if not recover:
        return briefs
    return tuple({one.path: one for one in (*briefs, *recover)}.values())


def _read(file: Path, path: str, folder: str, own: OwnKeys) -> Brief | None:
    data, _ = read_bounded(file, path)
    text = decode(data, path)[0] if data is not None else None
    return parse_brief(text, path, folder, own, recover=True)[0] if text is not None else None
