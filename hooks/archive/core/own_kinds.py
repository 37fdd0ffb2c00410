"""Types of organizations and kinds of entities that a site declares itself.

The settings are ``extra.archive.organization_types`` and ``extra.archive.kinds``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.core.keys import ENTITY_KEYS, Key
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Level, Place, Problem
from archive.core.names import nearest
from archive.core.own_keys import SHAPES, OwnKey, faults_of, own_key
from archive.core.subtypes import ORGANIZATION_SUBTYPES

ENTITIES = "entities"
"""Shape of a key whose values are identifiers of other entries."""
ENTRY_SHAPES = {**SHAPES, "date": "partial date", ENTITIES: "names"}
"""Shape, as a site names it → shape of a key of a registry entry."""

_TYPE = re.compile(r"[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*")
_FOLDER = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TAKEN = frozenset({"assets", "briefs", "pagefind", "search", "search-export", "years"})
_TYPE_OPTIONS = ("name", "plural", "members")
_KIND_OPTIONS = ("singular", "plural", "folder", "keys")

Fault = tuple[str, str, str]
"""What is wrong with an option: a message, a suggestion, and a hint."""


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
    example = "cooperative: {name: Cooperative, plural: Cooperatives}"
    found: list[OwnType] = []
    problems: list[Problem] = []
    for name, options, wrong in _entries("organization_types", given, example, place, _type_faults):
        problems += wrong
        if not wrong:
            found.append(_own_type(name, options))
    return tuple(found), tuple(problems)


def _own_type(name: str, given: str | Mapping[str, Any]) -> OwnType:
    options: Mapping[str, Any] = {"name": given} if isinstance(given, str) else given
    singular = options["name"]
    plural = options.get("plural") or singular
    return OwnType(name, singular, plural, options.get("members", False))


def read_own_kinds(given: object, place: Place) -> tuple[tuple[OwnKind, ...], tuple[Problem, ...]]:
    """Validates the setting ``kinds``; see ``read_own_types``."""
    example = "treaty: {folder: treaties, singular: Treaty, plural: Treaties}"
    found: list[OwnKind] = []
    problems: list[Problem] = []
    folders: dict[str, str] = {}
    for name, options, wrong in _entries("kinds", given, example, place, _kind_faults):
        problems += wrong
        if wrong:
            continue
        folder = options["folder"]
        if (other := folders.setdefault(folder, name)) != name:
            message = f'extra.archive.kinds.{name}: "{folder}" is the folder of {other} too'
            problems.append(Problem(place, Level.ERROR, message, "", "choose another folder"))
            continue
        keys = tuple(own_key(key, value) for key, value in (options.get("keys") or {}).items())
        found.append(OwnKind(name, folder, options["singular"], options["plural"], keys))
    return tuple(found), tuple(problems)


def _entries(
    setting: str, given: object, example: str, place: Place, faults: Any
) -> Iterator[tuple[str, Any, list[Problem]]]:
    """Yields each entry of a setting, with its problems."""
    if given is None:
        return
    if not isinstance(given, Mapping):
        message = f"extra.archive.{setting} must be a mapping"
        yield "", given, [Problem(place, Level.ERROR, message, "", f"write {example}")]
        return
    for name, options in given.items():
        where = f"extra.archive.{setting}.{name}"
        yield (
            name,
            options,
            [
                Problem(place, Level.ERROR, f"{where}: {message}", near, hint)
                for message, near, hint in faults(name, options)
            ],
        )


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
    yield from _wrong_options(options, _TYPE_OPTIONS, required=("name",), strings=("plural",))
    if not isinstance(options.get("members", False), bool):
        yield '"members" must be true or false', "", "write true or false"


def _kind_faults(name: object, options: object) -> Iterator[Fault]:
    if not isinstance(name, str) or not _FOLDER.fullmatch(name):
        yield "is not a kind", "", "write small letters, digits and -, as in: treaty"
    elif name in ENTITY_KINDS:
        yield "the program has a kind of this name", "", "choose another name"
    if not isinstance(options, Mapping):
        hint = "write options: {folder: treaties, singular: Treaty, plural: Treaties}"
        yield "has no options", "", hint
        return
    yield from _wrong_options(options, _KIND_OPTIONS, required=("singular", "plural", "folder"))
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


def _wrong_options(
    options: Mapping[Any, Any],
    known: tuple[str, ...],
    required: tuple[str, ...],
    strings: tuple[str, ...] = (),
) -> Iterator[Fault]:
    for option in options:
        if option not in known:
            near = nearest(str(option), known, cutoff=0.6)
            yield f'unknown option "{option}"', near, f"options: {', '.join(known)}"
    for option in (*required, *strings):
        value = options.get(option)
        is_missing = value is None and option not in required
        if not is_missing and not (isinstance(value, str) and value):
            yield f'"{option}" must be a string', "", "write the words that readers see"
