"""What an actor can be to another, and where such a relation stands."""

from __future__ import annotations

from collections.abc import Mapping

RELATIONS: Mapping[str, str] = {
    "member": "Members",
    "associate member": "Associate members",
    "observer": "Observers",
    "partner": "Partners",
    "dialogue partner": "Dialogue partners",
    "candidate": "Candidates",
    "guest": "Guests",
}
"""Relation → the heading of a list of actors that have it, in the order of closeness."""

STATUSES: tuple[str, ...] = ("in force", "proposed", "suspended", "ended")
"""Where a relation stands."""
