"""The keys of a brief's front matter."""

from __future__ import annotations

from collections.abc import Mapping

from archive.core.keys import Key
from archive.core.kinds import ENTITY_KINDS
from archive.core.relations import RELATIONS, STATUSES

CLAIM_KEYS: Mapping[str, Key] = {
    "subject": Key(
        "text", "The actor that has, or would have, the relation.", required=True, offers="actor"
    ),
    "relation": Key("choice", "What it is to the object.", True, choices=RELATIONS),
    "object": Key("text", "The actor that the relation is to.", required=True, offers="actor"),
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
    row.folder: Key("names", f"{row.plural} that the brief is about.", single=True, offers=kind)
    for kind, row in ENTITY_KINDS.items()
    if row.role == "actor" and row.in_registry
}
"""The keys of ``actors`` in its grouped form: one for each kind of actor."""

BRIEF_KEYS: Mapping[str, Key] = {
    "title": Key("text", "The headline.", required=True, longest=300),
    "date": Key("date", "The day of the brief, as 2022-02-01.", required=True),
    "actors": Key(
        "names",
        "Whom the brief is about: names, acronyms, aliases or identifiers of the registry.",
        required=True,
        keys=GROUPED_ACTOR_KEYS,
        offers="actor",
    ),
    "region": Key(
        "names",
        "Regions of the UN geoscheme, where actors do not say.",
        single=True,
        offers="region",
    ),
    "summary": Key(
        "text", "One or two sentences; the first paragraph serves if left out.", longest=2000
    ),
    "people": Key("names", "People whom the brief names.", single=True, offers="person"),
    "events": Key("names", "Events that the brief is about.", single=True, offers="event"),
    "relations": Key("records", "What the brief says of two actors.", keys=CLAIM_KEYS),
    "sources": Key("records", "What the brief rests on.", keys=SOURCE_KEYS),
    "source": Key("address", "A single source, by its address."),
    "tags": Key("names", "Free words for what the brief is about.", single=True),
    "slug": Key("text", "The last part of the address, in place of the file's name."),
    "aliases": Key("names", "Earlier addresses, which lead here.", single=True),
    "draft": Key("flag", "Whether the brief is left out of the published site."),
    "corrections": Key("records", "What was corrected, and when.", keys=CORRECTION_KEYS),
}
