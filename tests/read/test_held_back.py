"""A brief that another system would hold back is not published by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.model import Level
from archive.read.brief_folder import read_briefs
from archive.read.briefs import parse_brief
from archive.read.held_back import HINT
from tests.support.sites import brief

NOW = "1735689600"
"""1 January 2025."""

HELD = """
published: false
dg-publish: false
Published: False
status: draft
status: In review
status: [draft]
visibility: private
hidden: true
Draft: yes
is_draft: true
unlisted: true
embargo: yes
embargo_until: next week
expiryDate: 2025-01-01
build: {render: never}
_build: {list: never, render: false}
eleventyExcludeFromCollections: true
""".strip().split("\n")

HELD_UNTIL = """
publishDate: 2025-01-02
publish_date: "2025-01-02T09:00:00Z"
embargo: 2025-01-02
""".strip().split("\n")

NOT_HELD = """
published: true
status: published
hidden: false
publishDate: 2025-01-01
published_time: 2024-08-26 17:22:51-04:00
embargo: no
embargo: 2024-12-31
expiryDate: 2025-01-02
build: {list: never}
""".strip().split("\n")


def with_key(line: str) -> str:
    return brief().replace("---\nThe", f"{line}\n---\nThe")


@pytest.mark.parametrize("line", HELD)
def test_a_key_that_holds_a_page_back_in_another_system_is_an_error(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    [problem] = parse_brief(with_key(line), "briefs/a.md", "briefs")[1]
    key = line.partition(":")[0]
    assert str(problem) == (
        f'briefs/a.md:5:1: error: key "{key}" does not hold a brief back here (hint: {HINT})'
    )
    assert "draft: true" in HINT


@pytest.mark.parametrize("line", HELD_UNTIL)
def test_a_key_that_holds_a_page_back_until_a_day_is_an_error_that_names_publish(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    [problem] = parse_brief(with_key(line), "briefs/a.md", "briefs")[1]
    assert problem.level is Level.ERROR
    assert problem.hint == "write publish: 2025-01-02 to publish the brief then"


TIMES = {
    "2027-01-15": "2027-01-15T00:00+00:00",
    "2027-01-15 09:00Z": "2027-01-15T09:00+00:00",
    "2027-01-15T09:00:00+03:00": "2027-01-15T06:00+00:00",
    "2027-01-15 00:30+05:30": "2027-01-14T19:00+00:00",
}


@pytest.mark.parametrize(("text", "time"), TIMES.items())
def test_publish_is_a_day_or_a_time_with_its_zone(text: str, time: str) -> None:
    read, problems = parse_brief(with_key(f"publish: {text}"), "briefs/a.md", "briefs")
    assert read is not None
    assert read.publish is not None
    assert (read.publish.isoformat(timespec="minutes"), problems) == (time, ())


WRONG_TIMES = {
    "no": 'error: "no" is not a time (hint: write draft: true to keep the brief out of the'
    " published site)",
    "true": 'warning: "true" is not a time (hint: delete it: every brief is published unless it has'
    " draft: true)",
    "2027-01-15 09:00": 'error: "2027-01-15 09:00" has no time zone (hint: add the zone:'
    " 2027-01-15 09:00Z for UTC, 2027-01-15 09:00+03:00 for three hours ahead of it)",
    "2027-02-30": 'error: "2027-02-30" is not a calendar date (hint: February 2027 has 28 days)',
    "2027-01-15 25:00Z": 'error: "2027-01-15 25:00Z" is not a time (hint: check the day, the hour'
    " and the zone)",
    "9999-12-31 23:00-05:00": 'error: "9999-12-31 23:00-05:00" is not a time (hint: check the day,'
    " the hour and the zone)",
    "15 January 2027": 'error: "15 January 2027" is not a time \u2014 did you mean "2027-01-15"?'
    " (hint: write a day, or a day and a time: 2027-01-15, 2027-01-15 09:00Z,"
    " 2027-01-15 09:00+03:00)",
}


@pytest.mark.parametrize(("text", "message"), WRONG_TIMES.items())
def test_another_value_of_publish_is_reported(text: str, message: str) -> None:
    [problem] = parse_brief(with_key(f"publish: {text}"), "briefs/a.md", "briefs")[1]
    assert str(problem) == f"briefs/a.md:5:10: {message}"


@pytest.mark.parametrize("line", NOT_HELD)
def test_other_values_are_unknown_keys_without_a_suggestion(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    [problem] = parse_brief(with_key(line), "briefs/a.md", "briefs")[1]
    assert (problem.level, problem.suggestion) == (Level.WARNING, "")
    assert problem.message == f'unknown key "{line.partition(":")[0]}"'


@pytest.mark.parametrize("line", HELD)
def test_such_a_key_in_a_draft_is_only_a_warning(line: str) -> None:
    [problem] = parse_brief(with_key(f"draft: yes\n{line}"), "briefs/a.md", "briefs")[1]
    assert problem.level is Level.WARNING


def test_a_publish_date_that_has_come_is_noticed_without_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "briefs/a.md"
    file.parent.mkdir()
    file.write_text(with_key("publishDate: 2025-01-02"), encoding="utf-8")

    def levels() -> list[Level]:
        return [one.level for one in read_briefs(tmp_path, "briefs", tmp_path / "cache")[1]]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    assert levels() == levels() == [Level.ERROR]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + 86400))
    assert levels() == [Level.WARNING]


@pytest.mark.parametrize("key", ["expiryDate", "expires", "unpublish_date"])
def test_an_expiry_date_that_has_come_is_noticed_without_an_edit(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "briefs/a.md"
    file.parent.mkdir()
    file.write_text(with_key(f"{key}: 2025-01-02"), encoding="utf-8")

    def levels() -> list[Level]:
        return [one.level for one in read_briefs(tmp_path, "briefs", tmp_path / "cache")[1]]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    assert levels() == levels() == [Level.WARNING]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW) + 86400))
    assert levels() == [Level.ERROR]


def test_the_expiry_date_of_a_draft_is_only_a_warning() -> None:
    line = "draft: yes\nexpiryDate: 2099-01-01"
    [problem] = parse_brief(with_key(line), "briefs/a.md", "briefs")[1]
    assert (problem.level, problem.code) == (Level.WARNING, "key")
