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
publish: no
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
publishDate: 2025-01-02
publish_date: "2099-01-01T09:00:00Z"
embargo: 2025-02-01
embargo: yes
embargo_until: next week
expiryDate: 2025-01-01
build: {render: never}
_build: {list: never, render: false}
eleventyExcludeFromCollections: true
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
