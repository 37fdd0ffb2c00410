"""The links on a page for those who contribute, on each kind of Git host."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.core.git_host import GitHost, find_git_host
from archive.core.model import Level, Place, Problem
from archive.core.settings import Settings, make_edit_base
from archive.core.settings_file import read_settings
from archive.pages.page_links import new_brief
from archive.read.briefs import parse_brief
from tests.support.sites import brief, make_project, run_mkdocs

ADDRESS = "https://git.example.org/policy/archive"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "template", "expected"),
    [
        ("https://github.com/a/b/", "edit/main/docs/", None,
         GitHost("github", "https://github.com/a/b", "main")),
        ("https://gitlab.com/a/c/b", "edit/master/docs/", None,
         GitHost("gitlab", "https://gitlab.com/a/c/b", "master")),
        ("https://codeberg.org/a/b", "_edit/main/docs/", None,
         GitHost("gitea", "https://codeberg.org/a/b", "main")),
        ("https://bitbucket.org/a/b", None, "src/main/docs/{path}?mode=edit&at=main",
         GitHost("bitbucket", "https://bitbucket.org/a/b", "main")),
        # The server's name does not say it, but the address for editing does.
        (ADDRESS, "edit/main/docs/", None, GitHost("github", ADDRESS, "main")),
        (ADDRESS, "-/edit/main/docs/", None, GitHost("gitlab", ADDRESS, "main")),
        (ADDRESS, "_edit/main/docs/", None, GitHost("gitea", ADDRESS, "main")),
        (ADDRESS, "src/branch/main/docs/", None, GitHost("gitea", ADDRESS, "main")),
        (ADDRESS, "src/main/docs/", None, GitHost("bitbucket", ADDRESS, "main")),
        (ADDRESS, "edit/main/sub/folder/docs/", None,
         GitHost("github", ADDRESS, "main", "sub/folder/")),
        ("https://git.github.example.org/a/b", None, None,
         GitHost("github", "https://git.github.example.org/a/b")),
        # An editor elsewhere: the branch is not known.
        ("https://github.com/a/b", None, "https://ide.example.org/#docs/{path}",
         GitHost("github", "https://github.com/a/b")),
        (ADDRESS, None, "https://ide.example.org/#docs/{path}", None),
        (ADDRESS, None, None, None),
        ("javascript:alert(1)", "edit/main/docs/", None, None),
        ("", "edit/main/docs/", None, None),
    ],
)  # fmt: skip
def test_the_host_follows_from_the_settings_of_mkdocs(
    repo_url: str, edit_uri: str | None, template: str | None, expected: GitHost | None
) -> None:
    assert find_git_host(repo_url, make_edit_base(repo_url, edit_uri, "docs", template)) == expected


def test_a_new_file_is_filled_in_as_far_as_the_host_can() -> None:
    def form(host: GitHost) -> str:
        return host.new_file("briefs/YYYY/a b.md", "x: é & y\n").removeprefix(ADDRESS)

    text = "x%3A%20%C3%A9%20%26%20y%0A"
    path = "briefs%2FYYYY%2Fa%20b.md"
    assert form(GitHost("github", ADDRESS, "main")) == f"/new/main?filename={path}&value={text}"
    assert form(GitHost("gitea", ADDRESS, "main")) == f"/_new/main?filename={path}&value={text}"
    assert form(GitHost("gitlab", ADDRESS, "ma/in", "sub/")) == (
        f"/-/new/ma/in?file_name=sub%2F{path}&content={text}"
    )
    assert form(GitHost("bitbucket", ADDRESS, "main")) == ("/create-file/main/briefs/YYYY?at=main")
    assert form(GitHost("github", ADDRESS)) == "", "the branch is not known"


@pytest.mark.parametrize(
    ("kind", "path", "title", "text"),
    [
        ("github", "/issues/new", "title", "body"),
        ("gitea", "/issues/new", "title", "body"),
        ("gitlab", "/-/issues/new", "issue[title]", "issue[description]"),
        ("bitbucket", "/issues/new", "title", "content"),
    ],
)
def test_a_new_issue_is_filled_in(kind: str, path: str, title: str, text: str) -> None:
    address = urlsplit(GitHost(kind, ADDRESS).new_issue("“A & B”", "https://x.example/\n\n> A"))  # type: ignore[arg-type]
    assert address.path.endswith(f"/archive{path}")
    assert parse_qs(address.query) == {title: ["“A & B”"], text: ["https://x.example/\n\n> A"]}


def test_a_begun_brief_is_an_error_until_its_title_and_date_are_filled_in() -> None:
    text = new_brief({"actors": ['A "quoted": name']})
    read, problems = parse_brief(text, "briefs/YYYY/title.md", "briefs")
    assert read is None
    assert {one.message for one in problems if one.level is Level.ERROR} == {
        'required key "title" is empty',
        'required key "date" is empty',
    }
    filled = text.replace("title: ", "title: A").replace("date: ", "date: 2022-02-01")
    read, problems = parse_brief(filled + "Text.\n", "briefs/YYYY/title.md", "briefs")
    assert read is not None
    assert [one.text for one in read.actors] == ['A "quoted": name']
    assert not problems


def test_each_link_can_be_left_out() -> None:
    assert read_settings({"page_links": []}, "mkdocs.yml")[0].page_links == ()
    settings, problems = read_settings({"page_links": ["edit", "reprot"]}, "mkdocs.yml")
    assert settings.page_links == Settings().page_links
    message = 'extra.archive.page_links must be a list of edit, new and report, not "reprot"'
    assert problems == (Problem(Place("mkdocs.yml"), Level.ERROR, message, "report"),)


FILES = {
    "briefs/2022/a.md": brief("A “quoted” title", actors="CSTO, India, Denis Alipov"),
    "briefs/2022/b.md": brief("Withdrawn", actors="India").replace(
        "---\n", "---\nwithdrawn: {date: 2022-03-01, reason: Wrong.}\n", 1
    ),
    "registry/people.yml": "denis-alipov: {name: Denis Alipov}\n",
    "docs/index.md": "# Welcome\n\nText.\n",
    "docs/about.md": "# About\n\nText.\n",
}


def test_pages_link_to_their_sources_and_forms(tmp_path: Path) -> None:
    project = make_project(tmp_path, FILES)
    config = project / "mkdocs.yml"
    text = "".join(
        line
        for line in config.read_text("utf-8").splitlines(keepends=True)
        if not line.startswith(("repo_url:", "edit_uri:", "site_url:"))
    )
    own = f"repo_url: {ADDRESS}\nedit_uri: edit/main/docs/\nsite_url: https://a.example/\n"
    config.write_text(own + text, "utf-8")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    edit = f'href="{ADDRESS}/edit/main/'
    new = f'href="{ADDRESS}/new/main?filename='
    issue = f'href="{ADDRESS}/issues/new?title='
    for url, source in {
        "briefs/2022/a": "briefs/2022/a.md",
        "briefs/2022/b": "briefs/2022/b.md",
        "people/denis-alipov": "registry/people.yml",
        "about": "docs/about.md",
        "": "docs/index.md",
    }.items():
        page = run.page(url)
        assert f'{edit}{source}"' in page, url
        assert page.count('class="page-links"') == page.count(issue) == 1, url
    # The program's own files are not edited; the site's registry extends their entries.
    country = run.page("countries/india")
    entry = "registry%2Fcountries%2Fin.yml&amp;value=in%3A%0A%20%20name%3A%20India%0A"
    assert f"{new}{entry}" in country
    begun = "briefs%2FYYYY%2Ftitle.md&amp;value=---%0Atitle%3A%20%0Adate%3A%20%0A"
    assert f"{new}{begun}actors%3A%20%5BIndia%5D%0A---%0A" in country
    assert new not in run.page("about")
    report = run.page("briefs/2022/a").partition(issue)[2].partition('"')[0]
    assert parse_qs(f"title={report}".replace("&amp;", "&")) == {
        "title": ["Mistake in “A “quoted” title”"],
        "body": ["https://a.example/briefs/2022/a/\n\n> A “quoted” title\n\n"],
    }
