"""``archive doctor`` reports what a host would refuse before the site is uploaded."""

from __future__ import annotations

import datetime as dt
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from archive.commands.doctor import _expected
from archive.core.host_redirects import REDIRECT_FORMATS
from archive.core.model import Level
from archive.publish.hosts import GIB, HOSTS, MIB, READ_ON
from archive.publish.upload import Upload, check_upload
from tests.support.program_pages import page_of_the_program
from tests.support.sites import run_program

HEADERS = "/*\n  Content-Security-Policy: default-src 'none'\n"
GOOD = Upload({"index.html": 1000}, address="https://briefs.org/", headers=HEADERS)
NO_HEADERS = {"github-pages", "gitlab-pages", "codeberg"}


def refused(host: str, upload: Upload) -> list[str]:
    """Returns the errors, without hints."""
    return [
        str(one).split(" (hint")[0]
        for one in check_upload(HOSTS[host], upload)
        if one.level is Level.ERROR
    ]


def warned(host: str, upload: Upload) -> list[str]:
    """Returns the warnings, without hints."""
    return [
        str(one).split(" (hint")[0]
        for one in check_upload(HOSTS[host], upload)
        if one.level is Level.WARNING
    ]


@pytest.mark.parametrize("host", HOSTS)
def test_a_small_site_has_no_problems(host: str) -> None:
    problems = check_upload(HOSTS[host], replace(GOOD, host=host))
    assert [one.level for one in problems] == [Level.NOTICE] * (host in NO_HEADERS)


@pytest.mark.parametrize("host", HOSTS)
def test_redirects_are_written_for_a_host_that_the_settings_name(host: str) -> None:
    hint = f"set extra.archive.host: {host}, and build again"
    found = [one.hint for one in check_upload(HOSTS[host], GOOD)]
    assert (hint in found) is (host in REDIRECT_FORMATS)


def many(count: int, size: int = 1) -> Upload:
    return replace(GOOD, files={f"{number}.html": size for number in range(count)})


def redirects(static: int, dynamic: int = 0) -> Upload:
    lines = ["# a comment", "", *(f"/{number} /new" for number in range(static))]
    lines += [f"/{number}/* /new/:splat" for number in range(dynamic)]
    return replace(GOOD, redirects="\n".join(lines))


@pytest.mark.parametrize(
    ("host", "most", "over", "message"),
    [
        (
            "cloudflare-pages",
            many(20_000),
            many(20_001),
            "site:1:1: error: the site has 20,001 files: Cloudflare Pages accepts at most 20,000",
        ),
        (
            "cloudflare-pages",
            replace(GOOD, files={"a.pdf": 25 * MIB}),
            replace(GOOD, files={"a.pdf": 25 * MIB + 1}),
            (
                "site/a.pdf:1:1: error: has 26,214,401 bytes: Cloudflare Pages accepts at most"
                " 26,214,400"
            ),
        ),
        (
            "cloudflare-pages",
            redirects(2000, 100),
            redirects(2001),
            (
                "site:1:1: error: the site has 2,001 redirects of one address: Cloudflare Pages"
                " accepts at most 2,000"
            ),
        ),
        (
            "cloudflare-pages",
            redirects(0, 100),
            redirects(0, 101),
            (
                "site:1:1: error: the site has 101 redirects by a pattern: Cloudflare Pages accepts"
                " at most 100"
            ),
        ),
        (
            "cloudflare-pages",
            replace(GOOD, headers="/a\n  X: 1\n" * 100),
            replace(GOOD, headers="/a\n  X: 1\n" * 101),
            (
                "site:1:1: error: the site has 101 rules of headers: Cloudflare Pages accepts at"
                " most 100"
            ),
        ),
        (
            "cloudflare-pages",
            replace(GOOD, headers=f"/*\n  A: {'x' * 1995}"),
            replace(GOOD, headers=f"/*\n  A: {'x' * 1996}"),
            (
                "site:1:1: error: the site has 2,001 characters in a line of _headers: Cloudflare"
                " Pages accepts at most 2,000"
            ),
        ),
        (
            "github-pages",
            replace(GOOD, files={"a.pdf": GIB}),
            replace(GOOD, files={"a.pdf": GIB, "b": 1}),
            (
                "site:1:1: error: the site has 1,073,741,825 bytes in all: GitHub Pages accepts at"
                " most 1,073,741,824"
            ),
        ),
        (
            "gitlab-pages",
            redirects(990, 10),
            redirects(1000, 1),
            "site:1:1: error: the site has 1,001 redirects: GitLab Pages accepts at most 1,000",
        ),
        pytest.param(
            "gitlab-pages",
            many(199_999),
            many(200_000),
            (
                "site:1:1: error: the site has 200,001 files and folders: GitLab Pages accepts at"
                " most 200,000"
            ),
            marks=pytest.mark.long,
        ),
    ],
)
def test_what_is_over_a_limit_is_refused(
    host: str, most: Upload, over: Upload, message: str
) -> None:
    assert refused(host, most) == []
    assert refused(host, over) == [message]


def test_every_limit_names_its_source_and_its_date() -> None:
    text = page_of_the_program("publishing.md").replace("`", "")
    assert f"{dt.date.fromisoformat(READ_ON):%d %B %Y}" in text
    for host in HOSTS.values():
        for limit in host.limits:
            assert limit.value > 0
            assert limit.source
            assert limit.source.split(",")[0] in text
    upload = replace(many(20_001), host="cloudflare-pages")
    [problem] = check_upload(HOSTS["cloudflare-pages"], upload)
    assert "limit as of 2026-11-28: cloudflare/cloudflare-docs" in problem.hint


PROJECT = "https://owner.github.io/briefs/"
SUB_PATH = '"/briefs/"'


@pytest.mark.parametrize(
    ("host", "address", "expected", "error"),
    [
        ("github-pages", PROJECT, PROJECT, ""),
        ("github-pages", "https://Owner.GitHub.io/briefs/", PROJECT, ""),
        ("github-pages", "https://briefs.org/", PROJECT, ""),
        ("github-pages", "https://briefs.org/x/", "", ""),
        (
            "github-pages",
            "https://owner.github.io/",
            PROJECT,
            f'site_url has the path "/", but GitHub Pages publishes at {SUB_PATH}',
        ),
        (
            "github-pages",
            "https://briefs.org/briefs/",
            PROJECT,
            (
                f"site_url has the path {SUB_PATH}, but GitHub Pages publishes a site with a domain"
                ' of its own at "/"'
            ),
        ),
        (
            "gitlab-pages",
            "",
            "https://group.gitlab.io/briefs/",
            (
                f"site_url is not set, but GitLab Pages publishes the site below {SUB_PATH}: the"
                " page for unknown addresses would have no style"
            ),
        ),
        (
            "netlify",
            "https://briefs.netlify.app/briefs/",
            "",
            f'site_url has the path {SUB_PATH}, but Netlify publishes a site at "/"',
        ),
        ("nginx", "https://briefs.org/briefs/", "", ""),
    ],
)
def test_the_address_is_compared_with_that_of_the_host(
    host: str, address: str, expected: str, error: str
) -> None:
    upload = replace(GOOD, address=address, expected=expected)
    found = refused(host, upload)
    assert found == ([f"mkdocs.yml:1:1: error: {error}"] if error else [])


@pytest.mark.parametrize(
    ("host", "change", "message"),
    [
        ("netlify", {"address": ""}, "mkdocs.yml:1:1: warning: site_url is not set: the site has"),
        (
            "nginx",
            {"address": "https://a.example.org/"},
            'mkdocs.yml:1:1: warning: site_url is an example: nobody can publish at "a.example.org',
        ),
        (
            "github-pages",
            {"own_headers": "docs/_headers"},
            "docs/_headers:1:1: warning: has no effect: GitHub Pages sends no headers of a site",
        ),
        (
            "github-pages",
            {"redirects": "/a /b"},
            "site/_redirects:1:1: warning: has no effect: GitHub Pages does not read it",
        ),
        (
            "netlify",
            {"files": {"x/chart.PNG": 3_200_000, "x/a.pdf": 3_200_000}},
            "site/x/chart.PNG:1:1: warning: is a picture of 3.2 MB: readers on a phone wait for it",
        ),
        (
            "netlify",
            {"repository": False},
            "mkdocs.yml:1:1: warning: repo_url is not set: pages have no link to edit them",
        ),
        ("netlify", {"is_shallow": True}, ".git:1:1: warning: the clone lacks a part of the"),
    ],
)
def test_what_is_not_refused_but_wrong_is_a_warning(
    host: str, change: dict[str, object], message: str
) -> None:
    upload = replace(GOOD, **change)  # type: ignore[arg-type]
    assert refused(host, upload) == []
    [warning] = warned(host, upload)
    assert warning.startswith(message)


def test_a_host_that_sends_headers_needs_their_file() -> None:
    assert refused("netlify", replace(GOOD, headers="")) == [
        "site/_headers:1:1: error: is missing: Netlify would send no policy"
    ]


@pytest.mark.parametrize(
    ("host", "variables", "repository", "expected"),
    [
        ("github-pages", {"GITHUB_REPOSITORY": "Owner/briefs"}, "", PROJECT),
        ("github-pages", {}, "https://github.com/owner/briefs.git", PROJECT),
        (
            "github-pages",
            {},
            "https://github.com/owner/Owner.github.io",
            "https://owner.github.io/",
        ),
        ("github-pages", {}, "https://git.example.org/owner/briefs", ""),
        ("github-pages", {}, "https://[github.com/owner/briefs", ""),
        ("codeberg", {}, "https://codeberg.org/o/briefs", "https://o.codeberg.page/briefs/"),
        ("codeberg", {}, "https://codeberg.org/o/pages", "https://o.codeberg.page/"),
        (
            "codeberg",
            {"GITHUB_REPOSITORY": "o/b", "GITHUB_SERVER_URL": "https://codeberg.org"},
            "",
            "https://o.codeberg.page/b/",
        ),
        (
            "codeberg",
            {"GITHUB_REPOSITORY": "o/b", "GITHUB_SERVER_URL": "https://git.example.org"},
            "https://codeberg.org/o/b",
            "",
        ),
        ("gitlab-pages", {"CI_PAGES_URL": "https://g.gitlab.io/b"}, "", "https://g.gitlab.io/b/"),
        ("netlify", {"GITHUB_REPOSITORY": "owner/briefs"}, "", ""),
    ],
)
def test_where_a_host_publishes(
    host: str,
    variables: dict[str, str],
    repository: str,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "CI_PAGES_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert _expected(host, repository) == expected


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A built site in a shallow clone."""
    origin = tmp_path / "origin"
    commit = ["git", "-C", str(origin), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    commit += ["commit", "--quiet", "--allow-empty", "--message"]
    for command in (
        ["git", "init", "--quiet", str(origin)],
        *([*commit, name] for name in "ab"),
        ["git", "clone", "--quiet", "--depth=1", origin.as_uri(), str(tmp_path / "p")],
    ):
        subprocess.run(command, check=True)
    made = tmp_path / "p"
    text = "site_name: N\nrepo_url: https://github.com/owner/briefs # code\n"
    (made / "mkdocs.yml").write_text(text, "utf-8")
    return made


def test_the_command_reads_the_built_site(project: Path) -> None:
    given = {"GITHUB_REPOSITORY": "", "GITHUB_SERVER_URL": "", "CI_PAGES_URL": ""}
    run = run_program("archive", project, "doctor", "github-pages", **given)
    assert (run.code, run.output) == (
        2,
        "doctor: site/ is not a built site (hint: make build, then try again)\n",
    )
    site = project / "site"
    site.mkdir()
    (site / "index.html").write_text("x", "utf-8")
    mark = '{"release": "r", "site_name": "N", "site_url": "https://owner.github.io/"}'
    (site / ".briefing-archive").write_text(mark, "utf-8")
    run = run_program("archive", project, "doctor", "github-pages", **given)
    assert run.code == 1
    lines = run.output.splitlines()
    assert [line.split(" (hint")[0] for line in lines] == [
        ".git:1:1: warning: the clone lacks a part of the history, and nothing can be read from it",
        (
            'mkdocs.yml:1:1: error: site_url has the path "/", but GitHub Pages publishes at'
            f" {SUB_PATH}"
        ),
        (
            "site:1:1: notice: GitHub Pages sends no headers of a site: pages have their policy in"
            " their head, but other sites can show them in a frame"
        ),
        "site/ has 2 files, 0.0 MB: GitHub Pages would refuse it (1 error, 1 warning, 1 notice)",
    ]
    run = run_program("archive", project, "doctor", "nginx", **given)
    assert run.code == 0
    assert "nginx would accept it (1 warning)" in run.output
    # In a file that is inherited, and from the environment.
    (project / "base.yml").write_text("repo_url: !ENV [REPO, 'https://a.net/b']\n", "utf-8")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: N\n", "utf-8")
    run = run_program("archive", project, "doctor", "nginx", **given)
    assert "nginx would accept it (1 warning)" in run.output
    (project / "base.yml").write_text("repo_url:\n", "utf-8")
    run = run_program("archive", project, "doctor", "nginx", **given)
    assert "repo_url is not set" in run.output
