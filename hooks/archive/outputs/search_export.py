"""Exports briefs for a search server, for archives that outgrow a static index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO

from archive.core.kinds import ENTITY_KINDS
from archive.core.own_keys import OwnKey, own_facets
from archive.core.site_kinds import facet_keys
from archive.outputs.output import OutputSources
from archive.pages.actor_names import named_pages, names_table
from archive.pages.facets import PUBLICATION, brief_facets
from archive.pages.views import BriefPage
from archive.prose.named import Namer
from archive.prose.plain_text import plain_text

INDEX = "briefs"
"""Name of the index or collection on the search server."""
FOLDER = "search-export"
DOCUMENTS = f"{FOLDER}/documents.ndjson"
BULK = f"{FOLDER}/bulk.ndjson"
MAPPING = f"{FOLDER}/mapping.json"
TYPESENSE = f"{FOLDER}/typesense.json"

FACETS = (
    *(kind for kind, row in ENTITY_KINDS.items() if row.facet),
    *(PUBLICATION, "language", "status", "tags"),
)
FIELDS: Mapping[str, tuple[str, str]] = {
    "id": ("keyword", "string"),
    "url": ("keyword", "string"),
    "title": ("text", "string"),
    "date": ("date", "int64"),
    "summary": ("text", "string"),
    "text": ("text", "string"),
    "sources": ("text", "string[]"),
    "named": ("keyword", "string[]"),
    **dict.fromkeys(FACETS, ("keyword", "string[]")),
}
"""Field → its type in OpenSearch and Elasticsearch, and in Typesense."""


def export_facets(own: Iterable[OwnKey] = ()) -> tuple[str, ...]:
    """Returns the fields that are facets, those by keys of the site included.

    Args:
        own: The keys that the site declares.
    """
    return (*FACETS, *own_facets(own))


def export_fields(own: Iterable[OwnKey] = ()) -> dict[str, tuple[str, str]]:
    """Returns all fields with their types, those by keys of the site included; see ``FIELDS``."""
    return {**FIELDS, **dict.fromkeys(own_facets(own), ("keyword", "string[]"))}


def brief_record(view: BriefPage, namer: Namer, own: Iterable[OwnKey] = ()) -> dict[str, Any]:
    """Returns a brief as a document for a search server.

    ``named`` has the addresses of the actors that the brief lists or names in its text. The date
    is in seconds since 1970: Typesense requires that, and the mapping declares it.
    """
    facets: dict[str, list[str]] = {name: [] for name in export_facets(own)}
    for name, value in brief_facets(view):
        if name in facets and value not in facets[name]:
            facets[name].append(value)
    facets["tags"] = list(view.tags)
    files = (one.title for one in view.attachments)
    text = "\n".join((*view.notes, *files, plain_text(view.body)))
    sources = [f"{one.title} {one.publisher}".strip() for one in view.sources]
    listed = (chip.url for chip in (*view.actors, *view.regions, *view.people, *view.events))
    said = (view.title, view.summary, text, *view.tags, *sources)
    day = datetime.fromisoformat(view.date.iso).replace(tzinfo=UTC)
    return {
        "id": view.url.strip("/"),
        "url": view.url,
        "title": view.title,
        "date": int(day.timestamp()),
        "summary": view.summary,
        "text": "\n".join((text, *(fact.in_words for fact in view.facts))),
        "sources": sources,
        "named": sorted({*filter(None, listed), *namer.find(" ".join(said))}),
        **facets,
    }


def files(sources: OutputSources) -> dict[str, object]:
    """Returns the documents and mappings; documents depend on all that pages show."""
    if not sources.site.settings.search_export:
        return {}
    return {
        DOCUMENTS: sources.revision,
        BULK: sources.revision,
        MAPPING: mapping(facet_keys(sources.site.settings)),
        TYPESENSE: typesense_schema(facet_keys(sources.site.settings)),
    }


def write(sources: OutputSources, path: str, stream: BinaryIO) -> None:
    """Writes one file.

    Typesense imports one document per line. For the ``_bulk`` endpoint of OpenSearch and
    Elasticsearch, a line that names the index precedes each document.
    """
    if path == DOCUMENTS:
        namer = Namer(named_pages(names_table(sources.site)))
        own = facet_keys(sources.site.settings)
        records = (brief_record(view, namer, own) for view in sources.brief_pages())
        stream.writelines(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)
    elif path == BULK:
        with sources.staged(DOCUMENTS) as documents:
            for line in documents:
                action = {"index": {"_index": INDEX, "_id": json.loads(line)["id"]}}
                stream.write(json.dumps(action).encode() + b"\n" + line)
    else:
        own = facet_keys(sources.site.settings)
        body = mapping(own) if path == MAPPING else typesense_schema(own)
        stream.write(json.dumps(body, indent=2).encode() + b"\n")


def mapping(own: Iterable[OwnKey] = ()) -> dict[str, Any]:
    """Returns the request body that creates the index in OpenSearch or Elasticsearch."""
    properties: dict[str, dict[str, str]] = {
        name: {"type": kind} for name, (kind, _) in export_fields(own).items()
    }
    properties["date"]["format"] = "epoch_second"
    for name, (kind, _) in FIELDS.items():
        if kind == "text":
            properties[name]["analyzer"] = "archive"
    properties["tags"]["type"] = "text"
    properties["tags"]["analyzer"] = "archive"
    analyzer = {
        "type": "custom",
        "tokenizer": "standard",
        "filter": ["lowercase", "asciifolding", "porter_stem"],
    }
    return {
        "settings": {"analysis": {"analyzer": {"archive": analyzer}}},
        "mappings": {"dynamic": "strict", "properties": properties},
    }


def typesense_schema(own: Iterable[OwnKey] = ()) -> dict[str, Any]:
    """Returns the request body that creates the collection in Typesense.

    ``id`` needs no field there.
    """
    fields = [
        {"name": name, "type": kind, "facet": name in export_facets(own)}
        for name, (_, kind) in export_fields(own).items()
        if name != "id"
    ]
    return {"name": INDEX, "fields": fields, "default_sorting_field": "date"}
