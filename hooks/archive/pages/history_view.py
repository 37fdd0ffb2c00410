"""The history of a brief and of the site, as pages show them. All text is unescaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from archive.pages.parts import Day, Link


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A revision: what it changed in words, and the address of the difference, or ""."""

    date: Day
    change: str
    url: str


@dataclass(frozen=True, slots=True)
class RevisionGroup:
    """One revision, or the minor edits between two others, newest first."""

    rows: tuple[RevisionRow, ...]
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class BriefHistory:
    """What the page of a brief says of its history.

    Attributes:
        published: The day on which it was first published; None if it is not known.
        changed: The day of its last revision that is no minor edit; None if it has none.
        groups: Its revisions, newest first; the last is its publication.
        is_cut_off: Whether the clone lacks a part of the history, so that nothing is known.
    """

    published: Day | None = None
    changed: Day | None = None
    groups: tuple[RevisionGroup, ...] = ()
    is_cut_off: bool = False


NOT_KNOWN = BriefHistory()


@dataclass(frozen=True, slots=True)
class DatedBrief:
    """A line of a list: a day, what happened, the brief, and the text of a note or ""."""

    date: Day
    label: str
    brief: Link
    text: str = ""


@dataclass(frozen=True, slots=True)
class DatedGroup:
    """The lines of a month or a year, newest first, and the anchor of its heading."""

    title: str
    anchor: str
    rows: tuple[DatedBrief, ...]


@dataclass(frozen=True, slots=True)
class NewsPage:
    """What is new: briefs, updates, corrections and revisions, newest first."""

    template: ClassVar[str] = "news.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    lead: str
    months: tuple[DatedGroup, ...]
    corrections: Link


@dataclass(frozen=True, slots=True)
class CorrectionsPage:
    """The corrections of all briefs, newest first."""

    template: ClassVar[str] = "corrections.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    lead: str
    years: tuple[DatedGroup, ...]
