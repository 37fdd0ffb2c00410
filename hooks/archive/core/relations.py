"""What an actor can be to another, and where such a relation stands."""

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
"""What an actor can be to an organization, in the order of closeness."""

STATUSES: tuple[str, ...] = ("in force", "proposed", "suspended", "ended")
"""Where a relation stands."""
