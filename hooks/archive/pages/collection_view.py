"""The view of a topic, an author or a series; see ``archive.pages.views``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from archive.pages.drawings import Chart
from archive.pages.parts import (
    BriefCard,
    Chip,
    Fact,
    Link,
    YearGroup,
)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """A brief of a series, and its number in it: "No. 12", or empty."""

    number: str
    brief: BriefCard


@dataclass(frozen=True, slots=True)
class CollectionPage:
    """A topic, an author who is not a person of the registry, or a series."""

    template: ClassVar[str] = "collection.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    chip: Chip
    also_known_as: tuple[str, ...]
    other_languages: tuple[tuple[str, str], ...]
    """(language tag, name) pairs, for ``lang`` attributes."""
    note: str
    facts: tuple[Fact, ...]
    parts_title: str
    parts: tuple[Chip, ...]
    """Of a topic: narrower topics with briefs, and their numbers."""
    actors: tuple[Chip, ...]
    """The actors that its briefs name most."""
    chart: Chart | None
    groups: tuple[YearGroup, ...]
    """Its briefs, newest first; empty for a series."""
    issues: tuple[IssueRow, ...]
    """The briefs of a series, highest number first; those without a number last."""
    count: int
    narrower_count: int
    """Number of its briefs that are filed under narrower topics only."""
    kind_in_sentence: str
    source_path: str = ""
    """The registry file of its entry, or empty."""
