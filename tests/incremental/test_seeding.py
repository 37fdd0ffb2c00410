"""A preview starts from the published site, and shows what a preview from nothing shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive.build.pipeline import BuildResult
from archive.build.search_index import DATABASES, FOLDERS
from archive.core.settings import Settings
from archive.mkdocs_adapter.serve_state import ServeState
from archive.publish.releases import Releases
from archive.publish.seeding import Published
from tests.support.builds import build_staged, tree
from tests.support.sites import brief

PLAIN = Settings(site_name="A site", search="none", pair_minimum=1, workers=1)


def write(project: Path, name: str, title: str = "", body: str = "The text.") -> None:
    file = project / f"briefs/2022/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(brief(title=title or f"Title {name}", body=body), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three briefs, published."""
    for name in "abc":
        write(tmp_path, name)
    build_staged(tmp_path, PLAIN)
    return tmp_path


def preview(
    project: Path, state: ServeState | None = None, settings: Settings = PLAIN
) -> BuildResult:
    """Builds a preview that may start from the published site."""
    published = Published(project / "site", project / ".cache/site", DATABASES, FOLDERS)
    return build_staged(
        project, settings, site="shown", preview=state or ServeState(), published=published
    )


def from_nothing(project: Path, settings: Settings = PLAIN) -> dict[str, bytes]:
    build_staged(project, settings, site="nothing", preview=ServeState())
    return tree(project / "nothing")


def test_no_page_is_made_after_a_build(project: Path) -> None:
    published = tree(project / "site")
    result = preview(project)
    assert result.written == {}
    assert result.removed == 0
    assert tree(project / "shown") == from_nothing(project)
    assert preview(project).current, "the next one finds it up to date"
    assert tree(project / "site") == published


def test_only_what_an_edit_touches_is_made(project: Path) -> None:
    write(project, "b", body="Other words.")
    made = preview(project).written
    assert "briefs/2022/b/index.html" in made
    assert "briefs/2022/a/index.html" not in made
    assert tree(project / "shown") == from_nothing(project)


def edit_published(project: Path) -> None:
    write(project, "a", "Other")
    build_staged(project, PLAIN)


def remove_one(project: Path) -> None:
    (project / "briefs/2022/c.md").unlink()
    build_staged(project, PLAIN)


def harm(project: Path) -> None:
    (project / "site/briefs/2022/a/index.html").write_text("harmed")
    edit_published(project)
    (project / "site/index.html").write_text("harmed")


def lose_record(project: Path) -> None:
    (project / "shown/.briefing-archive").unlink()
    for file in (project / ".cache/site").glob("*.bin"):
        file.write_bytes(b"lost")


def kill_preview(project: Path) -> None:
    (project / "shown/.briefing-archive").unlink()
    (project / "shown/stray.html").write_text("stray")


@pytest.mark.parametrize(
    "change",
    [
        edit_published,
        harm,
        *(
            pytest.param(one, marks=pytest.mark.long)
            for one in (remove_one, lose_record, kill_preview)
        ),
    ],
)
def test_an_older_preview_is_brought_up_to_date(
    project: Path, change: Callable[[Path], None]
) -> None:
    write(project, "only-shown")
    preview(project)
    (project / "briefs/2022/only-shown.md").unlink()
    change(project)
    preview(project)
    assert tree(project / "shown") == from_nothing(project)


def test_a_newer_preview_keeps_its_own_pages(project: Path) -> None:
    write(project, "b", "Edited since")
    preview(project)
    assert preview(project).current


def test_nothing_is_taken_over_while_the_site_is_built(project: Path) -> None:
    with Releases(project / "site", 1).lock():
        assert len(preview(project).written) == preview(project).pages
    assert tree(project / "shown") == from_nothing(project)


@pytest.mark.long
def test_other_settings_make_all_pages(project: Path) -> None:
    other = replace(PLAIN, site_name="Another")
    result = preview(project, settings=other)
    assert len(result.written) == result.pages
    assert tree(project / "shown") == from_nothing(project, other)


def test_the_search_documents_come_along(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.search.background._spawn", lambda *_: None)
    searched = Settings(site_name="A site", workers=1)
    build_staged(project, searched)
    assert preview(project, settings=searched).written == {}
    shards = {file.name for file in (project / ".cache/site/search").glob("*.shard")}
    assert (
        shards == {file.name for file in (project / ".cache/shown/search").glob("*.shard")} != set()
    )
