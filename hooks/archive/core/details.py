"""What the registry knows of an entity beyond its names: a dataclass for each kind.

A field takes its value from the key with its name, or with the name in its metadata under ``key``;
see ``archive.read.from_keys``. Every field has a default: an entry may leave its key out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ShippedKind = Literal[
    "country",
    "organization",
    "region",
    "person",
    "event",
    "unclassified",
    "topic",
    "author",
    "series",
]
"""The kinds that the program has."""
EntityKind = str
"""The name of a kind: one of the program's, or one that a site declares."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the history of a membership.

    ``status`` is what it became, one of ``relations.CHANGES``; ``since`` a partial ISO date or
    empty.
    """

    status: str
    since: str = field(default="", metadata={"key": "from"})


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of a membership: its relation and status between two partial ISO dates or ""."""

    relation: str
    status: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A relation of an actor to an organization, as the registry states it.

    Attributes:
        actor: Identifier of the actor.
        relation: One of ``relations.RELATIONS``.
        status: One of ``relations.STATUSES``.
        since: Partial ISO date from which it has had this status, or empty; if it has ended, when
            it began.
        until: Partial ISO date on which it ended or will end, or empty.
        history: Its changes in the order of time, in place of the other values; see ``phases``.
    """

    actor: str
    relation: str = "member"
    status: str = "in force"
    since: str = field(default="", metadata={"key": "from"})
    until: str = ""
    history: tuple[Change, ...] = ()

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Its phases in the order of time, at least one; the last is the present one."""
        if self.history:
            return _phases_of(self.history, self.relation)
        if self.status != "ended":
            return (Phase(self.relation, self.status, self.since, self.until),)
        begun = Phase(self.relation, "in force", self.since, self.until)
        return (begun, Phase(self.relation, "ended", self.until))

    @property
    def present(self) -> Phase:
        """Its present phase."""
        return self.phases[-1]


def _phases_of(history: tuple[Change, ...], relation: str) -> tuple[Phase, ...]:
    """Returns the phases between changes; each lasts until the next change.

    Args:
        history: The changes, at least one.
        relation: What is suspended or ended if no earlier change says so.
    """
    phases: list[Phase] = []
    ends = (*(change.since for change in history[1:]), "")
    for change, until in zip(history, ends, strict=True):
        is_relation = change.status not in ("suspended", "ended")
        relation = change.status if is_relation else relation
        status = "in force" if is_relation else change.status
        phases.append(Phase(relation, status, change.since, until))
    return tuple(phases)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds or held; ``of`` is an entity's identifier or empty."""

    title: str
    of: str = ""
    since: str = field(default="", metadata={"key": "from"})
    until: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """What the registry knows of a country or territory beyond its names.

    ``part_of`` is the state that it belongs or is tied to; the subtype says how. ``since`` and
    ``until`` are the dates of a historic state, ``successors`` the identifiers of those after it.
    """

    subtype: str = field(default="state", metadata={"key": "kind"})
    alpha3: str = ""
    numeric: str = ""
    region: str = ""
    part_of: str = ""
    capital: str = ""
    since: str = field(default="", metadata={"key": "from"})
    until: str = ""
    successors: tuple[str, ...] = ()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Headquarters:
    """Where an organization is based; ``country`` is an identifier or empty."""

    city: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """What the registry knows of an organization beyond its names.

    Attributes:
        joined: Its present members; see ``standings``.
        members: Its other members, observers and partners.
        sources: The sources of the list of members, or of the dates if there is no list; "none" if
            there are none.
        as_of: The day on which the list, or the entry, was correct.
        complete: Whether the list names every member.
    """

    subtype: str = field(default="intergovernmental", metadata={"key": "kind"})
    acronym: str = ""
    founded: str = ""
    dissolved: str = ""
    headquarters: Headquarters = Headquarters()
    parent: str = ""
    website: str = ""
    successors: tuple[str, ...] = ()
    joined: tuple[Membership, ...] = ()
    members: tuple[Membership, ...] = ()
    sources: tuple[str, ...] = field(default=(), metadata={"key": "source"})
    as_of: str = ""
    complete: bool = False

    @property
    def standings(self) -> tuple[Membership, ...]:
        """Every member, observer and partner, present members first."""
        return (*self.joined, *self.members)


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the UN geoscheme (M49), or one that policy uses.

    Attributes:
        code: Its M49 code.
        parent: Identifier of the region that contains it.
        countries: Identifiers of the countries that it lists.
        regions: Identifiers of the regions that it lists.
        sources: The sources of the list; "none" if the list is the archive's own.
        scheme: ``geoscheme``, ``policy``, or empty; see ``in_geoscheme``.
    """

    code: str = ""
    parent: str = ""
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sources: tuple[str, ...] = field(default=(), metadata={"key": "source"})
    scheme: str = ""

    @property
    def in_geoscheme(self) -> bool:
        """Whether it belongs to the geoscheme, so that the countries in it imply it.

        If ``scheme`` is empty, it does if it has a code, or a parent and no list of its own.
        """
        if self.scheme:
            return self.scheme == "geoscheme"
        return bool(self.code or (self.parent and not self.countries and not self.regions))


@dataclass(frozen=True, slots=True)
class Person:
    """The posts of a person, newest last, as the registry lists them."""

    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """When and where an event was, and who took part (identifiers)."""

    date: str = ""
    until: str = ""
    location: str = field(default="", metadata={"key": "place"})
    country: str = ""
    hosts: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclassified:
    """An actor that a brief names and the registry does not know."""


@dataclass(frozen=True, slots=True)
class Own:
    """What the registry knows of an entity of a kind that the site declares.

    Attributes:
        values: Each key that has a value, in the order of the settings, and its values.
        references: The identifiers of other entries among them, each with its key.
    """

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    references: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """The identifiers of the topics that contain a topic."""

    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorDetails:
    """What briefs state of an author who is not in the registry, newest first."""

    affiliations: tuple[str, ...] = field(default=(), metadata={"key": "affiliation"})
    orcids: tuple[str, ...] = field(default=(), metadata={"key": "orcid"})


@dataclass(frozen=True, slots=True)
class Series:
    """A series in which briefs appeared."""


ShippedDetails = (
    Country | Organization | Region | Person | Event | Unclassified | Topic | AuthorDetails | Series
)
Details = ShippedDetails | Own
