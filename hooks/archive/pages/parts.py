"""Parts that several pages show: links, chips, cards, rows. All text is unescaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from archive.core.details import EntityKind
from archive.pages.version import Version

Html = NewType("Html", str)
"""Sanitised or generated markup, safe to insert as it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site (or outside, where ``url`` has a scheme)."""

    url: str
    text: str
    lang: str = ""
    """The tag of the text's language where it differs from that of the site, or empty."""


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity as a small label: its name, kind in words, and flag or acronym.

    Attributes:
        url: Address of its page; empty where it has none (shown without a link).
        kind: Its kind, for the style sheet.
        type_label: The kind for a reader: "Country", "Alliance", "Non-state armed group".
        flag: Address of its flag's SVG (``assets/flags/in.svg``), or empty.
        acronym: "CSTO", or empty.
        count: Number of briefs that name it.
    """

    id: str
    url: str
    name: str
    kind: EntityKind
    type_label: str
    flag: str = ""
    acronym: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A date: ``iso`` for ``<time datetime>``, ``text`` for a reader ("1 February 2022")."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A dated note at the top of a brief: a correction or an update."""

    date: Day
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a brief: its address, what it shows, and who made it.

    ``width`` and ``height`` are in pixels; 0 if they are not known.
    """

    url: str
    alt: str
    credit: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """A file that a brief lists: ``about`` is its type, size and pages: "PDF, 1.2 MB".

    ``digest`` is the hash of its content where its text is searched, or empty.
    """

    url: str
    title: str
    about: str
    size: int
    digest: str = ""


@dataclass(frozen=True, slots=True)
class BriefCard:
    """A brief in a list."""

    url: str
    title: str
    date: Day
    summary: str
    actors: tuple[Chip, ...]
    more_actors: int = 0
    """Number of further actors of the brief that the card does not show."""
    held: str = ""
    """Why only a preview shows it, or empty."""
    picture: Picture | None = None
    lang: str = ""
    """The tag of its language where it differs from that of the site, or empty."""
    others: tuple[Version, ...] = ()
    """Its other versions."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The briefs of one year, newest first; in long lists only the first groups are open."""

    year: int
    url: str
    briefs: tuple[BriefCard, ...]
    open: bool = True


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """The briefs of one month, newest first: "March 2022", and the anchor "march"."""

    title: str
    anchor: str
    briefs: tuple[BriefCard, ...]


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation in a table.

    Attributes:
        relation: "observer", "partner" …: a word of the vocabulary, which templates translate.
        status: "in force", "proposed", "suspended", "ended", likewise.
        when: Its time in words, such as "since 9 June 2017", or empty.
        source: The brief that asserts it; its text is the brief's title.
        source_date: The date of that brief.
    """

    subject: Chip
    relation: str
    object: Chip
    status: str
    when: str
    note: str
    source: Link | None = None
    source_date: Day | None = None


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One actor's standing in one organization, as the registry states it.

    ``relation`` and ``status`` are words of the vocabulary; of a post, ``relation`` is its title.
    ``when`` is its time in words, such as "suspended since December 2016 (member since 2012)".
    """

    actor: Chip
    relation: str
    status: str
    when: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What the registry and a brief state differently of an actor and an organization.

    ``registry`` and ``brief`` are such as "member (since 2002)"; ``source`` is the brief.
    """

    subject: Chip
    object: Chip
    registry: str
    brief: str
    source: Link
    source_date: Day


@dataclass(frozen=True, slots=True)
class MembershipGroup:
    """Rows of one relation and status, under a title such as "Members" or "Former members"."""

    title: str
    rows: tuple[MembershipRow, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the fact box: a label and one or more values, linked or plain (``url`` empty)."""

    label: str
    values: tuple[Link, ...]

    @property
    def in_words(self) -> str:
        """The fact as a line of text, for searches."""
        return f"{self.label}: {', '.join(one.text for one in self.values)}"


@dataclass(frozen=True, slots=True)
class CoActor:
    """An actor that shares briefs with the page's own.

    ``url`` leads to the page of the two, or to the actor's where there is none.
    """

    chip: Chip
    url: str
    shared: int


@dataclass(frozen=True, slots=True)
class Related:
    """A related brief with the reason in words: "shares CSTO and India"."""

    brief: BriefCard
    reason: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A cited source; ``url`` is empty or http(s)."""

    title: str
    publisher: str
    url: str
    date: str
