"""Keeps what the registry's files contain, so that the next run parses them only if one changed.

The cache depends on the bytes of the files, not on their times: it is valid in another clone too.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, make_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from archive.core.details import Details
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity, Problem
from archive.core.site_kinds import Kinds
from archive.lib.digest import digest, digest_bytes
from archive.lib.storage import load, save
from archive.read.cache import paused_collector, program_version
from archive.read.files import read_bounded
from archive.read.registry import ReadRegistry, find_registry_files, read_registry, shown_path

FILE = ".cache/archive/registry.bin"
"""The cache that builds and checks share, relative to the project."""


def read_cached_registry(
    folders: Sequence[Path], root: Path, kinds: Kinds, file: Path
) -> ReadRegistry:
    """Returns what is in some registry folders: from the cache if no file has changed.

    Args:
        folders: As for ``read_registry``.
        root: The project.
        kinds: The kinds of the site.
        file: The cache; it is written again if it is of no use. Failing to write it is no error.
    """
    version = registry_version(folders, root, kinds)
    with paused_collector():
        kept = load(file, stored_registry_type(), version)
        if kept is not None:
            return ReadRegistry(tuple(_entities(kept, kinds)), kept.problems, kept.digest)
    read = read_registry(folders, root, kinds)
    with suppress(OSError):
        save(file, _stored(read), stored_registry_type(), version)
    return read


def registry_version(folders: Sequence[Path], root: Path, kinds: Kinds) -> str:
    """Returns the hash of everything on which the result of reading depends."""
    own = [(name, row) for name, row in kinds.items() if row != ENTITY_KINDS.get(name)]
    parts: list[object] = [program_version(), own]
    for folder in folders:
        found, refused = find_registry_files(folder)
        parts.append([shown_path(folder, root), refused])
        for one in found:
            data, problems = read_bounded(folder.parent / one.path, one.path)
            parts.append([one.path, digest_bytes(data or b""), problems])
    return digest(parts)


@cache
def stored_registry_type() -> Any:
    """Returns the dataclass that is stored, with a field for the details of each type.

    The codec decodes by types, and tells no two dataclasses of one union apart.
    """
    hints = get_type_hints(Entity)
    common = [(one.name, hints[one.name]) for one in fields(Entity) if one.name != "details"]
    entity = make_dataclass("StoredEntity", common, slots=True)
    return make_dataclass(
        "StoredRegistry",
        [
            ("entities", types.GenericAlias(tuple, (entity, ...))),
            *((one.__name__, types.GenericAlias(tuple, (one, ...))) for one in get_args(Details)),
            ("problems", tuple[Problem, ...]),
            ("digest", str),
        ],
        slots=True,
    )


def _stored(read: ReadRegistry) -> object:
    entity_type = get_args(get_type_hints(stored_registry_type())["entities"])[0]
    names = [one.name for one in fields(entity_type)]
    details = {
        type_.__name__: tuple(
            one.details for one in read.entities if isinstance(one.details, type_)
        )
        for type_ in get_args(Details)
    }
    entities = tuple(entity_type(*(getattr(one, name) for name in names)) for one in read.entities)
    return stored_registry_type()(
        entities=entities, problems=read.problems, digest=read.digest, **details
    )


def _entities(kept: Any, kinds: Kinds) -> Iterator[Entity]:
    details = {type_: iter(getattr(kept, type_.__name__)) for type_ in get_args(Details)}
    names = [one.name for one in fields(Entity) if one.name != "details"]
    for one in kept.entities:
        common = {name: getattr(one, name) for name in names}
        yield Entity(details=next(details[kinds[one.kind].details]), **common)
