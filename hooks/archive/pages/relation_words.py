"""Names of relations in headings and sentences, by relation and status.

Each is a message of its own: in other languages "former" and "suspended" change with the noun.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.core.catalogue import N_
from archive.core.relations import STATUSES

ACTORS: Mapping[str, tuple[str, str, str, str]] = {
    "member": (
        N_("Members"),
        N_("Members, proposed"),
        N_("Suspended members"),
        N_("Former members"),
    ),
    "associate member": (
        N_("Associate members"),
        N_("Associate members, proposed"),
        N_("Suspended associate members"),
        N_("Former associate members"),
    ),
    "observer": (
        N_("Observers"),
        N_("Observers, proposed"),
        N_("Suspended observers"),
        N_("Former observers"),
    ),
    "partner": (
        N_("Partners"),
        N_("Partners, proposed"),
        N_("Suspended partners"),
        N_("Former partners"),
    ),
    "dialogue partner": (
        N_("Dialogue partners"),
        N_("Dialogue partners, proposed"),
        N_("Suspended dialogue partners"),
        N_("Former dialogue partners"),
    ),
    "candidate": (
        N_("Candidates"),
        N_("Candidates, proposed"),
        N_("Suspended candidates"),
        N_("Former candidates"),
    ),
    "guest": (
        N_("Guests"),
        N_("Guests, proposed"),
        N_("Suspended guests"),
        N_("Former guests"),
    ),
}
"""Relation → the heading of a list of the actors that have it, for each of ``STATUSES``."""

ORGANIZATIONS: Mapping[str, tuple[str, str, str, str]] = {
    "member": (
        N_("Member of"),
        N_("Member of, proposed"),
        N_("Suspended member of"),
        N_("Former member of"),
    ),
    "associate member": (
        N_("Associate member of"),
        N_("Associate member of, proposed"),
        N_("Suspended associate member of"),
        N_("Former associate member of"),
    ),
    "observer": (
        N_("Observer of"),
        N_("Observer of, proposed"),
        N_("Suspended observer of"),
        N_("Former observer of"),
    ),
    "partner": (
        N_("Partner of"),
        N_("Partner of, proposed"),
        N_("Suspended partner of"),
        N_("Former partner of"),
    ),
    "dialogue partner": (
        N_("Dialogue partner of"),
        N_("Dialogue partner of, proposed"),
        N_("Suspended dialogue partner of"),
        N_("Former dialogue partner of"),
    ),
    "candidate": (
        N_("Candidate of"),
        N_("Candidate of, proposed"),
        N_("Suspended candidate of"),
        N_("Former candidate of"),
    ),
    "guest": (
        N_("Guest of"),
        N_("Guest of, proposed"),
        N_("Suspended guest of"),
        N_("Former guest of"),
    ),
}
"""Relation → the heading of a list of organizations to which an actor has it."""

STANDINGS: Mapping[str, str] = {
    "member": N_("{actor}: member of {organization}"),
    "associate member": N_("{actor}: associate member of {organization}"),
    "observer": N_("{actor}: observer of {organization}"),
    "partner": N_("{actor}: partner of {organization}"),
    "dialogue partner": N_("{actor}: dialogue partner of {organization}"),
    "candidate": N_("{actor}: candidate of {organization}"),
    "guest": N_("{actor}: guest of {organization}"),
}
"""Relation → the message about one actor and one organization, without the status."""


SINCE: Mapping[str, str] = {
    "member": N_("member since {date}"),
    "associate member": N_("associate member since {date}"),
    "observer": N_("observer since {date}"),
    "partner": N_("partner since {date}"),
    "dialogue partner": N_("dialogue partner since {date}"),
    "candidate": N_("candidate since {date}"),
    "guest": N_("guest since {date}"),
}
"""Relation → the message on when it began, if it is suspended now."""

FORMERLY: Mapping[str, str] = {
    "member": N_("member {span}"),
    "associate member": N_("associate member {span}"),
    "observer": N_("observer {span}"),
    "partner": N_("partner {span}"),
    "dialogue partner": N_("dialogue partner {span}"),
    "candidate": N_("candidate {span}"),
    "guest": N_("guest {span}"),
}
"""Relation → the message on a past span, such as "1973 – 1992" or "until 1992"."""

PHASES: Mapping[str, tuple[str, str, str, str]] = {
    "member": (
        N_("member"),
        N_("proposed member"),
        N_("suspended member"),
        N_("former member"),
    ),
    "associate member": (
        N_("associate member"),
        N_("proposed associate member"),
        N_("suspended associate member"),
        N_("former associate member"),
    ),
    "observer": (
        N_("observer"),
        N_("proposed observer"),
        N_("suspended observer"),
        N_("former observer"),
    ),
    "partner": (
        N_("partner"),
        N_("proposed partner"),
        N_("suspended partner"),
        N_("former partner"),
    ),
    "dialogue partner": (
        N_("dialogue partner"),
        N_("proposed dialogue partner"),
        N_("suspended dialogue partner"),
        N_("former dialogue partner"),
    ),
    "candidate": (
        N_("candidate"),
        N_("proposed candidate"),
        N_("suspended candidate"),
        N_("former candidate"),
    ),
    "guest": (
        N_("guest"),
        N_("proposed guest"),
        N_("suspended guest"),
        N_("former guest"),
    ),
}
"""Relation → the name of an actor that has it, for each of ``STATUSES``."""


def phase_name(status: str, relation: str) -> str:
    """Returns an actor's name by relation and status: "suspended member"; not yet translated."""
    return PHASES[relation][STATUSES.index(status)]


def group_title(status: str, relation: str, inward: bool) -> str:
    """Returns the heading of a group of memberships, not yet translated.

    Args:
        status: One of ``STATUSES``.
        relation: One of ``RELATIONS``.
        inward: Whether the group lists actors; else it lists organizations.
    """
    titles = ACTORS if inward else ORGANIZATIONS
    return titles[relation][STATUSES.index(status)]
