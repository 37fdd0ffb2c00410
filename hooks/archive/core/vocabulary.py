"""The words that briefs, the registry and the pages share, each with what it means.

Keys of front matter and of registry entries are declared here as data: the readers judge by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

RELATIONS: tuple[str, ...] = (
    "member",
    "associate member",
    "observer",
    "partner",
    "dialogue partner",
    "candidate",
    "guest",
)
"""What an actor can be to an organization, in the order of closeness."""

STATUSES: tuple[str, ...] = ("in force", "proposed", "suspended", "ended")
"""Where a relation stands."""

ORGANIZATION_KINDS: Mapping[str, str] = {
    "intergovernmental": "Intergovernmental organizations",
    "union": "Unions",
    "alliance": "Alliances",
    "agency": "Agencies and programmes",
    "organ": "Organs and institutions",
    "court": "Courts",
    "bank": "Banks and funds",
    "forum": "Forums",
    "partnership": "Partnerships",
    "ngo": "Non-governmental organizations",
    "company": "Companies",
    "non-state armed group": "Non-state armed groups",
}
"""Kind of organization → heading of its group on the index page, in the order shown."""

ORGANIZATION_LABELS: Mapping[str, str] = {
    "intergovernmental": "Intergovernmental organization",
    "union": "Union",
    "alliance": "Alliance",
    "agency": "Agency",
    "organ": "Organ",
    "court": "Court",
    "bank": "Bank",
    "forum": "Forum",
    "partnership": "Partnership",
    "ngo": "Non-governmental organization",
    "company": "Company",
    "non-state armed group": "Non-state armed group",
}
"""Kind of organization → the words on one organization's chip."""

COUNTRY_STATUSES: Mapping[str, str] = {
    "state": "Country",
    "observer state": "UN observer state",
    "partly recognized": "Partly recognized",
    "territory": "Territory",
}
"""Status of a country → the words on its chip."""

PROBLEM_KINDS: Mapping[str, str] = {
    "file": "A file that cannot or must not be read or published",
    "text": "Bytes or characters that do not belong in a text",
    "syntax": "Front matter or a registry file that is not written as YAML asks",
    "key": "A key that is unknown, missing or empty",
    "value": "A value that its key does not allow",
    "unknown-name": "A name that the registry does not know",
    "repeated-name": "A name that means what another one of the list means",
    "address": "An address that two pages claim, or that cannot be",
    "registry": "Entries of the registry that contradict each other",
}
"""Kind of problem → what it is, in the order in which they can be met."""

Shape = Literal[
    "text",
    "date",
    "partial date",
    "address",
    "flag",
    "names",
    "choice",
    "record",
    "records",
    "map",
]
"""What a key's value may be. ``names``: one text or a list of texts; ``map``: text to text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a mapping that people write.

    Attributes:
        shape: What its value may be.
        about: What it is for, one sentence for the reference page.
        required: Whether a mapping without it is an error.
        single: For ``names``: whether a plain text may stand for a list of one.
        choices: For ``choice``: the words allowed.
        keys: For ``record`` and ``records``: the keys inside.
        longest: For ``text``: the most characters allowed; 0 for no bound of its own.
    """

    shape: Shape
    about: str
    required: bool = False
    single: bool = False
    choices: tuple[str, ...] = ()
    keys: Mapping[str, Key] | None = None
    longest: int = 0


CLAIM_KEYS: Mapping[str, Key] = {
    "subject": Key("text", "The actor that has, or would have, the relation.", required=True),
    "relation": Key("choice", "What it is to the object.", True, choices=RELATIONS),
    "object": Key("text", "The actor that the relation is to.", required=True),
    "status": Key("choice", "Where it stands; in force if left out.", choices=STATUSES),
    "from": Key("partial date", "Since when."),
    "until": Key("partial date", "Until when."),
    "note": Key("text", "One line of explanation."),
}

SOURCE_KEYS: Mapping[str, Key] = {
    "title": Key("text", "The title of the source.", required=True),
    "publisher": Key("text", "Who published it."),
    "url": Key("address", "Where it can be read."),
    "date": Key("partial date", "When it was published."),
}

CORRECTION_KEYS: Mapping[str, Key] = {
    "date": Key("date", "When the brief was corrected.", required=True),
    "note": Key("text", "What was wrong, and is right now.", required=True),
}

GROUPED_ACTOR_KEYS: Mapping[str, Key] = {
    "countries": Key("names", "Countries that the brief is about.", single=True),
    "organizations": Key("names", "Organizations that the brief is about.", single=True),
    "people": Key("names", "People that the brief is about.", single=True),
}

BRIEF_KEYS: Mapping[str, Key] = {
    "title": Key("text", "The headline.", required=True, longest=300),
    "date": Key("date", "The day of the brief, as 2022-02-01.", required=True),
    "actors": Key(
        "names",
        "Whom the brief is about: names, acronyms, aliases or identifiers of the registry.",
        required=True,
        keys=GROUPED_ACTOR_KEYS,
    ),
    "region": Key("names", "Regions of the UN geoscheme, where actors do not say.", single=True),
    "summary": Key(
        "text", "One or two sentences; the first paragraph serves if left out.", longest=2000
    ),
    "people": Key("names", "People whom the brief names.", single=True),
    "events": Key("names", "Events that the brief is about.", single=True),
    "relations": Key("records", "What the brief says of two actors.", keys=CLAIM_KEYS),
    "sources": Key("records", "What the brief rests on.", keys=SOURCE_KEYS),
    "source": Key("address", "A single source, by its address."),
    "tags": Key("names", "Free words for what the brief is about.", single=True),
    "slug": Key("text", "The last part of the address, in place of the file's name."),
    "aliases": Key("names", "Earlier addresses, which lead here.", single=True),
    "draft": Key("flag", "Whether the brief is left out of the published site."),
    "corrections": Key("records", "What was corrected, and when.", keys=CORRECTION_KEYS),
}

REFUSED_KEYS: Mapping[str, str] = {
    "template": "the archive chooses the template of a page",
    "icon": "pages of the archive have no icons of their own",
    "<<": "write the keys out again",
}
"""Keys that mean something elsewhere and are refused here → what to do without them."""

MEMBERSHIP_KEYS: Mapping[str, Key] = {
    "actor": Key("text", "Identifier of the country or organization.", required=True),
    "relation": Key("choice", "Its standing; member if left out.", choices=RELATIONS),
    "status": Key("choice", "Where it stands; in force if left out.", choices=STATUSES),
    "from": Key("partial date", "Since when."),
    "until": Key("partial date", "Until when."),
}

POST_KEYS: Mapping[str, Key] = {
    "title": Key("text", "The post.", required=True),
    "of": Key("text", "Identifier of the country or organization."),
    "from": Key("partial date", "Since when."),
    "until": Key("partial date", "Until when."),
}

SEAT_KEYS: Mapping[str, Key] = {
    "city": Key("text", "The city of the headquarters."),
    "country": Key("text", "Identifier of its country."),
}

ENTITY_KEYS: Mapping[str, Key] = {
    "name": Key("text", "The canonical name.", required=True),
    "official": Key("text", "The formal name."),
    "short": Key("text", "The name for lists, where the full one is unusual."),
    "aliases": Key("names", "Other names that mean it.", single=True),
    "names": Key("map", "Its name in other languages, by language tag."),
    "ambiguous": Key("flag", "Whether prose links it only where the brief lists it as an actor."),
    "longer": Key("names", "Longer names that contain its name and mean something else."),
    "slug": Key("text", "The last part of its address, in place of its name."),
    "wikidata": Key("text", "Its Wikidata item, such as Q668."),
    "note": Key("text", "One line that a reader must know."),
}

COUNTRY_KEYS: Mapping[str, Key] = {
    **ENTITY_KEYS,
    "kind": Key("choice", "Its status; state if left out.", choices=tuple(COUNTRY_STATUSES)),
    "alpha3": Key("text", "ISO 3166-1 alpha-3 code."),
    "numeric": Key("text", "ISO 3166-1 numeric code."),
    "region": Key("text", "Identifier of its region."),
    "part_of": Key("text", "Identifier of the state that administers it."),
    "capital": Key("text", "Its capital."),
}

ORGANIZATION_KEYS: Mapping[str, Key] = {
    **ENTITY_KEYS,
    "kind": Key("choice", "What it is.", True, choices=tuple(ORGANIZATION_KINDS)),
    "acronym": Key("text", "Its acronym."),
    "founded": Key("partial date", "When it was founded."),
    "dissolved": Key("partial date", "When it ended."),
    "headquarters": Key("record", "Where it sits.", keys=SEAT_KEYS),
    "parent": Key("text", "Identifier of the organization that it is part of."),
    "website": Key("address", "Its website."),
    "members": Key("records", "Who stands in it, and how.", keys=MEMBERSHIP_KEYS),
}

REGION_KEYS: Mapping[str, Key] = {
    **ENTITY_KEYS,
    "code": Key("text", "UN M49 code."),
    "parent": Key("text", "Identifier of the region that it lies in."),
}

PERSON_KEYS: Mapping[str, Key] = {
    **ENTITY_KEYS,
    "posts": Key("records", "The posts held.", keys=POST_KEYS),
}

EVENT_KEYS: Mapping[str, Key] = {
    **ENTITY_KEYS,
    "date": Key("partial date", "The day, or the first one."),
    "until": Key("partial date", "The last day."),
    "place": Key("text", "Where it was, in words."),
    "country": Key("text", "Identifier of the country where it was."),
    "hosts": Key("names", "Identifiers of the hosts.", single=True),
    "participants": Key("names", "Identifiers of who took part.", single=True),
    "people": Key("names", "Identifiers of people who took part.", single=True),
}
