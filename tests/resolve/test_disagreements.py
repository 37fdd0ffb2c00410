"""A brief and the registry disagree by the membership's history on the day of the brief."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.core.details import Change, Membership
from archive.core.model import Standing
from archive.read.registry import read_entities
from archive.resolve.disagreements import contradiction, phases_on
from tests.support.lint import lint

CSTO = Membership("am", since="2002")
MERCOSUR = Membership("ve", history=(Change("member", "2012"), Change("suspended", "2016-12")))
OBSERVER_FIRST = Membership(
    "in", history=(Change("observer", "2005"), Change("member", "2017-06-09"))
)
ENDED = Membership("gb", status="ended", since="1973", until="2020-01-31")
UNDATED = Membership("fr")
TERM = Membership("dk", since="2025-01-01", until="2026-12-31")
PROPOSED = Membership("in", relation="observer", status="proposed", since="2022")

AGREE = ""


def standing(membership: Membership) -> Standing:
    return Standing(membership.actor, "club", membership.phases, "2025-06")


@pytest.mark.parametrize(
    ("membership", "day", "claim", "against"),
    [
        # Armenia in the CSTO.
        (CSTO, "2024-02-22", "suspended member", "in force member"),
        (CSTO, "2024-02-22", "ended member", "in force member"),
        (CSTO, "2024-02-22", "in force member", AGREE),
        (CSTO, "2024-02-22", "proposed member", "in force member"),
        (CSTO, "2024-02-22", "in force observer", "in force member"),
        (CSTO, "2024-02-22", "in force guest", AGREE),
        (CSTO, "2024-02-22", "ended observer", AGREE),
        (CSTO, "2024-02-22", "proposed observer", AGREE),
        # The registry has no data on the time before, and no day within the first year.
        (CSTO, "1999-01-01", "suspended member", AGREE),
        (CSTO, "2002-05-01", "suspended member", AGREE),
        (CSTO, "2003-01-01", "suspended member", "in force member"),
        # A brief dated before a change does not disagree with it.
        (MERCOSUR, "2016-11-30", "in force member", AGREE),
        (MERCOSUR, "2016-12-01", "in force member", AGREE),
        (MERCOSUR, "2017-01-01", "in force member", "suspended member"),
        (MERCOSUR, "2017-01-01", "suspended member", AGREE),
        (MERCOSUR, "2016-11-30", "suspended member", "in force member"),
        (OBSERVER_FIRST, "2017-06-08", "in force observer", AGREE),
        (OBSERVER_FIRST, "2017-06-09", "in force observer", AGREE),
        (OBSERVER_FIRST, "2017-06-10", "in force observer", "in force member"),
        (OBSERVER_FIRST, "2017-06-08", "in force member", "in force observer"),
        (OBSERVER_FIRST, "2016-01-01", "proposed member", AGREE),
        (ENDED, "2019-12-31", "in force member", AGREE),
        (ENDED, "2020-01-31", "in force member", AGREE),
        (ENDED, "2020-01-31", "ended member", AGREE),
        (ENDED, "2020-02-01", "in force member", "ended member"),
        (ENDED, "2021-01-01", "proposed member", AGREE),
        # A membership without a date is certain only once the registry was correct.
        (UNDATED, "2012-01-01", "suspended member", AGREE),
        (UNDATED, "2025-07-01", "suspended member", "in force member"),
        # A term ends on its day.
        (TERM, "2026-06-01", "in force member", AGREE),
        (TERM, "2027-01-01", "in force member", "ended member"),
        (PROPOSED, "2023-01-01", "in force observer", "proposed observer"),
        (PROPOSED, "2023-01-01", "in force partner", AGREE),
    ],
)
def test_a_claim_is_compared_with_the_phase_of_its_day(
    membership: Membership, day: str, claim: str, against: str
) -> None:
    status, relation = next(
        (one, claim.removeprefix(f"{one} "))
        for one in ("in force", "suspended", "ended", "proposed")
        if claim.startswith(one)
    )
    found = contradiction(relation, status, dt.date.fromisoformat(day), [standing(membership)])
    assert (f"{found.status} {found.relation}" if found else AGREE) == against


def test_a_claim_that_agrees_with_one_of_several_standings_is_no_contradiction() -> None:
    both = [standing(UNDATED), standing(Membership("fr", relation="candidate", since="2001"))]
    day = dt.date(2025, 12, 1)
    assert contradiction("candidate", "in force", day, both) is None
    assert contradiction("observer", "in force", day, both) is not None
    assert contradiction("member", "in force", day, []) is None


def test_a_day_near_an_inexact_date_has_several_possible_phases() -> None:
    found = phases_on(standing(MERCOSUR), dt.date(2016, 12, 6))
    assert [phase and phase.status for phase in found] == ["in force", "suspended"]
    found = phases_on(standing(MERCOSUR), dt.date(2012, 6, 1))
    assert [phase and phase.status for phase in found] == [None, "in force"]


MEMBER = '"member since 2002" in the registry'
SUSPENDED = '"suspended member since 2016-12" in the registry'

CLUB = """\
club:
  name: A Club
  acronym: AC
  kind: forum
  members:
    - {actor: am, from: 2002}
    - {actor: ve, history: [{status: member, from: 2012}, {status: suspended, from: 2016-12}]}
"""
BRIEF = """\
---
title: A title
date: 2024-02-22
actors: [Armenia, AC]
relations:
  - {subject: Armenia, relation: member, object: AC, status: suspended, from: 2024-02-22}
  - {subject: Venezuela, relation: member, object: A Club, status: ended, until: 2019}
  - {subject: Venezuela, relation: member, object: A Club, note: It says that it is one.}
  - {subject: Venezuela, relation: member, object: A Club, status: suspended, from: 2017}
---
The text.
"""


def test_lint_reports_a_disagreement_at_the_line_of_the_relation(tmp_path: Path) -> None:
    assert not read_entities(CLUB, "o.yml", "organization")[1]
    files = {"briefs/2024/one.md": BRIEF, "registry/organizations.yml": CLUB}
    for path, text in {**files, "mkdocs.yml": "site_name: A\n"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = [line.partition(" (hint: ") for line in lint(tmp_path)]
    assert [(line.partition("one.md:")[2], bool(hint)) for line, _, hint in found] == [
        (f'6:15: Armenia in AC: "suspended member since 2024-02-22" here, but {MEMBER}', True),
        (f'7:15: Venezuela in AC: "former member until 2019" here, but {SUSPENDED}', True),
        (f'8:15: Venezuela in AC: "member" here, but {SUSPENDED}', False),
    ]
    assert found[0][2] == (
        "correct the relation, or the history of the membership in the registry; if both are"
        " right, explain it in the relation's note)"
    )
