"""The files that a brief names in its front matter."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Container, Iterable
from functools import cached_property

from archive.core.model import Brief, Named
from archive.core.names import nearest

MOST_COMPARED = 50
"""Number of paths that a wrong one is compared with: comparing with all of 10,000 takes seconds."""


def path_of(written: str, path: str, known: Container[str]) -> str:
    """Returns the source path of a brief that another names by its file, or "".

    Args:
        written: The file, relative to the other brief or to the project.
        path: The other brief.
        known: The paths of the briefs that exist.
    """
    near = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    return next((one for one in (near, posixpath.normpath(written)) if one in known), "")


class NearestBrief:
    """Finds the brief that another must mean by a wrong file. Makes its index when first asked."""

    def __init__(self, known: Iterable[str]) -> None:
        """Takes the paths of the briefs that exist."""
        self._known = known

    def of(self, written: str, path: str) -> str:
        """Returns the nearest file, relative to the other brief or to the project; or "".

        Args:
            written: The wrong file.
            path: The other brief, which is never found.
        """
        folder = posixpath.dirname(path)
        wanted = posixpath.normpath(posixpath.join(folder, written))
        shared = Counter(
            one for part in _trigrams(wanted) for one in self._by_trigram.get(part, ())
        )
        close = [one for one, _ in shared.most_common(MOST_COMPARED) if one != path]
        files = (*(posixpath.relpath(one, folder) for one in close), *close)
        return nearest(written, files, cutoff=0.7)

    @cached_property
    def _by_trigram(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._known:
            for part in _trigrams(path):
                found.setdefault(part, []).append(path)
        return found


def _trigrams(path: str) -> set[str]:
    folded = path.casefold()
    return {folded[at : at + 3] for at in range(len(folded) - 2)}


def files_of(brief: Brief) -> tuple[tuple[Named, str], ...]:
    """Returns the files that a brief's front matter names: each as written, and its path."""
    named = [one.file for one in brief.attachments]
    if brief.image:
        named.append(brief.image.file)
    folder = posixpath.dirname(brief.path)
    return tuple((one, posixpath.normpath(posixpath.join(folder, one.text))) for one in named)
