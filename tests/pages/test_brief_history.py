"""What pages say of the history of briefs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from archive.core.catalogue import ENGLISH
from archive.core.git_host import commit_url
from archive.core.history import History, Revision
from archive.core.model import Brief, DatedNote
from archive.core.settings import Settings, make_edit_base
from archive.pages.context import SiteContext
from archive.pages.drawings import Shapes
from archive.pages.history import brief_history, change_text, published_revisions
from archive.pages.history_view import NOT_KNOWN
from archive.pages.news import SHOWN, corrections_page, news_page
from archive.resolve.graph import Graph, ResolvedBrief

PATH = "briefs/a.md"
NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def seconds(day: str) -> int:
    return int(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp())


def revision(day: str, changed: int = 1, *, minor: bool = False, draft: bool = False) -> Revision:
    return Revision(f"of-{day}", seconds(day), changed, 100, minor, draft)


def a_brief(path: str = PATH, day: str = "2020-01-01", **values: object) -> Brief:
    url = path.replace(".md", "/")
    made = Brief(path, url, f"Title of {path}", dt.date.fromisoformat(day), (), "")
    return replace(made, **values)  # type: ignore[arg-type]


def context(
    *briefs: Brief, revisions: Mapping[str, tuple[Revision, ...]] | None = None, cut: bool = False
) -> SiteContext:
    ordered = sorted(briefs, key=lambda one: one.date, reverse=True)
    resolved = tuple(ResolvedBrief(one, (), (), (), (), ()) for one in ordered)
    return SiteContext(
        graph=Graph(resolved, {}, {}, {}),
        settings=Settings(commit_url="https://git.example.org/x/commit/{commit}"),
        chips={},
        pairs={},
        shapes=Shapes("", {}),
        now=NOW,
        history=History(revisions or {}, cut),
    )


def test_revisions_are_newest_first_and_minor_edits_are_folded() -> None:
    brief = a_brief()
    found = (
        revision("2024-01-01", 100),
        revision("2024-02-01", 12),
        revision("2024-03-01", minor=True),
        revision("2024-03-02", minor=True),
        revision("2024-04-01", 0),
        revision("2024-05-01", minor=True),
    )
    one = brief_history(context(brief, revisions={PATH: found}), brief)
    assert one.published
    assert one.published.text == "1 January 2024"
    assert one.changed
    assert one.changed.iso == "2024-04-01"
    assert [(group.is_minor, [row.date.iso for row in group.rows]) for group in one.groups] == [
        (True, ["2024-05-01"]),
        (False, ["2024-04-01"]),
        (True, ["2024-03-02", "2024-03-01"]),
        (False, ["2024-02-01"]),
        (False, ["2024-01-01"]),
    ]
    rows = [row for group in one.groups for row in group.rows]
    assert (rows[1].change, rows[4].change, rows[5].change) == (
        "No word of the text changed",
        "12% of the words changed",
        "First published",
    )
    assert rows[4].url == "https://git.example.org/x/commit/of-2024-02-01"


def test_a_brief_that_was_only_added_has_no_list() -> None:
    brief = a_brief()
    one = brief_history(context(brief, revisions={PATH: (revision("2024-01-01"),)}), brief)
    assert (one.published is not None, one.changed, one.groups) == (True, None, ())


def test_nothing_is_said_of_what_is_not_known() -> None:
    brief = a_brief()
    assert brief_history(context(brief), brief) == NOT_KNOWN
    held = a_brief(draft=True)
    known = {PATH: (revision("2024-01-01"),)}
    assert brief_history(context(held, revisions=known), held) == NOT_KNOWN
    cut = brief_history(context(brief, cut=True), brief)
    assert (cut.is_cut_off, cut.published) == (True, None)


def test_drafts_and_embargoed_revisions_were_not_published() -> None:
    found = (
        revision("2024-01-01", draft=True),
        revision("2024-01-02"),
        revision("2024-01-03"),
        revision("2024-02-01"),
    )
    brief = a_brief(publish=dt.datetime(2024, 1, 10, tzinfo=dt.UTC))
    seen = published_revisions(context(brief, revisions={PATH: found}), brief)
    assert [one.date.isoformat() for one in seen] == ["2024-01-10", "2024-02-01"]
    assert seen[0].revision.commit == "of-2024-01-03"
    seen = published_revisions(context(brief, revisions={PATH: found}), a_brief())
    assert [one.date.isoformat() for one in seen] == ["2024-01-02", "2024-01-03", "2024-02-01"]


@pytest.mark.parametrize(
    ("changed", "words", "text"),
    [
        (0, 0, "No word of the text changed"),
        (1, 1000, "Less than 1% of the words changed"),
        (1, 100, "1% of the words changed"),
        (555, 1000, "56% of the words changed"),
        (12, 10, "100% of the words changed"),
    ],
)
def test_the_share_of_changed_words(changed: int, words: int, text: str) -> None:
    assert change_text(Revision("a", 0, changed, words), ENGLISH) == text


def note(day: str, text: str) -> DatedNote:
    return DatedNote(dt.date.fromisoformat(day), text)


def test_what_is_new_has_one_line_a_day_for_each_brief() -> None:
    briefs = (
        a_brief("briefs/a.md", corrections=(note("2024-02-01", "Wrong."),)),
        a_brief("briefs/b.md", "2024-03-01", updates=(note("2024-03-05", "More."),)),
        a_brief("briefs/future.md", "2030-01-01"),
        a_brief("briefs/draft.md", "2024-01-01", draft=True),
    )
    known = {
        "briefs/a.md": (
            revision("2024-01-01"),
            revision("2024-01-15"),
            revision("2024-01-20", minor=True),
            revision("2024-02-01"),
        )
    }
    page = news_page(context(*briefs, revisions=known))
    assert [
        (group.title, [(row.date.iso, row.label, row.brief.url, row.text) for row in group.rows])
        for group in page.months
    ] == [
        (
            "March 2024",
            [
                ("2024-03-05", "Update", "briefs/b/", "More."),
                ("2024-03-01", "New brief", "briefs/b/", ""),
            ],
        ),
        ("February 2024", [("2024-02-01", "Correction", "briefs/a/", "Wrong.")]),
        (
            "January 2024",
            [
                ("2024-01-15", "Revision", "briefs/a/", ""),
                ("2024-01-01", "New brief", "briefs/a/", ""),
            ],
        ),
    ]


def test_what_is_new_is_limited() -> None:
    briefs = [a_brief(f"briefs/{at}.md", f"2020-01-{at % 28 + 1:02}") for at in range(SHOWN + 5)]
    rows = [row for group in news_page(context(*briefs)).months for row in group.rows]
    assert len(rows) == SHOWN
    assert rows == sorted(rows, key=lambda row: row.date.iso, reverse=True)


def test_corrections_are_listed_by_year_and_those_of_the_future_are_not() -> None:
    notes = (note("2023-02-01", "One."), note("2024-02-01", "Two."), note("2030-01-01", "No."))
    others = (note("2024-02-01", "Other."),)
    briefs = (
        a_brief(corrections=notes),
        a_brief("briefs/b.md", "2021-01-01", corrections=others),
    )
    page = corrections_page(context(*briefs))
    assert [(group.title, [row.text for row in group.rows]) for group in page.years] == [
        ("2024", ["Other.", "Two."]),
        ("2023", ["One."]),
    ]
    assert page.lead.startswith("What was wrong")
    assert corrections_page(context(a_brief())).lead == "No brief has been corrected."


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "link"),
    [
        ("https://github.com/o/r", "edit/main/docs/", "https://github.com/o/r/commit/abc"),
        ("https://github.com/o/r.git", "", "https://github.com/o/r/commit/abc"),
        ("https://gitlab.com/g/s/r/", "", "https://gitlab.com/g/s/r/-/commit/abc"),
        ("https://codeberg.org/o/r", "", "https://codeberg.org/o/r/commit/abc"),
        ("https://bitbucket.org/w/r", "", "https://bitbucket.org/w/r/commits/abc"),
        ("https://git.x.org/o/r", "-/edit/main/docs/", "https://git.x.org/o/r/-/commit/abc"),
        ("https://git.x.org/o/r", "_edit/main/docs/", "https://git.x.org/o/r/commit/abc"),
        ("https://git.x.org/o/r", "edit/main/docs/", "https://git.x.org/o/r/commit/abc"),
        ("https://git.x.org/o/r", "?path=docs/", ""),
        ("", "", ""),
    ],
)
def test_the_address_of_a_commit_is_that_of_the_host(
    repo_url: str, edit_uri: str, link: str
) -> None:
    base = make_edit_base(repo_url, edit_uri, "docs")
    assert commit_url("", repo_url, base, "abc") == link
    own = "https://own.example.org/?id={commit}"
    assert commit_url(own, repo_url, base, "abc") == "https://own.example.org/?id=abc"
