"""Types of organizations and kinds of entities that a site declares itself.

The settings are ``extra.archive.organization_types`` and ``extra.archive.kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.core.declarations import Fault, invalid, read_declarations, wrong_options
from archive.core.keys import ENTITY_KEYS, Key
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Place, Problem
from archive.core.own_keys import SHAPES, OwnKey, faults_of, own_key
from archive.core.subtypes import ORGANIZATION_SUBTYPES
from archive.core.taken_paths import TAKEN_PATHS
from archive.core.urls import BRIEFS, CORRECTIONS, NEWS, YEARS

ENTITIES = "entities"
"""Shape of a key whose values are identifiers of other entries."""
ENTRY_SHAPES = {**SHAPES, "date": "partial date", ENTITIES: "names"}
"""Shape, as a site names it → shape of a key of a registry entry."""

_TYPE = re.compile(r"[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*")
_FOLDER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TAKEN = frozenset(
    path.partition("/")[0]
    for path in (
        BRIEFS,
        YEARS,
        NEWS,
        CORRECTIONS,
        *(one.path for one in TAKEN_PATHS if "/" in one.path),
    )
)
"""The folders of a site besides those of the program's kinds."""
_TYPE_OPTIONS = ("name", "plural", "members")
_KIND_OPTIONS = ("singular", "plural", "folder", "keys")


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type of organization that a site declares.

    Attributes:
        name: Its word in registry entries.
        singular: The label on a chip.
        plural: The heading of a list.
        has_members: Whether states and organizations are members of it.
    """

    name: str
    singular: str
    plural: str
    has_members: bool = False


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind of entity that a site declares.

    Attributes:
        name: Its name in messages and in the style sheet.
        folder: The folder of its pages, and the name of its registry file.
        singular: The label of an entity.
        plural: The title of its index page and its menu entry.
        keys: The keys of its registry entries besides those that all kinds have.
    """

    name: str
    folder: str
    singular: str
    plural: str
    keys: tuple[OwnKey, ...] = ()


def entry_key(own: OwnKey) -> Key:
    """Returns a key as entries of the registry have it."""
    refers = own.name if own.shape == ENTITIES else ""
    shape = ENTRY_SHAPES[own.shape]
    return Key(shape, f"{own.label}.", single=True, label=own.label, refers=refers)


def read_own_types(given: object, place: Place) -> tuple[tuple[OwnType, ...], tuple[Problem, ...]]:
    """Validates the setting ``organization_types``.

    Args:
        given: Its value: a mapping of types to labels, or to mappings of options.
        place: The configuration file.

    Returns:
        The valid types, and the problems.
    """
    hint = "write cooperative: {name: Cooperative, plural: Cooperatives}"
    return read_declarations("organization_types", given, place, hint, _type_faults, _own_type)


def _own_type(name: str, given: str | Mapping[str, Any]) -> OwnType:
    options: Mapping[str, Any] = {"name": given} if isinstance(given, str) else given
    singular = options["name"]
    plural = options.get("plural") or singular
    return OwnType(name, singular, plural, options.get("members", False))


def read_own_kinds(given: object, place: Place) -> tuple[tuple[OwnKind, ...], tuple[Problem, ...]]:
    """Validates the setting ``kinds``; see ``read_own_types``."""
    hint = "write treaty: {folder: treaties, singular: Treaty, plural: Treaties}"
    found, problems = read_declarations("kinds", given, place, hint, _kind_faults, _own_kind)
    first: dict[str, OwnKind] = {}
    for one in found:
        first.setdefault(one.folder, one)
    doubled = tuple(
        invalid(
            "kinds",
            one.name,
            f'"{one.folder}" is the folder of {first[one.folder].name} too',
            place,
            hint="choose another folder",
        )
        for one in found
        if first[one.folder] is not one
    )
    return tuple(first.values()), (*problems, *doubled)


def _own_kind(name: str, options: Mapping[str, Any]) -> OwnKind:
    keys = tuple(own_key(key, value) for key, value in (options.get("keys") or {}).items())
    return OwnKind(name, options["folder"], options["singular"], options["plural"], keys)


def _type_faults(name: object, options: object) -> Iterator[Fault]:
    if not isinstance(name, str) or not _TYPE.fullmatch(name):
        yield "is not a type", "", "write small letters, digits, spaces and -, as in: trade union"
    elif name in ORGANIZATION_SUBTYPES:
        yield "the program has a type of this name", "", "use it without declaring it"
    if isinstance(options, str) and options:
        return
    if not isinstance(options, Mapping):
        hint = "write a label, or options: {name: Cooperative, plural: Cooperatives}"
        yield "has neither a label nor options", "", hint
        return
    yield from wrong_options(
        options, _TYPE_OPTIONS, required=("name",), strings=("plural",), flags=("members",)
    )


def _kind_faults(name: object, options: object) -> Iterator[Fault]:
    if not isinstance(name, str) or not _FOLDER.fullmatch(name):
        yield "is not a kind", "", "write small letters, digits and -, as in: treaty"
    elif name in ENTITY_KINDS:
        yield "the program has a kind of this name", "", "choose another name"
    if not isinstance(options, Mapping):
        hint = "write options: {folder: treaties, singular: Treaty, plural: Treaties}"
        yield "has no options", "", hint
        return
    yield from wrong_options(options, _KIND_OPTIONS, required=("singular", "plural", "folder"))
    folder = options.get("folder")
    if isinstance(folder, str) and folder:
        if not _FOLDER.fullmatch(folder):
            hint = "write small letters, digits and -, as in: treaties"
            yield f'"{folder}" cannot be a folder', "", hint
        elif folder in _TAKEN | {row.folder for row in ENTITY_KINDS.values()}:
            yield f'the program has a folder "{folder}"', "", "choose another folder"
    keys = options.get("keys")
    if keys is not None and not isinstance(keys, Mapping):
        yield '"keys" must be a mapping of keys', "", "write keys: {signed: {label: Signed}}"
        return
    for key, value in (keys or {}).items():
        for message, near, hint in faults_of(key, value, ENTITY_KEYS, ENTRY_SHAPES):
            yield f"{key}: {message}", near, hint
