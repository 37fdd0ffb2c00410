"""The subtypes of countries and of organizations, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subtype:
    """A subtype of a kind.

    Attributes:
        singular: The label on a chip.
        plural: The heading of a list.
        has_members: Of an organization: whether states and organizations are members of it, so
            that its page says if no list of them is known.
        schema_type: Its type in the vocabulary of schema.org, for structured data; empty for that
            of its kind.
    """

    singular: str
    plural: str
    has_members: bool = True
    schema_type: str = ""


COUNTRY_SUBTYPES: Mapping[str, Subtype] = {
    "state": Subtype("Country", "Countries"),
    "observer state": Subtype("UN observer state", "UN observer states"),
    "partly recognized": Subtype("Partly recognized", "Partly recognized states"),
    "territory": Subtype("Territory", "Territories"),
    "self-governing territory": Subtype("Self-governing territory", "Self-governing territories"),
    "associated state": Subtype("Associated state", "Associated states"),
    "overseas region": Subtype("Overseas region", "Overseas regions"),
    "disputed territory": Subtype("Disputed territory", "Disputed territories"),
    "historic state": Subtype("Historic state", "Historic states"),
}

ORGANIZATION_SUBTYPES: Mapping[str, Subtype] = {
    "intergovernmental": Subtype(
        "Intergovernmental organization", "Intergovernmental organizations"
    ),
    "union": Subtype("Union", "Unions"),
    "alliance": Subtype("Alliance", "Alliances"),
    "agency": Subtype("Agency", "Agencies and programmes"),
    "organ": Subtype("Organ", "Organs and institutions"),
    "court": Subtype("Court", "Courts"),
    "bank": Subtype("Bank", "Banks and funds"),
    "treaty": Subtype("Treaty or area", "Treaties and areas"),
    "forum": Subtype("Forum", "Forums"),
    "partnership": Subtype("Partnership", "Partnerships"),
    "red cross": Subtype(
        "Red Cross and Red Crescent", "Red Cross and Red Crescent", has_members=False
    ),
    "ngo": Subtype(
        "Non-governmental organization",
        "Non-governmental organizations",
        has_members=False,
        schema_type="NGO",
    ),
    "company": Subtype("Company", "Companies", has_members=False, schema_type="Corporation"),
    "ministry": Subtype(
        "Ministry", "Ministries", has_members=False, schema_type="GovernmentOrganization"
    ),
    "parliament": Subtype(
        "Parliament", "Parliaments", has_members=False, schema_type="GovernmentOrganization"
    ),
    "university": Subtype(
        "University", "Universities", has_members=False, schema_type="CollegeOrUniversity"
    ),
    "think tank": Subtype(
        "Think tank", "Think tanks", has_members=False, schema_type="ResearchOrganization"
    ),
    "media": Subtype(
        "Media organization",
        "Media organizations",
        has_members=False,
        schema_type="NewsMediaOrganization",
    ),
    "religious body": Subtype("Religious body", "Religious bodies", has_members=False),
    "party": Subtype(
        "Political party", "Political parties", has_members=False, schema_type="PoliticalParty"
    ),
    "movement": Subtype("Movement", "Movements", has_members=False),
    "armed force": Subtype("Armed force", "Armed forces of states", has_members=False),
    "political movement": Subtype(
        "Political movement or authority", "Political movements and authorities", has_members=False
    ),
    "non-state armed group": Subtype(
        "Non-state armed group", "Non-state armed groups", has_members=False
    ),
}
