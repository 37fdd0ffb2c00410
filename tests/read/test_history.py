"""The history of a membership is read in order, and its mistakes are reported at their places."""

from __future__ import annotations

import pytest

from archive.core.details import Organization, Phase
from archive.read.registry import read_entities

ENTRY = """\
club:
  name: A Club
  kind: forum
  members:
    - {{actor: ve, {written}}}
"""

OBSERVER_TO_MEMBER = (
    "history: [{status: observer}, {status: member, from: 2017}, {status: ended, from: 2020},"
    " {status: member, from: 2020-12}]"
)


def read(written: str) -> tuple[tuple[Phase, ...], list[str]]:
    """Reads an organization with one member; returns its phases and the problems."""
    entities, problems = read_entities(ENTRY.format(written=written), "o.yml", "organization")
    organization = entities[0].details
    assert isinstance(organization, Organization)
    return organization.members[0].phases, [str(one) for one in problems]


@pytest.mark.parametrize(
    ("written", "phases"),
    [
        ("from: 2012", [("member", "in force", "2012", "")]),
        ("relation: observer", [("observer", "in force", "", "")]),
        ("status: suspended, from: 2016-12", [("member", "suspended", "2016-12", "")]),
        (
            "status: ended, from: 1973, until: 2020-01-31",
            [
                ("member", "in force", "1973", "2020-01-31"),
                ("member", "ended", "2020-01-31", ""),
            ],
        ),
        (
            "history: [{status: member, from: 2012}, {status: suspended, from: 2016-12}]",
            [("member", "in force", "2012", "2016-12"), ("member", "suspended", "2016-12", "")],
        ),
        (
            OBSERVER_TO_MEMBER,
            [
                ("observer", "in force", "", "2017"),
                ("member", "in force", "2017", "2020"),
                ("member", "ended", "2020", "2020-12"),
                ("member", "in force", "2020-12", ""),
            ],
        ),
        (
            "history: [{status: suspended, from: 2016}]",
            [("member", "suspended", "2016", "")],
        ),
    ],
)
def test_a_membership_has_its_phases_in_order(
    written: str, phases: list[tuple[str, str, str, str]]
) -> None:
    found, problems = read(written)
    assert problems == []
    assert list(found) == [Phase(*one) for one in phases]


@pytest.mark.parametrize(
    ("changes", "column", "problem"),
    [
        (
            "{status: member, from: 2012}, {status: suspended, from: 2011-12}",
            85,
            '"from" 2011-12 is before 2012, which is above it',
        ),
        (
            "{status: member, from: 2012}, {status: ended}, {status: member, from: 2011}",
            99,
            '"from" 2011 is before 2012, which is above it',
        ),
        (
            "{status: suspend, from: 2012}",
            38,
            '"suspend" is not a known status — did you mean "suspended"?',
        ),
        ("{status: member, from: 2012-13}", 52, '"2012-13" is not a calendar date'),
        ("{from: 2012}", 29, 'required key "status" is missing'),
    ],
)
def test_mistakes_are_reported_at_their_places(changes: str, column: int, problem: str) -> None:
    _, (found,) = read(f"history: [{changes}]")
    assert found.partition(" (hint: ")[0] == f"o.yml:5:{column}: error: {problem}"


def test_a_history_replaces_one_status_with_its_dates() -> None:
    _, (problem,) = read("status: ended, history: [{status: member}]")
    assert problem == (
        'o.yml:5:19: error: "status" cannot be used together with "history"'
        ' (hint: delete "status"; "history" includes it)'
    )


def test_a_month_and_its_year_are_in_order() -> None:
    found, problems = read(
        "history: [{status: member, from: 2012-06}, {status: suspended, from: 2012}]"
    )
    assert problems == []
    assert len(found) == 2
