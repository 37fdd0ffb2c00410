"""The history of briefs in a built site: shown, reproducible, and a reason to render a page."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from archive.lib.stamps import FRESH
from archive.publish.marks import MARKER
from tests.support.builds import tree
from tests.support.git import commit, git, init
from tests.support.sites import Run, brief, make_project, run_mkdocs, run_new_mkdocs, set_option

A = "briefs/2022/a.md"
PAGE = "briefs/2022/a"


def history_of(run: Run, url: str = PAGE) -> str:
    """Returns the text of the history on a page, or "" if it has none."""
    found = re.search(r'<section class="history".*?</section>', run.page(url), re.DOTALL)
    text = " ".join(re.sub("<[^>]+>", " ", found[0]).split()) if found else ""
    return text.replace(" .", ".")


def made(run: Run) -> str:
    assert run.code == 0, run.output
    found = re.search(r"([\d,]+) of [\d,]+ pages? made", run.output)
    return found[1] if found else ""


def build(project: Path, **environment: str) -> Run:
    return run_mkdocs(project, **{"CI": "", **environment})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in a repository, with a renamed brief and one that is not committed."""
    folder = tmp_path_factory.mktemp("history") / "p"
    make_project(folder, {"briefs/2022/old.md": brief(), "briefs/2022/b.md": brief("B")})
    (folder / ".gitignore").write_text("site\n.site-releases\n.cache\n", "utf-8")
    config = folder / "mkdocs.yml"
    text = re.sub(
        r"^repo_url:.*\n|^edit_uri:.*\n", "", config.read_text("utf-8"), flags=re.MULTILINE
    )
    config.write_text(f"repo_url: https://github.com/owner/archive\n{text}", "utf-8")
    init(folder)
    commit(folder, "Add", "2024-01-01")
    (folder / "briefs/2022/old.md").rename(folder / A)
    commit(folder, "Rename [minor]", "2024-01-02")
    return folder


@pytest.mark.long
def test_history_is_an_input_of_a_page(project: Path) -> None:
    file = project / A
    # A change that is committed after it was built: the page is rendered for its history.
    file.write_text(file.read_text("utf-8").replace("The text.", "Another text."), "utf-8")
    (project / "briefs/2022/c.md").write_text(brief("C"), "utf-8")
    first = build(project)
    assert made(first)
    assert history_of(first) == (
        "History First published on 1 January 2024. "
        "1 minor edit 2 January 2024 No word of the text changed 1 January 2024 First published"
    )
    assert history_of(first, "briefs/2022/b") == "History First published on 1 January 2024."
    assert history_of(first, "briefs/2022/c") == ""
    assert "Revision" not in first.page("new")
    changed = commit(project, "Change", "2024-02-01")
    again = build(project)
    # Those of the change and of the new brief, and what is new.
    assert made(again) == "3"
    assert history_of(again).startswith(
        "History First published on 1 January 2024. Last changed on 1 February 2024."
        " 1 February 2024 50% of the words changed 1 minor edit"
    )
    assert f'href="https://github.com/owner/archive/commit/{changed}"' in again.page(PAGE)
    assert "Revision" in again.page("new")
    assert '"dateModified":"2024-02-01"' in again.page(PAGE)
    (project / "README.md").write_text("A file of no page.\n", "utf-8")
    commit(project, "Elsewhere", "2024-02-02")
    assert made(build(project)) == "0"
    git(project, "clone", "--quiet", str(project), str(project.parent / "clone"))
    clone = build(project.parent / "clone")
    made_twice = [tree(site) for site in (clone.site, project / "site")]
    for site in made_twice:
        # Its name also depends on where the program is, which is outside both projects here.
        del site[MARKER]
    assert made_twice[0] == made_twice[1]


@pytest.mark.long
def test_a_commit_is_a_reason_to_build_again(project: Path) -> None:
    # Files that were saved just before could change again unnoticed.
    time.sleep(FRESH / 1e9 + 0.1)
    run_new_mkdocs(project)
    assert "nothing has changed" in run_new_mkdocs(project).output
    (project / "README.md").write_text("Of no page.\n", "utf-8")
    commit(project, "Elsewhere", "2024-02-03")
    assert made(run_new_mkdocs(project)) == "0"
    assert "nothing has changed" in run_new_mkdocs(project).output


@pytest.mark.long
def test_a_shallow_clone_is_an_error_in_ci_and_a_line_elsewhere(
    project: Path, tmp_path: Path
) -> None:
    commit(project, "Nothing")
    git(tmp_path, "clone", "--quiet", "--depth=1", project.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    run = build(shallow, CI="true")
    assert run.code == 1
    assert (
        "ERROR   -  .git:1:1: the clone lacks a part of the history: when briefs were"
        " published is not known (hint: fetch all of it: fetch-depth: 0, GIT_DEPTH: 0, or"
        " make whole-history; or set history: never in extra.archive)"
    ) in run.output
    run = build(shallow)
    assert run.code == 0, run.output
    assert "the clone lacks a part of the history" in run.output
    assert history_of(run) == (
        "History This copy of the archive lacks a part of its history: when this brief was"
        " published and changed is not known."
    )
    set_option(shallow, "history", "never")
    run = build(shallow, CI="true")
    assert run.code == 0, run.output
    assert history_of(run) == ""


def test_a_folder_outside_git_has_no_history(example: Run) -> None:
    assert 'class="history"' not in example.page("briefs/2012/uzbekistan-leaves")
