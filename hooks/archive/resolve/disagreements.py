"""Finds where a brief and the registry disagree on what an actor is to an organization.

A brief is compared with the registry's history on the day of the brief: one that was written before
a change does not disagree with it. Nothing follows from what the registry does not state: from an
actor that it does not list, from the time before the first date that it knows, or from a date that
may be before or after that of the brief.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive.core.details import Phase
from archive.core.model import Brief, Claim, Entity, Level, Named, Problem, Relation, Standing
from archive.resolve.graph import Graph, standings_of
from archive.resolve.registry import Registry

_EXCLUSIVE = frozenset({"member", "associate member", "observer"})
"""Relations of which an actor has at most one to an organization at a time."""
HINT = (
    "correct the relation, or the history of the membership in the registry;"
    " if both are right, explain it in the relation's note"
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A relation that a brief asserts, and the phase that the registry states for its day."""

    relation: Relation
    phase: Phase


def contradiction(
    relation: str, status: str, day: dt.date, standings: Iterable[Standing]
) -> Phase | None:
    """Returns the phase that contradicts what a brief asserts, or None.

    Args:
        relation: One of ``relations.RELATIONS``.
        status: One of ``relations.STATUSES``.
        day: The date of the brief.
        standings: What the registry states of the same actor and organization.
    """
    found: Phase | None = None
    for standing in standings:
        possible = phases_on(standing, day)
        if any(phase is None or _agrees(relation, status, phase) for phase in possible):
            if any(phase and _confirms(relation, status, phase) for phase in possible):
                return None
            continue
        found = found or possible[-1]
    return found


def phases_on(standing: Standing, day: dt.date) -> tuple[Phase | None, ...]:
    """Returns the phases in which a standing may be on a day; None if it may have none.

    The date of a phase may be just a year. A phase without a date is certain only from the day on
    which the registry was correct. On the day of a change, both phases are possible.
    """
    phases = _with_end(standing.phases)
    today = day.isoformat()
    begun = [_has_begun(phase, standing.as_of, today) for phase in phases]
    certain = max((at for at, is_certain in enumerate(begun) if is_certain), default=-1)
    possible = [
        phase
        for phase in phases[max(certain, 0) :]
        if not phase.since or phase.since <= today[: len(phase.since)]
    ]
    return (None, *possible) if certain < 0 else tuple(possible)


def _with_end(phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """Adds the end of a term: what is in force until a day has ended after it."""
    last = phases[-1]
    if last.status == "ended" or not last.until:
        return tuple(phases)
    return (*phases, Phase(last.relation, "ended", last.until))


def _has_begun(phase: Phase, as_of: str, today: str) -> bool:
    since = phase.since or as_of
    return bool(since) and since < today[: len(since)]


def _agrees(relation: str, status: str, phase: Phase) -> bool:
    """Returns whether what a brief asserts can be true if the registry is right."""
    if phase.relation == relation:
        if status == "proposed":
            return phase.status in ("proposed", "ended")
        return phase.status == status
    if status in ("proposed", "ended") or phase.status in ("proposed", "ended"):
        return True
    return not {relation, phase.relation} <= _EXCLUSIVE


def _confirms(relation: str, status: str, phase: Phase) -> bool:
    return (phase.relation, phase.status) == (relation, status)


def find_disagreements(graph: Graph) -> Mapping[str, tuple[Disagreement, ...]]:
    """Returns identifier → disagreements on it as actor or organization, newest brief first.

    A brief that repeats what a newer one says is left out.
    """
    found: dict[str, dict[tuple[str, ...], Disagreement]] = {}
    for resolved in graph.briefs:
        for relation in resolved.relations:
            standings = between(graph.standings_of, relation.subject, relation.object)
            day = resolved.brief.date
            phase = contradiction(relation.relation, relation.status, day, standings)
            if phase is None:
                continue
            for id_ in (relation.subject, relation.object):
                key = (relation.subject, relation.object, relation.relation, relation.status)
                found.setdefault(id_, {}).setdefault(key, Disagreement(relation, phase))
    return {id_: tuple(one.values()) for id_, one in found.items()}


def between(
    standings: Mapping[str, Sequence[Standing]], actor: str, organization: str
) -> tuple[Standing, ...]:
    """Returns what the registry states of an actor in an organization."""
    return tuple(
        one
        for one in standings.get(organization, ())
        if (one.subject, one.object) == (actor, organization)
    )


def check_relations(briefs: Iterable[Brief], registry: Registry) -> Iterator[Problem]:
    """Yields a warning for each relation of a brief that the registry contradicts.

    It is a notice if the relation has a note, which is taken to explain it.
    """
    standings = standings_of(registry.entities.values())
    for brief in briefs:
        for claim in brief.claims:
            actor, organization = _find(claim.subject, registry), _find(claim.object, registry)
            if actor is None or organization is None:
                continue
            stated = between(standings, actor.id, organization.id)
            phase = contradiction(claim.relation, claim.status, brief.date, stated)
            if phase is not None:
                yield _problem(brief, claim, phase, actor, organization)


def _problem(
    brief: Brief, claim: Claim, phase: Phase, actor: Entity, organization: Entity
) -> Problem:
    here = Phase(claim.relation, claim.status, claim.since, claim.until)
    message = (
        f'{actor.label} in {organization.acronym or organization.label}: "{_said(here)}" here,'
        f' but "{_said(phase)}" in the registry'
    )
    level = Level.NOTICE if claim.note else Level.WARNING
    hint = "" if claim.note else HINT
    return Problem(claim.subject.at(brief.path), level, message, "", hint, "disagreement")


def _said(phase: Phase) -> str:
    prefixes = {"in force": "", "ended": "former ", "proposed": "proposed "}
    if phase.status == "ended":
        when = f" until {phase.until or phase.since}" if phase.until or phase.since else ""
    else:
        when = f" since {phase.since}" if phase.since else ""
    return f"{prefixes.get(phase.status, f'{phase.status} ')}{phase.relation}{when}"


def _find(name: Named, registry: Registry) -> Entity | None:
    return registry.find_actor(name.text) if name.text else None
