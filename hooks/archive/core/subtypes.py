"""The subtypes of countries and of organizations, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subtype:
    """A subtype of a kind: the label on a chip, and the heading of a list."""

    singular: str
    plural: str


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
    "red cross": Subtype("Red Cross and Red Crescent", "Red Cross and Red Crescent"),
    "ngo": Subtype("Non-governmental organization", "Non-governmental organizations"),
    "company": Subtype("Company", "Companies"),
    "armed force": Subtype("Armed force", "Armed forces of states"),
    "political movement": Subtype(
        "Political movement or authority", "Political movements and authorities"
    ),
    "non-state armed group": Subtype("Non-state armed group", "Non-state armed groups"),
}
