"""Finds briefs that are dated before an actor existed, or after it ended.

The dates are those of the registry: ``from`` and ``until`` of a historic state, ``founded`` and
``dissolved`` of an organization. Writing about what is gone is not a mistake, so it is a notice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from archive.core.details import Country, Organization
from archive.core.model import Brief, Entity, Level, Problem
from archive.resolve.registry import Registry


def span_of(entity: Entity) -> tuple[str, str]:
    """Returns the partial dates on which an entity began and ended; "" for an unknown date."""
    match entity.details:
        case Country() as country:
            return country.since, country.until
        case Organization() as organization:
            return organization.founded, organization.dissolved
    return "", ""


def outside(entity: Entity, day: dt.date) -> Literal["before", "after", ""]:
    """Returns whether a day is before an entity began or after it ended.

    A date may be just a year: a day in that year is neither.
    """
    since, until = span_of(entity)
    today = day.isoformat()
    if since and today[: len(since)] < since:
        return "before"
    return "after" if until and today[: len(until)] > until else ""


def successors_of(entity: Entity) -> tuple[str, ...]:
    """Returns the identifiers of the entities that succeeded one."""
    match entity.details:
        case Country() | Organization() as details:
            return details.successors
    return ()


def predecessors_of(entities: Iterable[Entity]) -> Mapping[str, tuple[str, ...]]:
    """Returns the identifier of an entity → those of the entities that it succeeded."""
    found: dict[str, list[str]] = {}
    for entity in entities:
        for id_ in successors_of(entity):
            found.setdefault(id_, []).append(entity.id)
    return {id_: tuple(ids) for id_, ids in found.items()}


def check_validity(briefs: Iterable[Brief], registry: Registry) -> Iterator[Problem]:
    """Yields a notice for each actor of a brief that did not exist on the day of the brief."""
    # A brief without a valid date is read with the earliest one.
    dated = (brief for brief in briefs if brief.date > dt.date.min)
    for brief in dated:
        for name in brief.actors:
            entity = registry.find_actor(name.text)
            when = outside(entity, brief.date) if entity else ""
            if not entity or not when:
                continue
            since, until = span_of(entity)
            what = f"existed until {until}" if when == "after" else f"began on {since}"
            later = [registry.entities[id_].label for id_ in successors_of(entity)]
            hint = f"it was succeeded by {', '.join(later)}" if later and when == "after" else ""
            message = f"{entity.label} {what}; the brief is of {brief.date}"
            yield Problem(name.at(brief.path), Level.NOTICE, message, "", hint, "validity")
