"""Commands of MkDocs and ProperDocs preview and publish as documented."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.builds import tree
from tests.support.commands import serving
from tests.support.sites import brief, make_project, run_program

DRAFT = brief(title="Not yet").replace("---\nThe", "draft: yes\n---\nThe")
FILES = {
    "briefs/2022/good.md": brief(),
    "briefs/2022/draft.md": DRAFT,
    "docs/extra.md": "# An extra page\n",
}
POLICY = "Content-Security-Policy"
RELOAD = "livereload("

long = pytest.mark.long
both = pytest.mark.parametrize("program", ["mkdocs", pytest.param("properdocs", marks=long)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "p", FILES)


def save(project: Path, body: str) -> None:
    (project / "briefs/2022/good.md").write_text(brief(body=body), "utf-8")


@both
def test_serve_shows_drafts_and_reloads_pages(project: Path, program: str) -> None:
    with serving(program, project) as server:
        page = server.get("briefs/2022/draft/").text
        assert "Not yet" in page
        assert POLICY not in page, "a policy would stop the script that reloads the page"
        assert RELOAD in page
        with server.rebuilding():
            save(project, "A railway to the border.")
        assert "railway" in server.get("briefs/2022/good/").text
        assert "Not yet" in server.get("").text, "later builds are previews too"
        missing = server.get("nowhere/")
        assert (missing.status, "There is no such page" in missing.text) == (404, True)
    assert not (project / "site").exists()


@pytest.mark.long
@both
def test_serve_clean_shows_what_would_be_published(project: Path, program: str) -> None:
    with serving(program, project, "--clean") as server:
        assert server.get("briefs/2022/draft/").status == 404
        page = server.get("briefs/2022/good/").text
        assert POLICY in page
        assert '"page_count"' in server.get("pagefind/pages/pagefind-entry.json").text
        with server.rebuilding():
            save(project, "A railway to the border.")
        assert "railway" in server.get("briefs/2022/good/").text
        assert server.get("briefs/2022/draft/").status == 404
    assert not (project / "site").exists()
    assert not (project / ".site-releases").exists()


@long
@both
def test_serve_dirty_is_a_complete_preview(project: Path, program: str) -> None:
    with serving(program, project, "--dirty") as server:
        assert "Not yet" in server.get("briefs/2022/draft/").text
        with server.rebuilding():
            (project / "docs/extra.md").unlink()
        assert server.get("extra/").status == 404


@long
@both
def test_serve_without_live_reload_shows_drafts(project: Path, program: str) -> None:
    with serving(program, project, "--no-livereload") as server:
        page = server.get("briefs/2022/draft/").text
        assert "Not yet" in page
        assert RELOAD not in page


@both
@pytest.mark.long
def test_a_dirty_build_publishes_the_same_as_a_clean_build(project: Path, program: str) -> None:
    assert run_program(program, project, "build").code == 0
    (project / "docs/extra.md").unlink()
    theme = project / "hooks/theme/partials/archive-footer.html"
    theme.write_text(theme.read_text("utf-8").replace("Made with", "Built with"), "utf-8")
    dirty = run_program(program, project, "build", "--dirty")
    assert dirty.code == 0, dirty.output
    published = tree(dirty.site)
    assert "extra/index.html" not in published
    assert b"Built with" in published["about/index.html"]
    assert POLICY in dirty.page("")
    again = run_program(program, project, "build")
    assert tree(again.site) == published


@pytest.mark.long
@pytest.mark.parametrize(
    ("program", "arguments"),
    [
        ("mkdocs", ()),
        pytest.param("mkdocs", ("--dirty",), marks=long),
        pytest.param("properdocs", (), marks=long),
    ],
)
def test_gh_deploy_pushes_the_whole_site(
    project: Path, program: str, arguments: tuple[str, ...]
) -> None:
    remote = project.with_name("remote.git")
    git(project, "init", "--quiet", "--bare", str(remote))
    git(project, "init", "--quiet")
    git(project, "remote", "add", "origin", str(remote))
    run = run_program(program, project, "gh-deploy", *arguments, **AUTHOR)
    assert run.code == 0, run.output
    pushed = git(remote, "ls-tree", "-r", "--name-only", "-z", "gh-pages").split("\0")
    published = tree(run.site)
    assert {path for path in pushed if path} == {*published, ".nojekyll"}
    assert git(remote, "show", "gh-pages:briefs/2022/good/index.html") == run.page(
        "briefs/2022/good"
    )
    assert "briefs/2022/draft/index.html" not in published


def test_gh_deploy_pushes_nothing_if_there_is_an_error(project: Path) -> None:
    remote = project.with_name("remote.git")
    git(project, "init", "--quiet", "--bare", str(remote))
    git(project, "init", "--quiet")
    git(project, "remote", "add", "origin", str(remote))
    (project / "briefs/2022/bad.md").write_text(brief(date="soon"), "utf-8")
    run = run_program("mkdocs", project, "gh-deploy", **AUTHOR)
    assert (run.code, "Traceback" in run.output) == (1, False)
    assert "briefs/2022/bad.md:3:7" in run.output
    assert git(remote, "branch", "--list") == ""


AUTHOR = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
}


def git(folder: Path, *arguments: str) -> str:
    """Runs git and returns its output."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, check=True, text=True
    )
    return done.stdout


@both
@pytest.mark.long
def test_a_given_configuration_file_is_used(project: Path, program: str) -> None:
    text = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").unlink()
    other = project / "other.yml"
    other.write_text(f"{text}\nuse_directory_urls: false\n", "utf-8")
    run = run_program(program, project, "build", "-f", "other.yml")
    line = text.count("\n") + 2
    assert f"other.yml:{line}:1: use_directory_urls: false is not supported" in run.output
    other.write_text(text.replace("site_name: ", "site_name: Other "), "utf-8")
    run = run_program(program, project, "build", "-f", "other.yml")
    assert run.code == 0, run.output
    assert "<title>Other " in run.page("")


def test_a_configuration_without_a_file_is_refused_in_one_line(project: Path) -> None:
    config = (project / "mkdocs.yml").read_text("utf-8")
    run = run_program("mkdocs", project, "build", "-f", "-", standard_input=config)
    assert run.code == 1
    assert "cannot be read from standard input (hint: name its file" in run.output
    assert "Traceback" not in run.output
