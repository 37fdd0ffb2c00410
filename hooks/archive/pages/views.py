"""The data of templates: frozen dataclasses of plain text, numbers and site addresses.

Every ``url`` is relative to the site's root (``countries/india/``); a template writes
``href="{{ base }}{{ link.url }}"``, where ``base`` is the page's way up to the root (``../../``).
The template of a view is named in the view's ``template`` class variable. It is rendered with
``view`` (the dataclass), ``base`` and ``settings`` (``archive.core.settings.Settings``). All text
is unescaped; only fields typed ``Html`` are markup that is safe to insert with ``| safe``.

Ids that a template writes begin with ``archive-``, so that they never meet an id of a brief's own
headings. On pages other than a brief's, lists of briefs and of other actors carry
``data-search-exclude``, so that a search finds the page by its own facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from archive.pages.bibliography import Bibliography
from archive.pages.collection_view import CollectionPage
from archive.pages.drawings import Chart, WorldMap
from archive.pages.gone import Gone
from archive.pages.history_view import NOT_KNOWN, BriefHistory
from archive.pages.history_view import CorrectionsPage as CorrectionsPage
from archive.pages.history_view import NewsPage as NewsPage
from archive.pages.index_group import IndexGroup
from archive.pages.parts import (
    AttachmentRow,
    BriefCard,
    Chip,
    CoActor,
    Day,
    DifferenceRow,
    Fact,
    Html,
    Link,
    MembershipGroup,
    MembershipRow,
    Note,
    Picture,
    Related,
    RelationRow,
    SourceRow,
    YearGroup,
)
from archive.pages.version import Versions
from archive.pages.year_views import YearPage as YearPage
from archive.pages.year_views import YearsPage as YearsPage


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief's own page."""

    template: ClassVar[str] = "brief.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    date: Day
    held: str
    """Why only a preview shows it, or empty."""
    summary: str
    """The front matter's summary; empty if it is the first paragraph, which is shown anyway."""
    body: Html
    reading_minutes: int
    words: int
    actors: tuple[Chip, ...]
    regions: tuple[Chip, ...]
    people: tuple[Chip, ...]
    events: tuple[Chip, ...]
    facts: tuple[Fact, ...]
    """What its front matter says of it as a publication, and the values of further keys."""
    bibliography: Bibliography
    """The same for machines."""
    tags: tuple[str, ...]
    """Its tags, as written."""
    topics: tuple[Chip, ...]
    """What its tags mean."""
    broader: tuple[Chip, ...]
    """Further topics whose pages list it, because they contain one of these."""
    relations: tuple[RelationRow, ...]
    sources: tuple[SourceRow, ...]
    updates: tuple[Note, ...]
    corrections: tuple[Note, ...]
    """Both newest first."""
    picture: Picture | None
    attachments: tuple[AttachmentRow, ...]
    replaced_by: tuple[Link, ...]
    languages: Versions
    gone: tuple[Gone, ...]
    modified: str
    """ISO date of the latest note that is not in the future, or of the last revision, or empty."""
    related: tuple[Related, ...]
    older: Link | None
    """The brief before this one by date."""
    newer: Link | None
    source_path: str
    """``briefs/2022/india-csto.md``."""
    history: BriefHistory = NOT_KNOWN

    @property
    def notes(self) -> tuple[str, ...]:
        """The texts of its updates and corrections, for searches."""
        return tuple(one.text for one in (*self.updates, *self.corrections))


@dataclass(frozen=True, slots=True)
class EntityPage:
    """The page of an entity that is not a region."""

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
    kind_notes: tuple[str, ...]
    """The note on all entities of the kind, and on briefs of another time."""
    facts: tuple[Fact, ...]
    memberships_title: str
    memberships: tuple[MembershipGroup, ...]
    """Of an organization: its members by standing. Of a country: its organizations by standing,
    where ``MembershipRow.actor`` is the organization."""
    differences: tuple[DifferenceRow, ...]
    """Disagreements between briefs and the registry on its memberships or members."""
    posts: tuple[MembershipRow, ...]
    """Of a person: posts; ``relation`` is the title, ``actor`` the country or organization."""
    holders: tuple[MembershipRow, ...]
    """Of a country or organization: people of the registry with a post in it; ``actor`` is the
    person."""
    parts_title: str
    parts: tuple[Chip, ...]
    """Organizations that are part of this one, or territories, that have pages."""
    participants: tuple[Chip, ...]
    """Of an event: hosts and participants."""
    took_part: tuple[Chip, ...]
    """Of an event: people who took part, according to the registry."""
    also_named: tuple[Chip, ...]
    """Other people whom the same briefs name."""
    relations: tuple[RelationRow, ...]
    """Relations asserted by briefs in which it is subject or object."""
    chart: Chart | None
    co_actors: tuple[CoActor, ...]
    groups: tuple[YearGroup, ...]
    """All its briefs, newest first."""
    written: tuple[YearGroup, ...]
    """Of a person: the briefs that the person wrote, newest first."""
    written_count: int
    count: int
    kind_in_sentence: str
    """Its kind within a sentence: "country", "non-state armed group"."""
    structured: tuple[tuple[str, str], ...] = ()
    """Properties of schema.org and their values."""
    source_path: str = ""
    """The registry file of its entry, or empty."""


@dataclass(frozen=True, slots=True)
class RegionPage:
    """A region: its countries with briefs, the briefs, regions above and below."""

    template: ClassVar[str] = "region.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    chip: Chip
    also_known_as: tuple[str, ...]
    note: str
    parents: tuple[Chip, ...]
    children: tuple[Chip, ...]
    countries: tuple[Chip, ...]
    """Its countries with pages; if it lists countries or regions, those without pages too."""
    organizations: tuple[Chip, ...]
    """The organizations that its briefs name most."""
    chart: Chart | None
    groups: tuple[YearGroup, ...]
    count: int
    filed: int | None = None
    """Of a region that lists countries or regions: the number of briefs filed under itself."""
    sources: tuple[str, ...] = ()
    """The sources of the list of countries."""
    source_path: str = ""
    """The registry file of its entry, or empty."""


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
    """Standings between the two in the registry; ``actor`` is the member, observer or the like."""
    standing_in: tuple[Chip, ...]
    """The organization of each row of ``standings``."""
    sentences: tuple[str, ...]
    """Message for each row of ``standings``: "{actor}: observer of {organization}"."""
    common: tuple[Chip, ...]
    """Organizations that both belong to, where these have pages."""
    differences: tuple[DifferenceRow, ...]
    """Disagreements between briefs and the registry on the two."""
    relations: tuple[RelationRow, ...]
    chart: Chart | None
    groups: tuple[YearGroup, ...]
    count: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All entities of one kind, grouped, with counts, filterable by typing.

    ``folder`` is that of the kind, such as ``countries``; ``filter_label`` is the label of the
    filter box.
    """

    template: ClassVar[str] = "index.html"
    url: str
    title: str
    breadcrumb: tuple[Link, ...]
    folder: str
    lead: str
    filter_label: str
    groups: tuple[IndexGroup, ...]
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
    description: str
    text: Html
    lead: BriefCard | None
    newest: tuple[BriefCard, ...]
    countries: tuple[Chip, ...]
    organizations: tuple[Chip, ...]
    """The most active of each, most briefs first."""
    world: WorldMap
    totals: tuple[tuple[str, int, str], ...]
    """(text, number, url) triples; the template fills in the number."""
    proposed: tuple[RelationRow, ...]
    """Relations that briefs call proposed, newest first, a few."""
    news: Link
    source_path: str = ""
    """The file of its text, or empty."""


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """The notice at the address of a brief that was withdrawn."""

    template: ClassVar[str] = "withdrawn.html"
    url: str
    title: str
    lang: str
    """The tag of its language where it differs from that of the site, or empty."""
    breadcrumb: tuple[Link, ...]
    date: Day
    notice: Note
    """When it was withdrawn, and the reason."""
    replaced_by: tuple[Link, ...]
    lead: str
    source_path: str = ""
    """The brief's file."""


View = (
    BriefPage
    | EntityPage
    | RegionPage
    | CollectionPage
    | YearPage
    | PairPage
    | IndexPage
    | YearsPage
    | HomePage
    | NewsPage
    | CorrectionsPage
    | WithdrawnPage
)
