"""Pages describe the dates of a membership."""

from __future__ import annotations

import pytest

from archive.core.catalogue import ENGLISH
from archive.core.details import Change, Membership
from archive.core.relations import RELATIONS
from archive.pages.relation_words import FORMERLY, PHASES, SINCE, phase_name
from archive.pages.spans import membership_span


def history(*changes: str) -> Membership:
    """Returns a membership with changes such as "member 2012"."""
    parts = [change.rpartition(" ") for change in changes]
    return Membership(
        "xx", history=tuple(Change(status, since.strip("-")) for status, _, since in parts)
    )


@pytest.mark.parametrize(
    ("membership", "span"),
    [
        (Membership("xx"), ""),
        (Membership("xx", since="2012"), "since 2012"),
        (Membership("xx", status="proposed", since="2012"), "2012"),
        (Membership("xx", status="suspended", since="2016-12"), "suspended since December 2016"),
        (
            Membership("xx", status="ended", since="1973", until="2020-01-31"),
            "1973 – 31 January 2020",
        ),
        (Membership("xx", status="ended", until="2003"), "until 2003"),
        (
            Membership("xx", since="2025-01-01", until="2026-12-31"),
            "1 January 2025 – 31 December 2026",
        ),
        (
            history("member 2012", "suspended 2016-12"),
            "suspended since December 2016 (member since 2012)",
        ),
        (history("member -", "suspended 2016"), "suspended since 2016"),
        (history("member 2012", "suspended -"), "member since 2012"),
        (history("member 1973", "ended 2020-01-31"), "1973 – 31 January 2020"),
        (
            history("observer 2005", "member 2017-06-09"),
            "since 9 June 2017 (observer 2005 – 9 June 2017)",
        ),
        (history("observer -", "member 2017"), "since 2017 (observer until 2017)"),
        (
            history("member 1945", "suspended 2011-11", "member 2023-05-07"),
            "since 1945 (suspended November 2011 – 7 May 2023)",
        ),
        (
            history("member 1975", "ended 1995-01", "member 2016-07"),
            "since July 2016 (member 1975 – January 1995)",
        ),
        (
            history("member 1973", "ended 1992", "member 2007", "ended 2020"),
            "2007 – 2020 (member 1973 – 1992)",
        ),
        (
            history("member 1980", "suspended 2002", "ended 2003"),
            "1980 – 2003 (suspended 2002 – 2003)",
        ),
        (
            history("member -", "suspended 2020-08", "member 2020-10", "suspended 2021-06"),
            "suspended since June 2021 (suspended August 2020 – October 2020)",
        ),
        (
            history("member 1970", "ended 1987", "member 1997", "suspended 2000", "member 2001"),
            "since 1997 (member 1970 – 1987 and suspended 2000 – 2001)",
        ),
    ],
)
def test_each_membership_has_its_span(membership: Membership, span: str) -> None:
    assert membership_span(membership.phases, ENGLISH) == span


def test_each_relation_has_all_its_messages() -> None:
    assert tuple(SINCE) == tuple(FORMERLY) == tuple(PHASES) == RELATIONS
    assert phase_name("suspended", "member") == "suspended member"
    assert phase_name("in force", "observer") == "observer"
