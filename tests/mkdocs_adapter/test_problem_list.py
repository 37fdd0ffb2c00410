"""The list of problems on top of each page of a preview."""

from __future__ import annotations

from archive.core.model import Level, Place, Problem
from archive.mkdocs_adapter.problem_list import MOST, with_problems

PAGE = b'<!doctype html><body dir="ltr"><p>x</p></body>'
WRONG = Problem(Place("briefs/<b>.md", 3, 7), Level.ERROR, 'a "<script>" \x1b[31m')
DOUBTFUL = Problem(Place("a.md", 1), Level.WARNING, "doubtful")


def test_errors_come_first_and_are_text() -> None:
    page = with_problems(PAGE, [DOUBTFUL, WRONG, WRONG]).decode()
    assert page.startswith('<!doctype html><body dir="ltr"><details class="archive-problems" open')
    assert page.endswith("</details><p>x</p></body>")
    assert "1 error, 1 warning in a.md and briefs/; a build publishes nothing" in page
    first, second = page.split("<li>")[1:]
    assert first.startswith(
        "briefs/&lt;b&gt;.md:3:7: error: a &quot;&lt;script&gt;&quot; \ufffd[31m"
    )
    assert second.startswith("a.md:1:1: warning: doubtful")


def test_warnings_alone_are_folded() -> None:
    assert b" open" not in with_problems(PAGE, [DOUBTFUL])


def test_without_problems_a_page_stays_as_it_is() -> None:
    notice = Problem(Place("a.md", 1), Level.NOTICE, "said")
    assert with_problems(PAGE, [notice]) == PAGE
    assert with_problems(b"not a page", [WRONG]) == b"not a page"


def test_the_list_has_an_end() -> None:
    many = [Problem(Place("a.md", line), Level.ERROR, "wrong") for line in range(1, MOST + 3)]
    page = with_problems(PAGE, many)
    assert page.count(b"<li>") == MOST
    assert b"<p>2 more</p>" in page
