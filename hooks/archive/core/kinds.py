"""The kinds of entity: one row each, from which everything that depends on the kind follows.

A new kind needs a dataclass in ``details`` and a row here. The row determines the registry file and
how it is read, addresses, index page and menu, chips, facts, search facets, schemas and the
reference page.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.core.details import (
    AuthorDetails,
    Country,
    EntityKind,
    Event,
    Organization,
    Person,
    Region,
    Series,
    Topic,
    Unclassified,
)
from archive.core.keys import (
    HEADQUARTERS_KEYS,
    MEMBERSHIP_KEYS,
    POST_KEYS,
    REGION_KEYS,
    Key,
)
from archive.core.kind import Kind
from archive.core.subtypes import COUNTRY_SUBTYPES, ORGANIZATION_SUBTYPES

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
            "source": Key(
                "names",
                "The sources of the list of members, or of the dates if there is no list; or none.",
                single=True,
            ),
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
        part_of="parent",
    ),
    "person": Kind(
        folder="people",
        details=Person,
        singular="Person",
        plural="People",
        in_sentence=("person", "people"),
        lead="People whom briefs name, holders of posts in what they name, and authors.",
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
    "topic": Kind(
        folder="topics",
        details=Topic,
        singular="Topic",
        plural="Topics",
        in_sentence=("topic", "topics"),
        lead="What briefs are about, by their tags.",
        filter_label="Filter topics",
        own_keys={
            "broader": Key(
                "names",
                "Identifiers of the topics that contain it, whose pages list its briefs too.",
                single=True,
                label="Broader topics",
                refers="broader topic",
                order="nested",
                kind="topic",
            ),
        },
        role="collection",
        facet="Topic",
        linked_in_prose=False,
        part_of="broader",
        parts_title="Narrower topics",
    ),
    "author": Kind(
        folder="authors",
        details=AuthorDetails,
        singular="Author",
        plural="Authors",
        in_sentence=("author", "authors"),
        lead="Who wrote the briefs.",
        filter_label="Filter authors",
        own_keys={
            "affiliation": Key("names", "Affiliations, newest first.", label="Affiliation"),
            "orcid": Key("orcid", "ORCID iDs.", label="ORCID"),
        },
        in_registry=False,
        role="collection",
        facet="Author",
        counted_at_home=False,
        linked_in_prose=False,
    ),
    "series": Kind(
        folder="series",
        details=Series,
        singular="Series",
        plural="All series",
        in_sentence=("series", "series"),
        lead="Series in which briefs appeared.",
        filter_label="Filter series",
        role="collection",
        facet="Series",
        counted_at_home=False,
        linked_in_prose=False,
    ),
}
"""Every kind of entity, in the order of the menu."""


REGISTRY_FILES: Mapping[str, EntityKind] = {
    row.folder: kind for kind, row in ENTITY_KINDS.items() if row.in_registry
}
"""Name of a registry file (``countries.yml``) or folder (``organizations/``) → kind of entity."""
