"""The relations between actors, and their statuses."""

from __future__ import annotations

RELATIONS: tuple[str, ...] = (
    "member",
    "associate member",
    "observer",
    "partner",
    "dialogue partner",
    "candidate",
    "guest",
)
"""What an actor can be to an organization, closest relation first."""

STATUSES: tuple[str, ...] = ("in force", "proposed", "suspended", "ended")
"""The statuses of a relation."""

CHANGES: tuple[str, ...] = (*RELATIONS, "suspended", "ended")
"""What a membership can become: a relation in force, suspended, or ended."""
