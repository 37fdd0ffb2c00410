"""Keys of mappings that people write, and the keys of registry entries and their records.

Keys are declared as data, from which everything else follows: reading, messages, references
between entries, facts on pages, schemas for editors and the reference page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, dataclass
from typing import Any, Literal

from archive.core.details import EntityKind
from archive.core.relations import CHANGES, RELATIONS, STATUSES

PlainShape = Literal[
    "date",
    "partial date",
    "time",
    "address",
    "orcid",
    "doi",
    "licence",
    "language",
    "number",
    "flag",
    "map",
]
"""The shapes that alone determine how a value is read; for others, the key says more."""
Shape = Literal["text", "choice", PlainShape, "names", "dated names", "record", "records"]
"""What a key's value may be.

``time``: a day, or a day and a time of day with its zone; ``names``: one string or a list of
strings; ``dated names``: a list of strings such as ``kg 1998-12-20``, short for records that have
only a name and a date; ``map``: string to string.
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping that people write.

    Attributes:
        shape: What its value may be.
        about: Its purpose, one sentence for the reference page.
        required: Whether a mapping without it is an error.
        single: For ``names``: whether a plain string may replace a list of one.
        choices: For ``choice``: the allowed words.
        keys: For ``record``, ``records`` and ``dated names``: the keys inside.
        short: For ``record`` and ``records``: the key that a plain string in place of a mapping
            gives; a list of one may then be written without brackets.
        longest: For ``text``: the number of characters above which lint warns, and lists show a
            shortened form; 0 for no limit of its own.
        label: The label of the value in a page's fact box; empty if the page shows it in another
            way or not at all.
        offers: For names of entities in a brief: which entities an editor offers.
        refers: For identifiers of registry entries: what a message calls the entry.
        earns_page: For identifiers: whether an entry that no brief names gets a page because
            briefs name an entry that it refers to here.
        order: For identifiers: "nested" if the entry is within the one that it refers to, "later"
            if that one came after it. Neither may lead back to the entry.
        kind: For identifiers: the kind that the entry must have; empty for any.
        replaces: Keys of the same mapping that may not be used with it.
        dated_by: For ``records``: the key inside, a partial date, by which they are in order.
    """

    shape: Shape
    about: str
    required: bool = False
    single: bool = False
    choices: tuple[str, ...] = ()
    keys: Mapping[str, Key] | None = None
    short: str = ""
    longest: int = 0
    label: str = ""
    offers: EntityKind | Literal["actor", ""] = ""
    refers: str = ""
    earns_page: bool = False
    order: Literal["nested", "later", ""] = ""
    kind: EntityKind | Literal[""] = ""
    replaces: tuple[str, ...] = ()
    dated_by: str = ""


def key_of(field: Field[Any]) -> str:
    """Returns the name of the key from which a dataclass field takes its value."""
    return str(field.metadata.get("key", field.name))


ENTITY_KEYS: Mapping[str, Key] = {
    "name": Key("text", "The canonical name.", required=True),
    "official": Key("text", "The formal name."),
    "short": Key("text", "The name for lists, if the full name is unusual."),
    "sort": Key("text", "The name by which lists sort it, a person's surname first: Xi, Jinping."),
    "aliases": Key("names", "Other names that mean it.", single=True),
    "names": Key("map", "Its names and acronym in other languages, by language tag."),
    "spellings": Key(
        "names",
        "Further names and acronyms that are found but not linked in prose, such as foreign ones.",
        single=True,
    ),
    "ambiguous": Key("flag", "Whether prose links it only where the brief lists it as an actor."),
    "longer": Key("names", "Longer names that contain its name and mean something else."),
    "slug": Key("text", "The last part of its address, instead of its acronym or name."),
    "redirects": Key("names", "Its earlier addresses, which redirect to its page.", single=True),
    "wikidata": Key("text", "Its Wikidata item, such as Q668."),
    "note": Key("text", "One line that readers need to know."),
    "replace": Key(
        "flag", "Whether the entry replaces the built-in one with its identifier, not extends it."
    ),
}
"""The keys of a registry entry of any kind."""

CHANGE_KEYS: Mapping[str, Key] = {
    "status": Key("choice", "What it became.", required=True, choices=CHANGES),
    "from": Key("partial date", "When, if known."),
}
"""The keys of a change in the history of a membership."""

MEMBERSHIP_KEYS: Mapping[str, Key] = {
    "actor": Key(
        "text", "Identifier of the country or organization.", required=True, refers="member"
    ),
    "relation": Key("choice", "Its relation; member if left out.", choices=RELATIONS),
    "status": Key("choice", "Its status; in force if left out.", choices=STATUSES),
    "from": Key("partial date", "When it began."),
    "until": Key("partial date", "When it ended."),
    "history": Key(
        "records",
        "Its changes, oldest first, in place of one status with its dates.",
        keys=CHANGE_KEYS,
        replaces=("relation", "status", "from", "until"),
        dated_by="from",
    ),
}

POST_KEYS: Mapping[str, Key] = {
    "title": Key("text", "The post.", required=True),
    "of": Key("text", "Identifier of the country or organization.", refers="of", earns_page=True),
    "from": Key("partial date", "When it began."),
    "until": Key("partial date", "When it ended."),
}

HEADQUARTERS_KEYS: Mapping[str, Key] = {
    "city": Key("text", "The city of the headquarters."),
    "country": Key("text", "Identifier of its country.", refers="country"),
}

REGION_KEYS: Mapping[str, Key] = {
    "code": Key("text", "UN M49 code."),
    "parent": Key(
        "text",
        "Identifier of the region that contains it.",
        refers="parent",
        order="nested",
        kind="region",
    ),
    "countries": Key(
        "names",
        "Identifiers of its countries, whose briefs its page shows.",
        single=True,
        refers="country",
        kind="country",
    ),
    "regions": Key(
        "names",
        "Identifiers of the regions inside it, whose briefs its page shows.",
        single=True,
        refers="region",
        order="nested",
        kind="region",
    ),
    "source": Key(
        "names",
        "Sources of the list of countries; `none` if it is the archive's own.",
        single=True,
    ),
    "scheme": Key(
        "choice",
        "The scheme that it belongs to. If left out: geoscheme if it has a code, or a "
        "parent and no list; otherwise policy.",
        choices=("geoscheme", "policy"),
    ),
}

REFUSED_KEYS: Mapping[str, str] = {
    "template": "delete it; the archive chooses the template of a page",
    "icon": "delete it; pages of the archive have no icons of their own",
    "<<": "write the keys out in full",
}
"""Keys of other systems that are refused here → what to do instead."""
