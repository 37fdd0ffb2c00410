"""The archive's nouns, as frozen dataclasses. No behaviour beyond what a value knows of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

EntityKind = Literal["country", "organization", "region", "person", "event", "unclassified"]


class Level(StrEnum):
    """How loud a problem is: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a source file; ``line`` and ``column`` count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at a place, with the mend.

    Attributes:
        place: File, line and column.
        level: Error or warning.
        message: What is wrong, in one sentence without a full stop.
        suggestion: The nearest right spelling, or an empty string.
        hint: How to mend it, or an empty string.
        code: What kind of problem it is, one of ``vocabulary.PROBLEM_KINDS``.
    """

    place: Place
    level: Level
    message: str
    suggestion: str = ""
    hint: str = ""
    code: str = "value"

    def __str__(self) -> str:
        text = f"{self.place}: {self.level}: {self.message}"
        if self.suggestion:
            text += f' — did you mean "{self.suggestion}"?'
        if self.hint:
            text += f" (hint: {self.hint})"
        return text


class Named(NamedTuple):
    """A name as a brief spells it, and where: ``line`` and ``column`` count from 1.

    The file is the brief's. An archive has a hundred thousand names, so none repeats its path.
    """

    text: str
    line: int = 1
    column: int = 1

    def at(self, path: str) -> Place:
        """Returns the place of the name in the file of its brief."""
        return Place(path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a brief cites; ``date`` is ISO text, possibly partial, or empty."""

    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation as a brief's front matter asserts it, its actors not yet resolved.

    Attributes:
        subject: The actor that has, or would have, the relation.
        relation: One of ``vocabulary.RELATIONS``.
        object: The actor that the relation is to.
        status: One of ``vocabulary.STATUSES``.
        since: Partial ISO date from which it holds, or empty.
        until: Partial ISO date to which it held, or empty.
        note: One line of explanation, or empty.
    """

    subject: Named
    relation: str
    object: Named
    status: str
    since: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note on what was corrected in a brief after it was published."""

    date: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief as it was read: front matter judged field by field, names not yet resolved.

    Attributes:
        path: Source path relative to the project, with ``/``: ``briefs/2022/india-csto.md``.
        url: Address relative to the site: ``briefs/2022/india-csto/``.
        body: The Markdown after the front matter.
        body_line: Line in the file on which ``body`` begins, from 1.
        digest: Hash of the file's bytes; empty where it was not read from a file.
    """

    path: str
    url: str
    title: str
    date: dt.date
    actors: tuple[Named, ...]
    body: str
    body_line: int = 1
    regions: tuple[Named, ...] = ()
    summary: str = ""
    people: tuple[Named, ...] = ()
    events: tuple[Named, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[Named, ...] = ()
    corrections: tuple[Correction, ...] = ()
    draft: bool = False
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Membership:
    """A relation of an actor to an organization, as the registry states it.

    ``actor`` is an identifier; ``since`` and ``until`` are partial ISO dates or empty.
    """

    actor: str
    relation: str = "member"
    status: str = "in force"
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds or held; ``of`` is an entity's identifier or empty."""

    title: str
    of: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """What the registry knows of a country or territory beyond its names."""

    status: str = "state"
    alpha3: str = ""
    numeric: str = ""
    region: str = ""
    part_of: str = ""
    capital: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """What the registry knows of an organization beyond its names."""

    kind: str
    acronym: str = ""
    founded: str = ""
    dissolved: str = ""
    city: str = ""
    country: str = ""
    parent: str = ""
    website: str = ""
    members: tuple[Membership, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the UN geoscheme (M49): its code and the region it lies in."""

    code: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """The posts of a person, newest last as the registry lists them."""

    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """When and where an event was, and who took part (identifiers)."""

    date: str = ""
    until: str = ""
    location: str = ""
    country: str = ""
    hosts: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclassified:
    """An actor that a brief names and the registry does not know."""


Details = Country | Organization | Region | Person | Event | Unclassified


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything that has a page of its own and briefs that name it.

    Attributes:
        id: Identifier, unique over the registry: ``in``, ``csto``.
        name: Canonical name.
        kind: Which kind of entity; says the type of ``details``.
        url: Address of its page relative to the site: ``countries/india/``.
        aliases: Other names in English that resolve to it.
        names: Names in other languages, as (language tag, name) pairs.
        official: Formal name, or empty.
        short: Name for running interface text where the full one is unusual, or empty.
        ambiguous: In prose, linked only where the brief lists it as an actor.
        longer: Longer names that contain its name and mean something else.
        wikidata: Item identifier such as ``Q668``, or empty.
        note: One line that a reader must know, or empty.
        place: Where the registry defines it.
    """

    id: str
    name: str
    kind: EntityKind
    url: str
    details: Details
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    official: str = ""
    short: str = ""
    ambiguous: bool = False
    longer: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""
    place: Place = field(default=Place(""), compare=False)

    @property
    def acronym(self) -> str:
        """The organization's acronym, or empty."""
        return self.details.acronym if isinstance(self.details, Organization) else ""

    @property
    def label(self) -> str:
        """The name for chips and lists: the short one where there is one."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two resolved actors (identifiers), asserted by a brief or the registry.

    ``brief`` is the path of the brief that asserts it, or empty where the registry does.
    """

    subject: str
    relation: str
    object: str
    status: str
    since: str = ""
    until: str = ""
    note: str = ""
    brief: str = ""
