"""The archive's nouns, as frozen dataclasses. No behaviour beyond what a value knows of itself.

A field that people write takes its value from the key of its own name, or of the name that its
metadata gives as ``key``; see ``archive.read.from_keys``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from archive.core.details import Details, EntityKind, Organization


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
        code: What kind of problem it is, one of ``problem_codes.PROBLEM_CODES``.
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
        relation: One of ``relations.RELATIONS``.
        object: The actor that the relation is to.
        status: One of ``relations.STATUSES``.
        since: Partial ISO date from which it holds, or empty.
        until: Partial ISO date to which it held, or empty.
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
    regions: tuple[Named, ...] = field(default=(), metadata={"key": "region"})
    summary: str = ""
    people: tuple[Named, ...] = ()
    events: tuple[Named, ...] = ()
    claims: tuple[Claim, ...] = field(default=(), metadata={"key": "relations"})
    sources: tuple[Source, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[Named, ...] = ()
    corrections: tuple[Correction, ...] = ()
    draft: bool = False
    digest: str = field(default="", compare=False)


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

    @property
    def subtype(self) -> str:
        """Which of the subtypes of its kind it is, or empty where the kind has none."""
        return str(getattr(self.details, "subtype", ""))


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
