"""A brief with ``publish`` is nowhere before its time, and published then without an edit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.build.waiting import held_notes, waits_for_time
from archive.core.settings import Settings
from tests.support.builds import build_clean, build_staged, tree
from tests.support.sites import brief

PLAIN = Settings(site_name="A", site_url="https://a.example/", search="none", workers=1)
BEFORE, AFTER = "2027-01-15 05:59", "2027-01-15 06:00"
HELD = "A sealed report"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A brief of the public, and one that waits for 09:00 in Nairobi, with its attachment."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs/open.md").write_text(brief(title="An open report"), "utf-8")
    text = brief(title=HELD, actors="Kenya", date="2027-01-15")
    text = text.replace("---\nThe", "publish: 2027-01-15 09:00+03:00\n---\n[Data](data.csv) The")
    (tmp_path / "briefs/sealed.md").write_text(text, "utf-8")
    (tmp_path / "briefs/data.csv").write_text("a,b\n1,2\n", "utf-8")
    set_time(monkeypatch, BEFORE)
    return tmp_path


def set_time(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    time = dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(time.timestamp())))


def named(project: Path) -> list[str]:
    """Returns the published files that have anything of the brief."""
    files = {name: (project / "site" / name).read_bytes() for name in tree(project / "site")}
    marks = (HELD.encode(), b"briefs/sealed")
    return sorted(
        name for name, data in files.items() if "data.csv" in name or any(m in data for m in marks)
    )


def test_before_its_time_it_is_in_no_file(project: Path) -> None:
    build_staged(project, PLAIN)
    assert named(project) == []
    assert not (project / "site/countries/kenya").exists()
    sources = read_sources(project, PLAIN)
    assert not sources.problems, "a date in the future is no problem of a brief that waits"
    assert waits_for_time(sources)
    assert list(held_notes(sources)) == [
        "briefs that wait for their time: 1; the next is briefs/sealed.md, at 2027-01-15 06:00 UTC"
    ]


def test_from_its_time_on_it_is_published_without_an_edit(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_staged(project, PLAIN)
    set_time(monkeypatch, AFTER)
    build_staged(project, PLAIN)
    assert {"briefs/data.csv", "briefs/sealed/index.html", "index.html"} <= set(named(project))
    assert not waits_for_time(read_sources(project, PLAIN))
    assert tree(project / "site") == build_clean(project, PLAIN)
    assert "held" not in (project / "site/briefs/sealed/index.html").read_text("utf-8")


def test_a_draft_stays_a_draft(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = project / "briefs/sealed.md"
    file.write_text(file.read_text("utf-8").replace("publish:", "draft: yes\npublish:"), "utf-8")
    set_time(monkeypatch, AFTER)
    build_staged(project, PLAIN)
    assert named(project) == []
    assert list(held_notes(read_sources(project, PLAIN))) == ["drafts that are not published: 1"]


def test_a_build_checks_what_has_come_due(project: Path) -> None:
    """A site that waits is never called up to date without a look at its briefs."""
    assert waits_for_time(read_sources(project, PLAIN))
    (project / "briefs/sealed.md").unlink()
    assert not waits_for_time(read_sources(project, PLAIN))
