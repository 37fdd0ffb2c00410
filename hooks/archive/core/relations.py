"""The relations between actors, and their statuses."""

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
"""Relation → the heading of a list of actors that have it, closest relation first."""

STATUSES: tuple[str, ...] = ("in force", "proposed", "suspended", "ended")
"""The statuses of a relation."""
