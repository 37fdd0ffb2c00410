"""The model of the archive: frozen dataclasses whose only behaviour is on their own values.

A field that people write takes its value from the key with its name, or with the name in its
metadata under ``key``; see ``archive.read.from_keys``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from archive.core.bibliography import Attachment, Author, Image, Withdrawal
from archive.core.details import AuthorDetails, Details, EntityKind, Organization, Person, Phase
from archive.core.names import author_for_sorting, surname_first
from archive.core.places import Named as Named
from archive.core.places import Place as Place


class Level(StrEnum):
    """The severity of a problem: an error stops the build, a warning does not.

    A notice only says what was done: neither a strict build nor lint fails because of it.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """An error, warning or notice at a place, with a hint.

    Attributes:
        place: File, line and column.
        level: Error, warning or notice.
        message: What is wrong, in one sentence without a full stop.
        suggestion: The nearest correct spelling, or an empty string.
        hint: How to fix it, or an empty string.
        code: The type of problem, one of ``problem_codes.PROBLEM_CODES``.
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


_NOT_NAMED = Named("")


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a brief cites; ``date`` is an ISO date, possibly partial, or empty."""

    title: str
    publisher: str = ""
    url: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation as a brief's front matter asserts it, its actors not yet resolved.

    Attributes:
        subject: The actor that has, or would have, the relation.
        relation: One of ``relations.RELATIONS``.
        object: The actor that the relation is to.
        status: One of ``relations.STATUSES``.
        since: Partial ISO date when it began, or empty.
        until: Partial ISO date when it ended, or empty.
        note: One line of explanation, or empty.
    """

    subject: Named
    relation: str
    object: Named
    status: str = "in force"
    since: str = field(default="", metadata={"key": "from"})
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatedNote:
    """A note at the top of a brief: what was corrected in it, or what has happened since."""

    date: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief as read: front matter checked key by key, names not yet resolved.

    Attributes:
        path: Source path relative to the project, with ``/``: ``briefs/2022/india-csto.md``.
        url: Address relative to the site: ``briefs/2022/india-csto/``.
        body: The Markdown after the front matter.
        body_line: Line in the file on which ``body`` begins, from 1.
        translation_of: The brief that it translates, by its file; empty for an original.
        translated: The day up to which a translation follows its original; None if not stated.
        publish: The time from which it is published, in UTC; None if it need not wait.
        own: The values of the keys that the site declares, dates in ISO form.
        digest: Hash of the file's bytes; empty if it was not read from a file.
    """

    path: str
    url: str
    title: str
    date: dt.date
    actors: tuple[Named, ...]
    body: str
    body_line: int = 1
    regions: tuple[Named, ...] = field(default=(), metadata={"key": "region"})
    summary: str = ""
    people: tuple[Named, ...] = ()
    events: tuple[Named, ...] = ()
    claims: tuple[Claim, ...] = field(default=(), metadata={"key": "relations"})
    sources: tuple[Source, ...] = ()
    authors: tuple[Author, ...] = ()
    type: Named = _NOT_NAMED
    number: str = ""
    series: str = ""
    issue: str = ""
    edition: str = ""
    publisher: str = ""
    language: str = ""
    translation_of: Named = _NOT_NAMED
    translated: dt.date | None = None
    reviewed: dt.date | None = None
    doi: str = ""
    licence: str = ""
    tags: tuple[str, ...] = ()
    aliases: tuple[Named, ...] = ()
    corrections: tuple[DatedNote, ...] = ()
    updates: tuple[DatedNote, ...] = ()
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    draft: bool = False
    publish: dt.datetime | None = None
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    replaces: tuple[Named, ...] = ()
    withdrawn: Withdrawal | None = None
    digest: str = field(default="", compare=False)

    def waits(self, now: dt.datetime) -> bool:
        """Returns whether the time at which it is published has not come."""
        return self.publish is not None and self.publish > now

    def is_held(self, now: dt.datetime) -> bool:
        """Returns whether it is left out of a published site."""
        return self.draft or self.waits(now)

    @property
    def changed(self) -> dt.date:
        """The day of its last correction or update, or its own day if it has neither."""
        return max((self.date, *(one.date for one in (*self.corrections, *self.updates))))


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything with a page of its own that briefs name.

    Attributes:
        id: Identifier, unique in the registry: ``in``, ``csto``.
        name: Canonical name.
        kind: The kind of entity, which determines the type of ``details``.
        url: Address of its page relative to the site: ``countries/india/``.
        aliases: Other names in English that resolve to it.
        names: Names in other languages, as (language tag, name) pairs.
        spellings: Further names that resolve to it and are not linked in prose.
        official: Formal name, or empty.
        short: Name for interface text if the full name is unusual, or empty.
        sort: The name by which lists sort it, if that is not the name that they show, or empty.
        ambiguous: Whether prose links it only if the brief lists it as an actor.
        longer: Longer names that contain its name and mean something else.
        slug: The last part of its address, if the entry states it, or empty.
        redirects: Its earlier addresses, which redirect to its page.
        wikidata: Item identifier such as ``Q668``, or empty.
        note: One line that readers need to know, or empty.
        place: Where the registry defines it.
    """

    id: str
    name: str
    kind: EntityKind
    url: str
    details: Details
    aliases: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    spellings: tuple[str, ...] = ()
    official: str = ""
    short: str = ""
    sort: str = ""
    ambiguous: bool = False
    longer: tuple[str, ...] = ()
    slug: str = ""
    redirects: tuple[str, ...] = ()
    wikidata: str = ""
    note: str = ""
    place: Place = field(default=Place(""), compare=False)

    @property
    def acronym(self) -> str:
        """The organization's acronym, or empty."""
        return self.details.acronym if isinstance(self.details, Organization) else ""

    @property
    def label(self) -> str:
        """The name for chips and lists: the short name if there is one."""
        return self.short or self.name

    @property
    def sort_name(self) -> str:
        """The name by which lists sort it: people by surname, everything else by what is shown."""
        if self.sort:
            return self.sort
        if isinstance(self.details, AuthorDetails):
            return author_for_sorting(self.label)
        return surname_first(self.label) if isinstance(self.details, Person) else self.label

    @property
    def subtype(self) -> str:
        """Its subtype, or empty if the kind has no subtypes."""
        return str(getattr(self.details, "subtype", ""))


@dataclass(frozen=True, slots=True)
class Standing:
    """What an actor (``subject``) is to an organization (``object``), according to the registry.

    Attributes:
        subject: Identifier of the actor.
        object: Identifier of the organization.
        phases: Its phases in the order of time; the last is the present one.
        as_of: Partial ISO date on which the registry was correct, or empty.
    """

    subject: str
    object: str
    phases: tuple[Phase, ...]
    as_of: str = ""

    @property
    def relation(self) -> str:
        """Its present relation, or its last one."""
        return self.phases[-1].relation

    @property
    def status(self) -> str:
        """Its present status."""
        return self.phases[-1].status


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two resolved actors (identifiers), asserted by a brief.

    Attributes:
        subject: Identifier of the actor that has the relation.
        relation: One of ``relations.RELATIONS``.
        object: Identifier of the actor that the relation is to.
        status: One of ``relations.STATUSES``.
        since: Partial ISO date or empty.
        until: Partial ISO date or empty.
        note: One line of explanation, or empty.
        brief: Path of the brief that asserts it.
    """

    subject: str
    relation: str
    object: str
    status: str
    since: str = ""
    until: str = ""
    note: str = ""
    brief: str = ""
