"""Dates in the future are reported; such briefs are not among the newest before their day."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.build.waiting import waits_for_time
from archive.core.settings import Settings
from tests.support.builds import build_clean, build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief

PLAIN = Settings(
    site_name="A site", site_url="https://a.example/", search="none", workers=1, newest=5
)
DATES = {"past": "2024-12-31", "today": "2025-01-01", "next": "2025-01-02", "last": "9999-12-31"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Briefs of several days; it is 1 January 2025."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    for name, date in DATES.items():
        put(tmp_path, name, brief(title=f"Of {name}", date=date))
    update = "updates: [{date: 2024-06-01, note: Old}, {date: 2030-01-01, note: New}]\n---\nThe"
    put(tmp_path, "old", brief(title="Of old", date="2024-01-01").replace("---\nThe", update))
    set_day(monkeypatch, dt.date(2025, 1, 1))
    return tmp_path


def put(project: Path, name: str, text: str) -> None:
    file = project / f"briefs/2025/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def set_day(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    epoch = dt.datetime.combine(day, dt.time(23, 59), dt.UTC).timestamp()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(epoch)))


def newest(project: Path) -> set[str]:
    page = (project / "site/index.html").read_text(encoding="utf-8")
    return set(re.findall(r'href="briefs/2025/(\w+)/', page))


def changes(project: Path) -> dict[str, str]:
    text = (project / "site/sitemap.xml").read_text(encoding="utf-8")
    return dict(
        re.findall(r"<loc>https://a.example/(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?", text)
    )


def test_the_newest_briefs_have_no_date_in_the_future(project: Path) -> None:
    build_staged(project, PLAIN)
    assert newest(project) == {"past", "today", "old"}


def test_statements_on_a_period_end_today(project: Path) -> None:
    build_staged(project, PLAIN)
    for page in ("years", "countries/india"):
        text = (project / f"site/{page}/index.html").read_text(encoding="utf-8")
        assert "3 briefs from 2024 to 2025, most in 2024 (2)" in text, page
        assert "9999" in text


def test_the_date_of_change_is_that_of_the_latest_note_that_is_due(project: Path) -> None:
    build_staged(project, PLAIN)
    page = (project / "site/briefs/2025/old/index.html").read_text(encoding="utf-8")
    assert re.findall(r'"dateModified":"(.*?)"', page) == ["2024-06-01"]


def test_relations_of_future_briefs_are_not_among_the_newest_proposals(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = (
        "relations: [{subject: India, relation: member, object: CSTO, status: proposed}]\n---\nThe"
    )
    put(project, "next", brief(title="Of next", date="2025-01-02").replace("---\nThe", claim))
    build_staged(project, PLAIN)
    home = project / "site/index.html"
    assert "archive-proposed" not in home.read_text(encoding="utf-8")
    set_day(monkeypatch, dt.date(2025, 1, 2))
    build_staged(project, PLAIN)
    assert "archive-proposed" in home.read_text(encoding="utf-8")


def test_a_note_that_comes_due_is_published_without_an_edit(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_staged(project, PLAIN)
    set_day(monkeypatch, dt.date(2030, 1, 1))
    assert "briefs/2025/old/index.html" in build_staged(project, PLAIN).written
    assert tree(project / "site") == build_clean(project, PLAIN)


def test_an_archive_with_only_future_briefs_is_not_called_empty(project: Path) -> None:
    for name in ("past", "today", "old"):
        (project / f"briefs/2025/{name}.md").unlink()
    build_staged(project, PLAIN)
    home = (project / "site/index.html").read_text(encoding="utf-8")
    assert newest(project) == set()
    assert "There is no brief yet" not in home


def test_the_site_map_gives_no_date_in_the_future(project: Path) -> None:
    build_staged(project, PLAIN)
    found = changes(project)
    assert found["briefs/2025/next/"] == found["briefs/2025/last/"] == ""
    assert found["briefs/2025/old/"] == "2024-06-01"
    assert found[""] == found["countries/india/"] == "2025-01-01"
    assert max(found.values()) == "2025-01-01"


def test_a_brief_that_comes_due_is_published_without_an_edit(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_staged(project, PLAIN)
    assert not build_staged(project, PLAIN).published
    set_day(monkeypatch, dt.date(2025, 1, 2))
    result = build_staged(project, PLAIN)
    assert {"index.html", "years/index.html", "countries/india/index.html"} <= set(result.written)
    assert newest(project) == {"past", "today", "old", "next"}
    assert changes(project)["briefs/2025/next/"] == "2025-01-02"
    assert tree(project / "site") == build_clean(project, PLAIN)


@pytest.mark.parametrize(
    ("line", "waits"), [("tags: [a]", False), ("expiryDate: 2025-06-01", True)]
)
def test_files_with_a_date_in_the_future_are_read_again(
    project: Path, line: str, waits: bool
) -> None:
    """Otherwise, a build without an edit would repeat the result of the previous build."""
    for name in ("next", "last", "old"):
        (project / f"briefs/2025/{name}.md").unlink()
    put(project, "past", brief(date=DATES["past"]).replace("---\nThe", f"{line}\n---\nThe"))
    assert waits_for_time(read_sources(project, PLAIN)) is waits
    put(project, "next", brief(date=DATES["next"]))
    assert waits_for_time(read_sources(project, PLAIN))


def test_a_day_on_which_nothing_comes_due_changes_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_day(monkeypatch, dt.date(2025, 2, 1))
    build_staged(project, PLAIN)
    set_day(monkeypatch, dt.date(2025, 2, 2))
    assert not build_staged(project, PLAIN).published


def test_lint_reports_each_date_in_the_future_at_its_place(project: Path) -> None:
    put(project, "draft", brief(date="2099-01-01").replace("---\nThe", "draft: yes\n---\nThe"))
    hint = "(hint: correct the date, or keep the brief back with publish: {} or draft: true)".format
    assert lint(project) == [
        f"briefs/2025/last.md:3:7: the date 9999-12-31 is in the future {hint('9999-12-31')}",
        f"briefs/2025/next.md:3:7: the date 2025-01-02 is in the future {hint('2025-01-02')}",
        f"briefs/2025/old.md:5:49: the date 2030-01-01 is in the future {hint('2030-01-01')}",
    ]
