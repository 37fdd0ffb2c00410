"""What Git knows of briefs: their revisions, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Revision(NamedTuple):
    """A commit that changed a file.

    Attributes:
        commit: The hash of the commit.
        time: When it was committed, in seconds since 1970, UTC.
        changed: Number of words that it added to the text or removed from it, the larger of both.
        words: Number of words before or after it, the larger of both.
        is_minor: Whether its message says that it is a minor edit.
        is_draft: Whether the file was a draft after it.
    """

    commit: str
    time: int
    changed: int
    words: int
    is_minor: bool = False
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """The history of a site's files.

    Attributes:
        revisions: Path of a file, relative to the project → its revisions, oldest first, also
            those that it had under earlier names.
        is_cut_off: Whether the clone lacks a part of the history, so that nothing is known.
    """

    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    is_cut_off: bool = False

    def of(self, path: str) -> tuple[Revision, ...]:
        """Returns the revisions of a file; none if they are not known."""
        return self.revisions.get(path, ())

    def last(self, path: str) -> str:
        """Returns the last commit that changed a file, which determines its revisions; or ""."""
        revisions = self.revisions.get(path)
        return revisions[-1].commit if revisions else ""


NO_HISTORY = History()
