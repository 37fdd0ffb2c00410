"""The regions that contain regions, and the topics that contain topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.core.details import Region, Topic
from archive.core.model import Entity


def with_parents(regions: Iterable[str], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Returns regions and all regions that contain them, without repeats."""
    found: dict[str, None] = {}
    for region in regions:
        id_ = region
        while id_ and id_ not in found and isinstance(entities[id_].details, Region):
            found[id_] = None
            details = entities[id_].details
            id_ = details.parent if isinstance(details, Region) else ""
    return tuple(found)


def with_broader(topics: Iterable[str], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """Returns topics and all topics that contain them, without repeats."""
    found: dict[str, None] = {}
    waiting = list(topics)
    while waiting:
        id_ = waiting.pop(0)
        entity = entities.get(id_)
        if id_ not in found and entity and isinstance(entity.details, Topic):
            found[id_] = None
            waiting += entity.details.broader
    return tuple(found)
