"""The kinds of entity: one row each, from which everything that depends on the kind follows.

A new kind needs a dataclass in ``details`` and a row here. The row determines the registry file and
how it is read, addresses, index page and menu, chips, facts, search facets, schemas and the
reference page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.core.details import (
    Country,
    Details,
    EntityKind,
    Event,
    Organization,
    Person,
    Region,
    Unclassified,
)
from archive.core.keys import (
    ENTITY_KEYS,
    HEADQUARTERS_KEYS,
    MEMBERSHIP_KEYS,
    POST_KEYS,
    REGION_KEYS,
    Key,
)
from archive.core.subtypes import COUNTRY_SUBTYPES, ORGANIZATION_SUBTYPES, Subtype

Role = Literal["actor", "region", "other"]
"""The role of entities of a kind in a brief. ``region``: the area that it is about, with an index
of names of its own (as an actor, "Micronesia" is a country; as a region, a part of Oceania)."""

Grouping = Literal["by region", "by subtype", "by part", "by year", "by letter"]
"""How an index page groups its entries. ``by part``: each region with the regions inside it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything that depends on the kind of an entity.

    Attributes:
        folder: The folder of its pages, which is also the address of its index page and the name
            of its registry file: ``countries/``, ``countries.yml``.
        details: The dataclass of what the registry knows of an entity.
        singular: The search's label for a page of an entity: "Country".
        plural: The title of its index page and its menu entry: "Countries".
        in_sentence: Singular and plural within a sentence: "country", "countries".
        lead: The sentence under the title of its index page.
        filter_label: The label of the box that filters the index page.
        own_keys: The keys of a registry entry besides those that all kinds have.
        in_registry: Whether it has a registry file.
        role: The role of entities of this kind in a brief.
        label: The label on the chip of an entity without a subtype; if empty, ``singular``.
        subtypes: Value of the details' ``subtype`` → its words, in the order of the index page.
        grouping: How its index page groups entities.
        dated_by: For ``by year``: the field of the details, a partial date, by which the index
            page is sorted, newest first.
        menu: Whether its menu entry is before or after that of the years.
        facet: The label of its facet in the search, or empty for none.
        counted_at_home: Whether the home page shows the number of entities.
        linked_in_prose: Whether names in prose link to the entities' pages.
        names_pair: Whether it comes first in the address and the title of a pair's page.
        page: The type of page that shows an entity.
        part_of: The field of the details with the identifier of the entity that contains it, or
            empty.
        parts_title: The heading of the list of its parts.
        memberships_title: The heading of its memberships.
        page_note: A note below the title of every entity's page, or empty.
    """

    folder: str
    details: type[Details]
    singular: str
    plural: str
    in_sentence: tuple[str, str]
    lead: str
    filter_label: str
    own_keys: Mapping[str, Key] = field(default_factory=dict)
    in_registry: bool = True
    role: Role = "other"
    label: str = ""
    subtypes: Mapping[str, Subtype] = field(default_factory=dict)
    grouping: Grouping = "by letter"
    dated_by: str = ""
    menu: Literal["before years", "after years"] = "after years"
    facet: str = ""
    counted_at_home: bool = True
    linked_in_prose: bool = True
    names_pair: bool = False
    page: Literal["entity", "region"] = "entity"
    part_of: str = ""
    parts_title: str = "Territories"
    memberships_title: str = "Memberships known to this archive"
    page_note: str = ""

    @property
    def index_url(self) -> str:
        """The address of the page that lists all its entities: ``countries/``."""
        return f"{self.folder}/"

    @property
    def counted(self) -> tuple[str, str]:
        """The messages that count entities, for one and for any other number."""
        one, many = self.in_sentence
        return f"{{count}} {one}", f"{{count}} {many}"

    @property
    def keys(self) -> Mapping[str, Key]:
        """All keys of a registry entry."""
        return {**ENTITY_KEYS, **self.own_keys}


ENTITY_KINDS: Mapping[EntityKind, Kind] = {
    "country": Kind(
        folder="countries",
        details=Country,
        singular="Country",
        plural="Countries",
        in_sentence=("country", "countries"),
        lead="Every country and territory that a brief names, by region.",
        filter_label="Filter countries",
        own_keys={
            "kind": Key("choice", "Its type; state if left out.", choices=tuple(COUNTRY_SUBTYPES)),
            "alpha3": Key("text", "ISO 3166-1 alpha-3 code."),
            "numeric": Key("text", "ISO 3166-1 numeric code."),
            "region": Key("text", "Identifier of its region.", refers="region"),
            "part_of": Key(
                "text",
                "Identifier of the state that it belongs or is tied to.",
                refers="part_of",
                order="nested",
            ),
            "capital": Key("text", "Its capital."),
            "from": Key("partial date", "When a historic state began."),
            "until": Key("partial date", "When it ended."),
            "successors": Key(
                "names",
                "Identifiers of the states that succeeded it.",
                single=True,
                label="Succeeded by",
                refers="successor",
                order="later",
            ),
            "as_of": Key("partial date", "The day on which the entry was correct.", label="As of"),
        },
        role="actor",
        subtypes=COUNTRY_SUBTYPES,
        grouping="by region",
        menu="before years",
        facet="Country",
        names_pair=True,
        part_of="part_of",
    ),
    "organization": Kind(
        folder="organizations",
        details=Organization,
        singular="Organization",
        plural="Organizations",
        in_sentence=("organization", "organizations"),
        lead="Every organization that a brief names, by type.",
        filter_label="Filter organizations",
        own_keys={
            "kind": Key("choice", "Its type.", required=True, choices=tuple(ORGANIZATION_SUBTYPES)),
            "acronym": Key("text", "Its acronym."),
            "founded": Key("partial date", "When it was founded."),
            "dissolved": Key("partial date", "When it ended."),
            "headquarters": Key("record", "Where it is based.", keys=HEADQUARTERS_KEYS),
            "parent": Key(
                "text",
                "Identifier of the organization that it is part of.",
                refers="parent",
                order="nested",
            ),
            "website": Key("address", "Its website."),
            "successors": Key(
                "names",
                "Identifiers of the organizations that succeeded it.",
                single=True,
                label="Succeeded by",
                refers="successor",
                order="later",
            ),
            "joined": Key(
                "dated names",
                "Its present members: an identifier each, and the date of joining if known.",
                keys=MEMBERSHIP_KEYS,
            ),
            "members": Key(
                "records", "Its other members, observers and partners.", keys=MEMBERSHIP_KEYS
            ),
            "source": Key("names", "The sources of the list of members, or none.", single=True),
            "as_of": Key("partial date", "The day on which the list, or the entry, was correct."),
            "complete": Key("flag", "Whether the list names every member; no if left out."),
        },
        role="actor",
        subtypes=ORGANIZATION_SUBTYPES,
        grouping="by subtype",
        menu="before years",
        facet="Organization",
        part_of="parent",
        parts_title="Subsidiary bodies",
    ),
    "region": Kind(
        folder="regions",
        details=Region,
        singular="Region",
        plural="Regions",
        in_sentence=("region", "regions"),
        lead="Regions of the United Nations geoscheme, and regions that policy uses.",
        filter_label="Filter regions",
        own_keys=REGION_KEYS,
        role="region",
        grouping="by part",
        menu="before years",
        facet="Region",
        counted_at_home=False,
        linked_in_prose=False,
        page="region",
        part_of="parent",
    ),
    "person": Kind(
        folder="people",
        details=Person,
        singular="Person",
        plural="People",
        in_sentence=("person", "people"),
        lead="People whom briefs name, and holders of posts in what they name.",
        filter_label="Filter people",
        own_keys={"posts": Key("records", "The posts held.", keys=POST_KEYS)},
        role="actor",
        facet="Person",
    ),
    "event": Kind(
        folder="events",
        details=Event,
        singular="Event",
        plural="Events",
        in_sentence=("event", "events"),
        lead="Summits, signings and other events, newest first.",
        filter_label="Filter events",
        own_keys={
            "date": Key("partial date", "The day, or the first one."),
            "until": Key("partial date", "The last day."),
            "place": Key("text", "Where it was, in words."),
            "country": Key("text", "Identifier of the country where it was.", refers="country"),
            "hosts": Key(
                "names",
                "Identifiers of the hosts.",
                single=True,
                refers="participant",
                earns_page=True,
            ),
            "participants": Key(
                "names",
                "Identifiers of the participants.",
                single=True,
                refers="participant",
                earns_page=True,
            ),
            "people": Key(
                "names", "Identifiers of people who took part.", single=True, refers="person"
            ),
        },
        grouping="by year",
        dated_by="date",
        facet="Event",
    ),
    "unclassified": Kind(
        folder="actors",
        details=Unclassified,
        singular="Other actor",
        plural="Other actors",
        in_sentence=("other actor", "other actors"),
        lead="Actors that briefs name and the registry does not know yet.",
        filter_label="Filter other actors",
        in_registry=False,
        role="actor",
        label="Unclassified actor",
        counted_at_home=False,
        linked_in_prose=False,
        page_note="This actor is not in the registry yet. Its page lists the briefs that name it.",
    ),
}
"""Every kind of entity, in the order of the menu."""


REGISTRY_FILES: Mapping[str, EntityKind] = {
    row.folder: kind for kind, row in ENTITY_KINDS.items() if row.in_registry
}
"""Name of a registry file (``countries.yml``) or folder (``organizations/``) → kind of entity."""
