"""``mkdocs serve`` shows drafts and saved changes, and publishes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.builds import tree
from tests.support.commands import Server, serving
from tests.support.hooked import EDIT, add_hook, prepare_edit
from tests.support.sites import brief, make_project, run_mkdocs
from tests.support.waiting import wait_until

DRAFT = brief(title="Not yet").replace("---\nThe", "draft: yes\n---\nThe")
POLICY = "Content-Security-Policy"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    texts = {"briefs/2022/good.md": brief(), "briefs/2022/draft.md": DRAFT}
    return make_project(tmp_path, texts)


@pytest.fixture
def preview(project: Path) -> Iterator[Server]:
    with serving("mkdocs", project) as server:
        yield server


def shows(server: Server, path: str, text: str) -> None:
    """Waits until a page contains a string."""
    wait_until(lambda: server.get(path), lambda answer: text in answer.text)


def test_drafts_are_shown_without_a_policy(project: Path, preview: Server) -> None:
    page = preview.get("briefs/2022/draft/").text
    assert "Not yet" in page
    mark = '<strong class="held">Draft, not published</strong>'
    assert mark in page
    assert mark in preview.get("").text
    assert preview.get("briefs/2022/good/").text.count(mark) == 1, "on the card of the draft"
    waits = brief().replace("---\nThe", "publish: 2999-01-15\n---\nThe")
    (project / "briefs/2022/waits.md").write_text(waits, "utf-8")
    shows(preview, "briefs/2022/waits/", "Not published before 15 January 2999, 00:00 UTC")
    assert POLICY not in page
    assert POLICY not in preview.get("").text
    assert "Not yet" in preview.get("").text, "and listed"
    assert "livereload" in page, "the script of the server, which a policy would stop"
    assert not (project / "site").exists()
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert not (run.site / "briefs/2022/draft").exists()
    assert not (run.site / "briefs/2022/waits").exists()
    assert "waits.md, at 2999-01-15 00:00 UTC" in run.output
    assert POLICY in run.page("")
    assert "Not yet" not in run.page("")


@pytest.mark.long
def test_the_search_is_updated_after_the_pages(project: Path, preview: Server) -> None:
    entry = "pagefind/briefs-2022-02/pagefind-entry.json"
    shows(preview, entry, "page_count")
    first = preview.get(entry)
    edited = brief(body="A railway to the border.")
    (project / "briefs/2022/good.md").write_text(edited, "utf-8")
    shows(preview, "briefs/2022/good/", "railway")
    wait_until(lambda: preview.get(entry), lambda now: "page_count" in now.text and now != first)


@pytest.mark.long
def test_what_is_saved_during_a_build_is_shown(project: Path) -> None:
    """The first save is read by a build, during which a hook makes the second one."""
    add_hook(project, EDIT.format(event="on_nav"))
    url, file = "briefs/2022/good/", project / "briefs/2022/good.md"
    prepare_edit(project, {"briefs/2022/good.md": brief(body="Saved before it watches.")})
    with serving("mkdocs", project) as preview:
        assert "Saved before it watches." in preview.get(url).text
        prepare_edit(project, {"briefs/2022/good.md": brief(body="The second save.")})
        with preview.rebuilding():
            file.write_text(brief(body="The first save."), "utf-8")
        assert "The second save." in preview.get(url).text
        prepare_edit(project, {"briefs/2022/good.md": brief(body="The second save.")})
        with preview.rebuilding():
            file.write_text(brief(body="Reverted at once."), "utf-8")
        assert "The second save." in preview.get(url).text
        made = [line for line in preview.log if " pages made" in line]
        assert " 0 of " in made[-1], "a failed build has not spoilt the preview"


@pytest.mark.long
def test_two_previews_of_a_project_do_not_mix(project: Path) -> None:
    other = project / "other.yml"
    config = (project / "mkdocs.yml").read_text("utf-8")
    other.write_text(config.replace("Two Rivers Briefing Archive", "Another site"), "utf-8")
    with (
        serving("mkdocs", project) as first,
        serving("mkdocs", project, "-f", "other.yml") as second,
    ):
        assert "another build is using .cache/archive/preview" in "".join(second.log)
        assert "Another site" in second.get("").text
        assert "Another site" not in first.get("").text
        with first.rebuilding():
            (project / "briefs/2022/good.md").write_text(brief(body="Edited."), "utf-8")
        shows(second, "briefs/2022/good/", "Edited.")
        assert "Another site" in second.get("briefs/2022/good/").text
        assert "Another site" not in first.get("briefs/2022/good/").text


@pytest.mark.long
def test_the_preview_shows_an_error_until_it_is_fixed(project: Path, preview: Server) -> None:
    file = project / "briefs/2022/draft.md"
    shows(preview, "briefs/2022/draft/", "Not yet")
    file.write_text(DRAFT.replace("2022-02-01", "soon"), "utf-8")
    shows(preview, "briefs/2022/good/", "draft.md:3:7: error: &quot;soon&quot; is not a date")
    assert "draft.md:3:7" in "".join(preview.log)
    assert preview.get("briefs/2022/draft/").status == 404
    assert "Another" not in preview.get("").text
    (project / "briefs/2022/new.md").write_text(brief("Another"), "utf-8")
    shows(preview, "", "Another")
    file.write_text(DRAFT.replace("Not yet", "Fixed"), "utf-8")
    shows(preview, "briefs/2022/draft/", "Fixed")
    assert "archive-problems" not in preview.get("").text


@pytest.mark.long
def test_it_starts_from_what_build_has_kept(project: Path, tmp_path: Path) -> None:
    (project / "briefs/2022/draft.md").unlink()
    assert run_mkdocs(project).code == 0
    with serving("mkdocs", project) as preview:
        assert " 0 of " in next(line for line in preview.log if " pages made" in line)
        page = preview.get("briefs/2022/good/").text
        assert "https://archive.example.org/briefs/2022/good/" in page, "the published address"
        assert POLICY not in page
        assert "livereload" in page
        shows(preview, "pagefind/pages/pagefind-entry.json", "page_count")
    fresh = make_project(tmp_path / "fresh", {"briefs/2022/good.md": brief()})
    with serving("mkdocs", fresh) as preview:
        shows(preview, "pagefind/pages/pagefind-entry.json", "page_count")
    shown = ".cache/archive/preview/tree"
    assert tree(project / shown) == tree(fresh / shown)


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({}, id="notified", marks=pytest.mark.long),
        pytest.param({"ARCHIVE_POLL": "1"}, id="polling", marks=pytest.mark.long),
    ],
)
def test_every_way_of_saving_is_noticed(project: Path, environment: dict[str, str]) -> None:
    file = project / "briefs/2022/good.md"
    with serving("mkdocs", project, **environment) as preview:
        url = "briefs/2022/good/"
        shows(preview, url, "The text.")
        file.write_text(brief(body="Written in place."), "utf-8")
        shows(preview, url, "Written in place.")
        # Many editors write a new file, and replace the old one by it.
        new = file.with_name(".good.md.swp")
        new.write_text(brief(body="Put in its place."), "utf-8")
        new.replace(file)
        shows(preview, url, "Put in its place.")
        folder = project / "briefs/2023"
        folder.mkdir()
        (folder / "new.md").write_text(brief("In a new folder"), "utf-8")
        shows(preview, "briefs/2023/new/", "In a new folder")
        file.rename(file.with_name("moved.md"))
        shows(preview, "briefs/2022/moved/", "Put in its place.")
        wait_until(lambda: preview.get(url), lambda answer: answer.status == 404)
        config = project / "mkdocs.yml"
        renamed = config.read_text("utf-8").replace("site_name:", "site_name: New name #", 1)
        new = config.with_name("mkdocs.yml.new")
        new.write_text(renamed, "utf-8")
        new.replace(config)
        shows(preview, "", "New name")
