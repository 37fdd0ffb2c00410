"""Reads and indexes the built-in registry once in a process: most tests and builds need it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import archive.read.reading
import archive.read.registry
import archive.read.registry_cache
import archive.resolve.registry
import archive.resolve.resolver
from archive.core.model import Entity, Problem
from archive.core.site_kinds import Kinds
from archive.read.registry import ReadRegistry
from archive.read.registry_cache import registry_version
from archive.resolve.registry import Registry

_MOST = 16
"""Number of registries that are kept."""


def registry_read_once() -> AbstractContextManager[object]:
    """Caches registry files by their text, and registries by their very entities."""
    read = lru_cache(64)(archive.read.registry.read_entities)
    with ExitStack() as patches:
        patches.enter_context(patch.object(archive.read.registry, "read_entities", read))
        make = _Maker()
        patches.enter_context(patch.object(archive.resolve.registry, "make_registry", make))
        cached = _Cached()
        patches.enter_context(patch.object(archive.read.reading, "read_cached_registry", cached))
        return patches.pop_all()


class _Cached:
    """``read_cached_registry``, which returns the very entities that it returned before."""

    def __init__(self) -> None:
        self._read = archive.read.registry_cache.read_cached_registry
        self._known: dict[str, ReadRegistry] = {}

    def __call__(
        self, folders: Sequence[Path], root: Path, kinds: Kinds, file: Path
    ) -> ReadRegistry:
        version = registry_version(folders, root, kinds)
        if version not in self._known:
            self._known[version] = self._read(folders, root, kinds, file)
        return self._known[version]


class _Made(NamedTuple):
    """What was made of entities, which are kept so that no others have the same ids."""

    entities: tuple[Entity, ...]
    names: tuple[Any, ...]
    result: tuple[Registry, tuple[Problem, ...]]


class _Maker:
    """``make_registry``, which returns the same registry for the same arguments."""

    def __init__(self) -> None:
        self._make = archive.resolve.registry.make_registry
        self._made: dict[tuple[int, ...], _Made] = {}

    def __call__(
        self, entities: Iterable[Entity], *names: Any
    ) -> tuple[Registry, tuple[Problem, ...]]:
        given = tuple(entities)
        key = tuple(map(id, given))
        made = self._made.get(key)
        if made is None or made.names != names:
            if len(self._made) == _MOST:
                self._made.clear()
            made = self._made[key] = _Made(given, names, self._make(given, *names))
        return made.result
