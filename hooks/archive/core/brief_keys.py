"""The keys of a brief's front matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from archive.core.catalogue import N_
from archive.core.keys import Key
from archive.core.kinds import ENTITY_KINDS
from archive.core.relations import RELATIONS, STATUSES

CLAIM_KEYS: Mapping[str, Key] = {
    "subject": Key(
        "text", "The actor that has, or would have, the relation.", required=True, offers="actor"
    ),
    "relation": Key("choice", "What the subject is to the object.", True, choices=RELATIONS),
    "object": Key("text", "The actor that the relation is to.", required=True, offers="actor"),
    "status": Key("choice", "Its status; in force if left out.", choices=STATUSES),
    "from": Key("partial date", "When it began."),
    "until": Key("partial date", "When it ended."),
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
    "note": Key("text", "What was wrong and is now corrected.", required=True),
}

UPDATE_KEYS: Mapping[str, Key] = {
    "date": Key("date", "When it happened.", required=True),
    "note": Key("text", "What has happened since the day of the brief.", required=True),
}

AUTHOR_KEYS: Mapping[str, Key] = {
    "name": Key("text", "The name, or a name of a person in the registry.", True, offers="person"),
    "affiliation": Key("text", "The institution that the author writes for."),
    "orcid": Key("orcid", "The author's ORCID iD."),
}

IMAGE_KEYS: Mapping[str, Key] = {
    "file": Key("text", "The file, relative to the brief.", required=True),
    "alt": Key("text", "What the picture shows, in words.", required=True),
    "credit": Key("text", "Who made it, and under which terms."),
}

ATTACHMENT_KEYS: Mapping[str, Key] = {
    "file": Key("text", "The file, relative to the brief.", required=True),
    "title": Key("text", "Its title; the name of the file if left out."),
    "pages": Key("number", "Its number of pages."),
}

WITHDRAWAL_KEYS: Mapping[str, Key] = {
    "date": Key("date", "When it was withdrawn.", required=True),
    "reason": Key("text", "Why, in a sentence for readers.", required=True),
}

BIBLIOGRAPHIC_KEYS: Mapping[str, Key] = {
    "authors": Key("records", "Who wrote the brief.", keys=AUTHOR_KEYS, short="name"),
    "type": Key("text", "What it is; the setting `types` lists the choices."),
    "number": Key("text", "Its number, such as `PB-2024/07`.", longest=100, label=N_("Number")),
    "series": Key("text", "The series that it belongs to.", longest=300, offers="series"),
    "issue": Key("text", "Its number within the series.", longest=100),
    "edition": Key("text", "The edition, such as *2nd edition*.", longest=100, label=N_("Edition")),
    "publisher": Key("text", "Who published it.", longest=300, label=N_("Publisher")),
    "language": Key(
        "language", "The language of its text; that of the site if left out.", label=N_("Language")
    ),
    "reviewed": Key("date", "When it was last found to be right.", label=N_("Last reviewed")),
    "doi": Key("doi", "Its DOI.", label=N_("DOI")),
    "licence": Key(
        "licence",
        "The licence of its text; that of the setting `licence` if left out.",
        label=N_("Licence"),
    ),
    "image": Key(
        "record",
        "A picture next to the brief, for its page and its cards.",
        keys=IMAGE_KEYS,
        short="file",
    ),
    "attachments": Key(
        "records",
        "Files next to the brief that its page lists.",
        keys=ATTACHMENT_KEYS,
        short="file",
    ),
}
"""The keys that describe the brief as a publication. A wrong value is a warning, and left out."""

GROUPED_ACTOR_KEYS: Mapping[str, Key] = {
    row.folder: Key("names", f"{row.plural} that the brief is about.", single=True, offers=kind)
    for kind, row in ENTITY_KINDS.items()
    if row.role == "actor" and row.in_registry
}
"""The keys of ``actors`` in its grouped form: one for each kind of actor."""

INHERITED = (
    *("date", "actors", "region", "people", "events", "relations", "sources", "tags"),
    *("authors", "type", "number", "series", "issue", "publisher", "licence"),
)
"""The keys that a translation may leave out: their values then come from its original."""

BRIEF_KEYS: dict[str, Key] = {
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
        "Regions; those of the UN geoscheme of its actors if left out.",
        single=True,
        offers="region",
    ),
    "summary": Key("text", "One or two sentences; the first paragraph if left out.", longest=2000),
    "people": Key("names", "People whom the brief names.", single=True, offers="person"),
    "events": Key("names", "Events that the brief is about.", single=True, offers="event"),
    "relations": Key("records", "Relations that the brief reports.", keys=CLAIM_KEYS),
    "sources": Key("records", "What the brief is based on.", keys=SOURCE_KEYS),
    "source": Key("address", "A single source, by its address."),
    "tags": Key(
        "names",
        "Its topics: names of `registry/topics.yml`, or other words.",
        single=True,
        offers="topic",
    ),
    **BIBLIOGRAPHIC_KEYS,
    "translation_of": Key("text", "The brief that it translates, by its file."),
    "translated": Key(
        "date",
        "Of a translation: when it was last brought up to date with its original; its date if left "
        "out.",
    ),
    "slug": Key("text", "The last part of the address, instead of the file's name."),
    "aliases": Key("names", "Earlier addresses, which redirect here.", single=True),
    "draft": Key(
        "flag",
        "Whether the brief is left out of the published site; always so in a folder named drafts.",
    ),
    "publish": Key("time", "When the brief is published; until then, it is left out like a draft."),
    "replaces": Key("names", "The briefs that it replaces, by their files.", single=True),
    "withdrawn": Key(
        "record",
        "Leaves a notice at the address; the brief is in no list, search or output.",
        keys=WITHDRAWAL_KEYS,
    ),
    "corrections": Key("records", "What was corrected, and when.", keys=CORRECTION_KEYS),
    "updates": Key("records", "What has happened since, and when.", keys=UPDATE_KEYS),
}

TRANSLATION_KEYS: Mapping[str, Key] = {
    name: replace(key, required=key.required and name not in INHERITED)
    for name, key in BRIEF_KEYS.items()
}
"""The keys of a translation, of which fewer are required."""
