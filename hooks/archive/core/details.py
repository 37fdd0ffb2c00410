"""What the registry knows of an entity beyond its names: a dataclass for each kind.

A field takes its value from the key with its name, or with the name in its metadata under ``key``;
see ``archive.read.from_keys``. Every field has a default: an entry may leave its key out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

EntityKind = Literal["country", "organization", "region", "person", "event", "unclassified"]


@dataclass(frozen=True, slots=True)
class Membership:
    """A relation of an actor to an organization, as the registry states it.

    ``actor`` is an identifier; ``since`` and ``until`` are partial ISO dates or empty.
    """

    actor: str
    relation: str = "member"
    status: str = "in force"
    since: str = field(default="", metadata={"key": "from"})
    until: str = ""


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

    ``part_of`` is the state that it belongs or is tied to; the subtype tells how. ``since`` and
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
        sources: The sources of the list of members.
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
    """A region of the UN geoscheme (M49): its code and the region that contains it."""

    code: str = ""
    parent: str = ""


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


Details = Country | Organization | Region | Person | Event | Unclassified
