"""A build logs equal problems once; a preview logs a warning again only after it changes."""

from __future__ import annotations

import logging

import pytest

from archive.core.model import Level, Place, Problem
from archive.mkdocs_adapter.problems import Reporter, log, report

WARNINGS = tuple(
    Problem(Place(f"briefs/{at}.md", 4, 9), Level.WARNING, 'unknown actor "Atlantis"')
    for at in range(1, 6)
)
ERROR = Problem(Place("briefs/x.md", 2, 1), Level.ERROR, "wrong")


@pytest.fixture(autouse=True)
def _level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, log.name)


def test_equal_problems_are_one_line_unless_verbose(caplog: pytest.LogCaptureFixture) -> None:
    report(WARNINGS)
    (message,) = caplog.messages
    assert message == (
        'briefs/1.md:4:9: unknown actor "Atlantis"'
        " [5 times, also at briefs/2.md:4 and briefs/3.md:4; -v lists all]"
    )
    caplog.clear()
    caplog.set_level(logging.DEBUG, log.name)
    report(WARNINGS)
    assert len(caplog.messages) == len(WARNINGS)


def test_a_preview_shows_a_warning_once_until_it_changes(caplog: pytest.LogCaptureFixture) -> None:
    known: set[Problem] = set()

    def build(*found: Problem, rendered: tuple[Problem, ...] = ()) -> list[str]:
        caplog.clear()
        reporter = Reporter(known)
        reporter.report(found)
        reporter.end(rendered)
        return caplog.messages

    one, two = WARNINGS[:2]
    assert build(one) == [str(one).replace(" warning:", ""), "1 warning in briefs/"]
    assert build(one) == ["1 warning in briefs/, 1 of them shown before"]
    assert build(rendered=(one,)) == ["1 warning in briefs/, 1 of them shown before"]
    assert len(build(one, two)) == 2
    assert build() == []
    assert len(build(one)) == 2, "it was gone and came back"
    assert len(build(ERROR)) == 2
    assert len(build(ERROR)) == 2, "an error is shown until it is corrected"
