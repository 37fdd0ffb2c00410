"""A preview starts from the published site, and shows what a preview from nothing shows."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from archive.build.pipeline import BuildResult
from archive.build.search_index import DATABASES, FOLDERS
from archive.core.settings import Settings
from archive.mkdocs_adapter.serve_state import ServeState
from archive.publish.marks import MARKER, release_of
from archive.publish.releases import ReleaseError, Releases
from archive.publish.seeding import Published
from archive.publish.takeover import Takeover
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


class Preview(Protocol):
    """Builds a preview that may start from the published site."""

    def __call__(
        self, project: Path, state: ServeState | None = None, settings: Settings = PLAIN
    ) -> BuildResult:
        """Builds it in ``shown/``."""


def build_preview(
    project: Path,
    state: ServeState | None = None,
    settings: Settings = PLAIN,
    takeovers: list[Takeover] | None = None,
) -> BuildResult:
    """Builds a preview; its pages are taken over later if there is a list for the takeover."""
    published = Published(
        project / "site", project / ".cache/site", DATABASES, FOLDERS, takeovers is not None
    )
    return build_staged(
        project,
        settings,
        site="shown",
        preview=state or ServeState(),
        published=published,
        takeovers=takeovers,
    )


@pytest.fixture(params=[pytest.param("during the build", marks=pytest.mark.long), "after it"])
def preview(request: pytest.FixtureRequest) -> Preview:
    """Builds a preview, whose pages are taken over during its build or after it."""
    if request.param == "during the build":
        return build_preview

    def build(
        project: Path, state: ServeState | None = None, settings: Settings = PLAIN
    ) -> BuildResult:
        takeovers: list[Takeover] = []
        result = build_preview(project, state, settings, takeovers)
        for takeover in takeovers:
            takeover.finish()
        return result

    return build


def from_nothing(project: Path, settings: Settings = PLAIN) -> dict[str, bytes]:
    build_staged(project, settings, site="nothing", preview=ServeState())
    return tree(project / "nothing")


def test_no_page_is_made_after_a_build(project: Path, preview: Preview) -> None:
    published = tree(project / "site")
    result = preview(project)
    assert result.written == {}
    assert result.removed == 0
    assert tree(project / "shown") == from_nothing(project)
    assert preview(project).current, "the next one finds it up to date"
    assert tree(project / "site") == published


def test_only_what_an_edit_touches_is_made(project: Path, preview: Preview) -> None:
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
    project: Path, change: Callable[[Path], None], preview: Preview
) -> None:
    write(project, "only-shown")
    preview(project)
    (project / "briefs/2022/only-shown.md").unlink()
    change(project)
    preview(project)
    assert tree(project / "shown") == from_nothing(project)


def test_a_newer_preview_keeps_its_own_pages(project: Path, preview: Preview) -> None:
    write(project, "b", "Edited since")
    preview(project)
    assert preview(project).current


def test_nothing_is_taken_over_while_the_site_is_built(project: Path, preview: Preview) -> None:
    with Releases(project / "site", 1).lock():
        assert len(preview(project).written) == preview(project).pages
    assert tree(project / "shown") == from_nothing(project)


@pytest.mark.long
def test_other_settings_make_all_pages(project: Path, preview: Preview) -> None:
    other = replace(PLAIN, site_name="Another")
    result = preview(project, settings=other)
    assert len(result.written) == result.pages
    assert tree(project / "shown") == from_nothing(project, other)


def test_the_search_documents_come_along(
    project: Path, monkeypatch: pytest.MonkeyPatch, preview: Preview
) -> None:
    monkeypatch.setattr("archive.search.background._spawn", lambda *_: None)
    searched = Settings(site_name="A site", workers=1)
    build_staged(project, searched)
    assert preview(project, settings=searched).written == {}
    shards = {file.name for file in (project / ".cache/site/search").glob("*.shard")}
    assert (
        shards == {file.name for file in (project / ".cache/shown/search").glob("*.shard")} != set()
    )


SOME = "briefs/2022/b/index.html"


@pytest.fixture
def takeover(project: Path) -> Takeover:
    """Takes over after a build that has made two of the pages itself."""
    write(project, "c", body="Other words.")
    takeovers: list[Takeover] = []
    build_preview(project, takeovers=takeovers)
    (one,) = takeovers
    return one


def test_a_page_that_is_read_is_taken_first(project: Path, takeover: Takeover) -> None:
    expected = from_nothing(project)
    shown = project / "shown"
    assert not (shown / SOME).exists()
    takeover.take(SOME)
    assert (shown / SOME).read_bytes() == expected[SOME]
    assert not (shown / "briefs/2022/a/index.html").exists(), "the others are not taken"
    for path in ("briefs/2022/c/index.html", "nothing/index.html"):
        takeover.take(path)
    assert b"Other words." in (shown / "briefs/2022/c/index.html").read_bytes(), "its own page"
    takeover.finish()
    assert tree(shown) == expected


def test_the_site_stays_locked_until_all_is_taken(project: Path, takeover: Takeover) -> None:
    with pytest.raises(ReleaseError, match="another build of site/ is running"):
        build_staged(project, PLAIN)
    assert not release_of(project / "shown"), "what is shown is not whole"
    takeover.finish()
    assert release_of(project / "shown")
    assert "briefs/2022/c/index.html" in build_staged(project, PLAIN).written


def test_the_next_preview_completes_one_that_was_stopped(
    project: Path, takeover: Takeover, monkeypatch: pytest.MonkeyPatch
) -> None:
    takeover.take(SOME)
    takeover.stop()
    (project / "shown/stray.html").write_text("stray")
    (project / "shown/briefs/2022/b/stray.html").write_text("stray")
    (project / "shown/briefs/2022/a").mkdir()
    (project / "shown/briefs/2022/a/index.html").write_text("older")
    takeover.take("briefs/2022/a/index.html")
    assert (project / "shown/briefs/2022/a/index.html").read_text() == "older", "it has ended"
    with monkeypatch.context() as patch:
        patch.setattr("archive.lib.output_files.digest_stream", None)
        assert SOME not in build_preview(project).written, "no published file was even read"
    assert tree(project / "shown") == from_nothing(project)


def test_a_file_that_cannot_be_taken_is_reported_and_taken_by_the_next_build(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    state, takeovers = ServeState(), list[Takeover]()
    build_preview(project, state, takeovers=takeovers)
    (project / "site" / SOME).unlink()
    takeovers[0].finish()
    assert "the preview could not take over all published pages" in caplog.text
    assert not release_of(project / "shown")
    assert SOME in build_preview(project, state).written
    assert tree(project / "shown") == from_nothing(project)


def test_a_build_that_fails_unlocks_the_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("archive.build.pipeline.check_links", fail)
        with pytest.raises(OSError, match="disk is full"):
            build_preview(project, takeovers=[])
    assert build_staged(project, PLAIN).current
    build_preview(project)
    assert tree(project / "shown") == from_nothing(project)


SLUGS = st.sampled_from("abcde")
CHANGES = st.lists(st.tuples(SLUGS, st.sampled_from(["edit", "link", "remove"])), max_size=4)


def change(project: Path, changes: list[tuple[str, str]], words: str) -> None:
    for slug, how in changes:
        if how == "remove":
            (project / f"briefs/2022/{slug}.md").unlink(missing_ok=True)
        else:
            body = "See [the table](a.md#table)." if how == "link" else words
            write(project, slug, f"Title {slug} {words}", body)


@pytest.mark.long
@pytest.mark.scaled
@tries(
    max_examples=int(os.environ.get("ARCHIVE_EXAMPLES", "2")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.tuples(CHANGES, CHANGES, st.lists(st.floats(0, 1)), st.booleans()), max_size=4))
def test_whatever_is_read_and_stopped_the_preview_is_that_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[list[tuple[str, str]], list[tuple[str, str]], list[float], bool]],
) -> None:
    project = tmp_path_factory.mktemp("random")
    write(project, "a", body="## Table {#table}")
    for number, (before, after, reads, is_stopped) in enumerate(steps):
        change(project, before, f"built {number}")
        write(project, "f", f"Always there {number}")
        build_staged(project, PLAIN)
        change(project, after, f"edited {number}")
        takeovers: list[Takeover] = []
        build_preview(project, takeovers=takeovers)
        expected = from_nothing(project)
        pages = sorted(path for path in expected if path != MARKER)
        for read in reads:
            path = pages[int(read * (len(pages) - 1))]
            for takeover in takeovers:
                takeover.take(path)
            assert (project / "shown" / path).read_bytes() == expected[path]
        for takeover in takeovers:
            takeover.stop() if is_stopped else takeover.finish()
        if not (is_stopped and takeovers):
            assert tree(project / "shown") == expected
    build_preview(project)
    assert tree(project / "shown") == from_nothing(project)
