"""A source that is saved while a build reads it is built again, and never recorded as built."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from archive.mkdocs_adapter.again import MOST
from tests.support.builds import tree
from tests.support.hooked import EDIT, add_hook, prepare_edit
from tests.support.in_process import build_in_process
from tests.support.sites import Run, brief, make_project, run_mkdocs

AGAIN = "was changed while the site was being built: building again"
FILES = {
    "briefs/2022/a.md": brief(body="![m](map.csv) The text."),
    "briefs/2022/b.md": brief("Another"),
    "briefs/2022/map.csv": "a,b\n",
    "docs/about.md": "# About\n\nFirst words.\n",
    "registry/events.yml": "summit:\n  name: A Summit\n  date: 2022-02-02\n",
}


def make(folder: Path, event: str) -> Path:
    """Creates a project in whose builds an event makes the next prepared edit."""
    project = make_project(folder, FILES)
    add_hook(project, EDIT.format(event=event))
    return project


def build_clean(project: Path) -> dict[str, bytes]:
    """Returns the site that the current sources make."""
    for folder in (".cache", "site", ".site-releases"):
        shutil.rmtree(project / folder)
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    return tree(project / "site")


def build_with_edit(project: Path, files: Mapping[str, str | None]) -> Run:
    """Builds while a hook edits; checks that the result is that of the edited sources."""
    prepare_edit(project, files)
    # Only a new process runs the project's own copy of the program; see ``tests.support.warm``.
    new = {"PYTHONUTF8": "1"} if any(path.startswith("hooks/") for path in files) else {}
    run = run_mkdocs(project, ARCHIVE_ALLOW_REMOVALS="1", **new)
    assert run.code == 0, run.output
    assert not (project / ".pending/1").exists(), "the edit was made"
    return run


@pytest.mark.long
def test_a_brief_saved_during_a_build_is_built_again(tmp_path: Path) -> None:
    project = make(tmp_path / "project", "on_nav")
    run = build_with_edit(project, {"briefs/2022/a.md": brief("Saved again")})
    assert f"briefs/2022/a.md {AGAIN}" in run.output
    assert "Saved again" in run.page("briefs/2022/a")
    assert "Saved again" in run.page("countries/india")


@pytest.mark.long
@pytest.mark.parametrize(
    ("event", "files"),
    [
        ("on_files", {"briefs/2022/a.md": brief("Saved", body="Other.")}),
        ("on_env", {"briefs/2022/b.md": None}),
        ("on_page_markdown", {"briefs/2022/c.md": brief("New")}),
        ("on_post_page", {"briefs/2022/map.csv": "a,c\n"}),
        ("on_page_content", {"docs/about.md": "# About\n\nOther words.\n"}),
        ("on_nav", {"docs/new.csv": "x,y\n"}),
        (
            "on_env",
            {"registry/events.yml": "summit:\n  name: The Summit\n  date: 2022-02-02\n"},
        ),
        ("on_nav", {"hooks/archive/render/templates/brief.html": "<p>{{ view.title }}</p>\n"}),
        ("on_post_template", {"hooks/theme/partials/more.html": "<!-- more -->"}),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_any_edit_during_a_build_gives_the_site_of_a_clean_build(
    event: str, files: Mapping[str, str | None], tmp_path: Path
) -> None:
    project = make(tmp_path / "project", event)
    assert run_mkdocs(project).code == 0
    (project / "briefs/2022/b.md").write_text(brief("Edited before"), "utf-8")
    run = build_with_edit(project, files)
    assert f"{next(iter(files))} {AGAIN}" in run.output
    made = tree(run.site)
    assert " 0 of " in run_mkdocs(project).output
    assert tree(run.site) == made
    assert build_clean(project) == made


@pytest.mark.long
def test_a_brief_saved_and_reverted_is_as_it_was(tmp_path: Path) -> None:
    project = make(tmp_path / "project", "on_nav")
    first = brief(body="Other words.")
    prepare_edit(project, {"briefs/2022/a.md": first})
    prepare_edit(project, {"briefs/2022/a.md": FILES["briefs/2022/a.md"]}, 2)
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert run.output.count(AGAIN) == 2
    assert tree(run.site) == build_clean(project)


@pytest.mark.long
def test_sources_that_keep_changing_are_not_published(tmp_path: Path) -> None:
    project = make(tmp_path / "project", "on_nav")
    assert run_mkdocs(project).code == 0
    before = tree(project / "site")
    for number in range(MOST):
        prepare_edit(project, {"briefs/2022/a.md": brief(f"Number {number}")}, number)
    run = run_mkdocs(project)
    assert run.code == 1
    assert run.output.count(AGAIN) == MOST - 1
    said = (
        "briefs/2022/a.md was changed while the site was being built, 3 times in a row; the"
        " published site was not touched (hint: build when nothing is being saved)"
    )
    assert said in run.output
    assert "Traceback" not in run.output
    assert tree(project / "site") == before


@pytest.mark.long
def test_a_program_that_calls_mkdocs_is_told(tmp_path: Path) -> None:
    project = make(tmp_path / "project", "on_nav")
    prepare_edit(project, {"docs/about.md": "# About\n\nSaved.\n"})
    said = r"docs/about\.md was changed while the site was being built; .* \(hint: build again\)"
    with pytest.raises(Abort, match=said):
        build_in_process(project)
    assert not (project / "site").exists()
    build_in_process(project)
    assert b"Saved." in (project / "site/about/index.html").read_bytes()


@pytest.mark.long
def test_a_half_written_file_is_read_again(tmp_path: Path) -> None:
    """The first attempt finds an error in it, and its editor goes on to write."""
    project = make(tmp_path / "project", "on_post_build")
    (project / "briefs/2022/a.md").write_text(brief(body="[x](nowhere.md)"), "utf-8")
    prepare_edit(project, {"briefs/2022/a.md": brief(body="Whole.")})
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    assert f"briefs/2022/a.md {AGAIN}" in run.output
    assert "Whole." in run.page("briefs/2022/a")


@pytest.mark.long
def test_what_a_hook_generates_before_files_are_read_is_no_edit(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", FILES)
    hook = "import pathlib, time\ndef on_pre_build(config):\n    pathlib.Path(config.docs_dir, "
    add_hook(project, hook + "'now.md').write_text(f'# Now\\n\\n{time.time_ns()}')\n")
    for _ in range(2):
        run = run_mkdocs(project)
        assert run.code == 0, run.output
        assert AGAIN not in run.output
