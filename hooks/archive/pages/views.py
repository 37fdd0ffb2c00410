"""What templates are given: frozen dataclasses of plain text, numbers and site addresses.

Every ``url`` is relative to the site's root (``countries/india/``); a template writes
``href="{{ base }}{{ link.url }}"``, where ``base`` is the page's way up to the root (``../../``).
The template of a view is named in the view's ``template`` class variable. It is rendered with
``view`` (the dataclass), ``base`` and ``settings`` (``archive.settings.Settings``). All text is
unescaped; only fields typed ``Html`` are markup that is safe to insert (``{{ view.body | safe }}``).

Ids that a template writes begin with ``archive-``, so that they never meet an id of a brief's own
headings. On pages other than a brief's, lists of briefs and of other actors carry
``data-search-exclude``, so that a search finds the page by its own facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NewType

from archive.model import Correction

Html = NewType("Html", str)
"""Sanitised or generated markup, safe to insert as it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the site (or outside, where ``url`` has a scheme)."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity as a small label: its name, kind in words, and flag or acronym.

    Attributes:
        url: Address of its page; empty where it has none (shown without a link).
        kind: ``country``, ``organization``, ``region``, ``person``, ``event``, ``unclassified``.
        type_label: The kind for a reader: "Country", "Alliance", "Non-state armed group".
        flag: Address of its flag's SVG (``assets/flags/in.svg``), or empty.
        acronym: "CSTO", or empty.
        count: Number of briefs that name it.
    """

    id: str
    url: str
    name: str
    kind: str
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
class BriefCard:
    """A brief in a list."""

    url: str
    title: str
    date: Day
    summary: str
    actors: tuple[Chip, ...]
    more_actors: int = 0
    """How many further actors the brief names that the card leaves out."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The briefs of one year, newest first; long lists are collapsed but for the first groups."""

    year: int
    url: str
    briefs: tuple[BriefCard, ...]
    open: bool = True


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation in a table.

    Attributes:
        relation: "observer", "partner" …
        status: "in force", "proposed", "suspended", "ended".
        since: "2017", "9 June 2017", or empty.
        source: The brief that asserts it; its text is the brief's title.
        source_date: The date of that brief.
    """

    subject: Chip
    relation: str
    object: Chip
    status: str
    since: str
    until: str
    note: str
    source: Link | None = None
    source_date: Day | None = None


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """One actor's standing in one organization, as the registry states it."""

    actor: Chip
    relation: str
    status: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class MembershipGroup:
    """Rows of one relation and status: "Members", "Former members", "Observers" …"""

    title: str
    rows: tuple[MembershipRow, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the fact box: a label and one or more values, linked or plain (``url`` empty)."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CoActor:
    """An actor that shares briefs with the page's own; ``url`` leads to the pair's page or to
    the actor's."""

    chip: Chip
    url: str
    shared: int


@dataclass(frozen=True, slots=True)
class Related:
    """A related brief with the reason in words: "shares CSTO and India"."""

    brief: BriefCard
    reason: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the activity chart, its geometry in the units of the chart's ``viewBox``."""

    year: int
    count: int
    url: str
    x: float
    y: float
    width: float
    height: float
    labelled: bool
    """Whether the year is written under the bar (there is room)."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Briefs a year, every year from the first to the last, for an inline SVG and its table."""

    width: float
    height: float
    baseline: float
    bars: tuple[Bar, ...]
    summary: str
    """One sentence: "41 briefs from 2021 to 2026, most in 2022 (14)"."""


@dataclass(frozen=True, slots=True)
class MapShape:
    """A country on the world map.

    ``level`` is 0 (no brief) to 4 (most); ``path`` is SVG path data, or empty where the country
    is too small and is drawn as a dot at ``x``, ``y``. ``url`` is empty at level 0.
    """

    id: str
    name: str
    url: str
    count: int
    level: int
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The map of coverage: shapes to draw, and the same as a list, most briefs first.

    ``legend`` has one text for each level from 1: "1–2 briefs".
    """

    view_box: str
    shapes: tuple[MapShape, ...]
    rows: tuple[Chip, ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A cited source; ``url`` is empty or http(s)."""

    title: str
    publisher: str
    url: str
    date: str


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief's own page."""

    template: ClassVar[str] = "brief.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    date: Day
    summary: str
    """The front matter's summary; empty where the first paragraph serves (never shown twice)."""
    body: Html
    reading_minutes: int
    words: int
    actors: tuple[Chip, ...]
    regions: tuple[Chip, ...]
    people: tuple[Chip, ...]
    events: tuple[Chip, ...]
    tags: tuple[str, ...]
    relations: tuple[RelationRow, ...]
    sources: tuple[SourceRow, ...]
    corrections: tuple[Correction, ...]
    related: tuple[Related, ...]
    older: Link | None
    """The brief before this one by date."""
    newer: Link | None
    edit_url: str
    """Opens the brief's own file in the Git host, or empty."""
    source_path: str
    """``briefs/2022/india-csto.md``."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the page of every entity has: country, organization, person, event, unclassified.

    ``template`` is ``entity.html``, which every one of them extends where it differs by
    ``chip.kind``.
    """

    template: ClassVar[str] = "entity.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    chip: Chip
    official: str
    also_known_as: tuple[str, ...]
    other_languages: tuple[tuple[str, str], ...]
    """(language tag, name) pairs, for ``lang`` attributes."""
    note: str
    facts: tuple[Fact, ...]
    memberships: tuple[MembershipGroup, ...]
    """Of an organization: its members by standing. Of a country: the organizations it stands in,
    where ``MembershipRow.actor`` is the organization."""
    posts: tuple[MembershipRow, ...]
    """Of a person: posts held; ``relation`` is the post's title, ``actor`` what it is of."""
    holders: tuple[MembershipRow, ...]
    """Of a country or organization: people of the registry with a post in it; ``actor`` is the
    person."""
    children: tuple[Chip, ...]
    """Organizations that are part of this one, or territories, that have pages."""
    participants: tuple[Chip, ...]
    """Of an event: hosts and participants."""
    people: tuple[Chip, ...]
    """People whom the same briefs name (for an event: people who took part)."""
    relations: tuple[RelationRow, ...]
    """Relations asserted by briefs in which it is subject or object."""
    chart: Chart | None
    co_actors: tuple[CoActor, ...]
    groups: tuple[YearGroup, ...]
    """All its briefs, newest first."""
    count: int


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region: its countries with briefs, the briefs, regions above and below."""

    template: ClassVar[str] = "region.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    chip: Chip
    parents: tuple[Chip, ...]
    children: tuple[Chip, ...]
    countries: tuple[Chip, ...]
    organizations: tuple[Chip, ...]
    """The organizations that its briefs name most."""
    chart: Chart | None
    groups: tuple[YearGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year's briefs by month, newest first."""

    template: ClassVar[str] = "year.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    year: int
    months: tuple[tuple[str, tuple[BriefCard, ...]], ...]
    """("March", briefs) pairs."""
    actors: tuple[Chip, ...]
    """The most active actors of the year, ``count`` within the year."""
    older: Link | None
    newer: Link | None
    count: int


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two actors together: the briefs that name both, the relations between them."""

    template: ClassVar[str] = "pair.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    first: Chip
    second: Chip
    standings: tuple[MembershipRow, ...]
    """What the registry states between the two; ``actor`` is the one that stands in the other."""
    standing_in: tuple[Chip, ...]
    """Beside ``standings``, row by row: the organization."""
    common: tuple[Chip, ...]
    """Organizations that both belong to, where these have pages."""
    relations: tuple[RelationRow, ...]
    chart: Chart | None
    groups: tuple[YearGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """A part of an index page: "Central Asia", "Alliances", the letter "M"."""

    title: str
    url: str
    """The page of what the group stands for (a region), or empty."""
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All entities of one kind, grouped, with counts, filterable by typing.

    ``kind`` is ``countries``, ``organizations``, ``regions``, ``people``, ``events`` or
    ``actors`` (unclassified); ``filter_label`` is the label of the filter box.
    """

    template: ClassVar[str] = "index.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    kind: str
    lead: str
    filter_label: str
    groups: tuple[IndexGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class YearsPage:
    """All years with counts, and the chart of the whole archive; also serves ``/briefs/``."""

    template: ClassVar[str] = "years.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    chart: Chart | None
    years: tuple[YearGroup, ...]
    """``briefs`` holds at most the newest few of each year; ``counts`` has the whole number."""
    counts: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The front page: newest briefs, most active actors, the map, numbers of the archive."""

    template: ClassVar[str] = "home.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    site_name: str
    tagline: str
    lead: BriefCard | None
    """The newest brief, to be shown large."""
    newest: tuple[BriefCard, ...]
    countries: tuple[Chip, ...]
    organizations: tuple[Chip, ...]
    """The most active of each, most briefs first."""
    world: WorldMap
    totals: tuple[tuple[str, int, str], ...]
    """(label, number, url) triples: ("briefs", 332, "years/")."""
    proposed: tuple[RelationRow, ...]
    """Relations that briefs call proposed, newest first, a few."""


View = BriefPage | EntityPage | RegionPage | YearPage | PairPage | IndexPage | YearsPage | HomePage
