"""Makes JSON Schemas of front matter and registry, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.core.brief_keys import BRIEF_KEYS, TRANSLATION_KEYS
from archive.core.details import EntityKind
from archive.core.keys import Key
from archive.core.kind import Kind
from archive.core.kinds import ENTITY_KINDS, REGISTRY_FILES
from archive.core.own_keys import key_table
from archive.core.settings import Settings
from archive.core.site_kinds import kinds_of, registry_files
from archive.resolve.registry import Registry

Schema = dict[str, Any]
DEFAULTS = Settings()

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors' YAML extensions support best."""

_PARTIAL = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_DATED = r"^\S+( \d{4}(-\d{2}(-\d{2})?)?)?$"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_TIME = r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2})?([Zz]|[+-]\d{2}:\d{2}))?$"
_SIMPLE: Mapping[str, Schema] = {
    "date": {"type": "string", "pattern": _DAY},
    # An editor reads an unquoted 2017 as a number.
    "partial date": {
        "anyOf": [
            {"type": "string", "pattern": _PARTIAL},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ]
    },
    "time": {"type": "string", "pattern": _TIME},
    "address": {"type": "string", "pattern": "^https?://"},
    "orcid": {"type": "string", "pattern": r"^(https://orcid\.org/)?(\d{4}-){3}\d{3}[\dX]$"},
    "doi": {"type": "string", "pattern": r"^(https://doi\.org/|doi:)?10\.\d{4,9}(\.\d+)*/\S+$"},
    "licence": {"type": "string", "minLength": 1},
    "language": {"type": "string", "pattern": r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"},
    "number": {"type": "number"},
    "flag": {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "on", "off"]}]},
    "map": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
        },
    },
}
"""Shape of a key → its schema, for shapes whose schema depends on nothing else."""


def brief_schema(registry: Registry, settings: Settings = DEFAULTS) -> Schema:
    """Returns the schema of a brief's front matter, with the known names as choices.

    Args:
        registry: The known entities.
        settings: The settings that declare types and further keys.
    """
    # Regions come last: they are not offered where actors are.
    kinds = sorted(REGISTRY_FILES.values(), key=lambda kind: ENTITY_KINDS[kind].role == "region")
    actors = [kind for kind in kinds if ENTITY_KINDS[kind].role == "actor"]
    front_matter = _object(BRIEF_KEYS | key_table(settings.metadata))
    types = {"anyOf": [{"enum": list(settings.types)}, {"type": "string", "minLength": 1}]}
    front_matter["properties"]["type"] = {"description": BRIEF_KEYS["type"].about, **types}
    of_original = {"required": front_matter["required"]}
    front_matter["required"] = _object(TRANSLATION_KEYS)["required"]
    return {
        "$schema": DRAFT,
        "title": "Front matter of a brief",
        **front_matter,
        "anyOf": [of_original, {"required": ["translation_of"]}],
        "definitions": {
            "actor": _offer(registry, *actors),
            **{kind: _offer(registry, kind) for kind in kinds},
        },
    }


def registry_schema(kind: EntityKind, row: Kind) -> Schema:
    """Returns the schema of a registry file of one kind: identifiers and their entries."""
    entry = _object(row.keys)
    del entry["required"]
    return {
        "$schema": DRAFT,
        "title": f"Registry entries of kind {kind}",
        "type": "object",
        "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        # An entry that extends a built-in one needs no name; `make lint` decides.
        "additionalProperties": entry,
    }


def all_schemas(registry: Registry, settings: Settings = DEFAULTS) -> dict[str, Schema]:
    """Returns all schemas by name: ``brief``, and one for each registry file."""
    kinds = kinds_of(settings)
    return {
        "brief": brief_schema(registry, settings),
        **{
            f"registry-{name}": registry_schema(kind, kinds[kind])
            for name, kind in registry_files(kinds).items()
        },
    }


def _offer(registry: Registry, *kinds: EntityKind) -> Schema:
    """Returns a schema for any string, with canonical names and acronyms for completion."""
    names: set[str] = set()
    for entity in registry.entities.values():
        if entity.kind in kinds:
            names |= {entity.name, *filter(None, (entity.acronym,))}
    # An alias, other case or a name that is yet to be added is valid too, so the enumeration is
    # only an offer; `make lint` decides.
    text: Schema = {"type": "string", "minLength": 1}
    return {"anyOf": [{"enum": sorted(names)}, text]} if names else text


def _object(keys: Mapping[str, Key]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {
            name: {"description": key.about, **_shape(key)} for name, key in keys.items()
        },
        "additionalProperties": False,
    }
    if required := [name for name, key in keys.items() if key.required]:
        schema["required"] = required
    return schema


def _shape(key: Key) -> Schema:
    text: Schema = {"type": ["string", "number"]}
    if key.offers:
        text = {"$ref": f"#/definitions/{key.offers}"}
    match key.shape:
        case "text":
            return {**text, "maxLength": key.longest} if key.longest else text
        case "names":
            return _names(text, key)
        case "dated names":
            return {"type": "array", "items": {"type": "string", "pattern": _DATED}}
        case "choice":
            return {"enum": list(key.choices)}
        case "record" if key.short:
            return {"anyOf": [_shape((key.keys or {})[key.short]), _object(key.keys or {})]}
        case "record":
            return _object(key.keys or {})
        case "records":
            item = _object(key.keys or {})
            if not key.short:
                return {"type": "array", "items": item}
            item = {"anyOf": [_shape((key.keys or {})[key.short]), item]}
            return {"anyOf": [{"type": "array", "items": item}, *item["anyOf"]]}
        case shape:
            return dict(_SIMPLE[shape])


def _names(text: Schema, key: Key) -> Schema:
    several: list[Schema] = [{"type": "array", "items": text, "minItems": int(key.required)}]
    if key.single:
        several.append(text)
    if key.keys:
        several.append(_object(key.keys))
    return several[0] if len(several) == 1 else {"anyOf": several}
