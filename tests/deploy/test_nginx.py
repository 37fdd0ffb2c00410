"""nginx serves a site at a sub-path by the recipe of ``deploy/nginx/``."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.nginx import Answer, get, serving
from tests.support.sites import brief, make_project, run_mkdocs

FILES = {
    "briefs/2022/a.md": brief("A new name").replace(
        "actors:", "aliases: [briefs/2021/first, posts/x.html, Posts/My (2nd) Post.php]\nactors:"
    ),
    "briefs/2022/b.md": brief("A second brief"),
    "briefs/2022/c.md": brief("A third brief"),
    "docs/.well-known/security.txt": "Contact: mailto:a@example.org\n",
    "docs/_headers": "/about/\n  X-Own: 1\n",
    "docs/_redirects": "/a /b\n/old /notes/briefs/2021/first#part\n",
}
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose address comes from the environment."""
    project = make_project(tmp_path_factory.mktemp("deploy") / "p", FILES)
    run = run_mkdocs(project, SITE_URL="https://archive.example.org/notes")
    assert run.code == 0, run.output
    return run.site


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("nginx")
    with serving(site, "https://archive.example.org/notes/", folder) as origin:
        yield origin


@pytest.mark.long
def test_an_address_from_the_environment_must_be_one(site: Path) -> None:
    run = run_mkdocs(site.parent, SITE_URL="archive.example.org")
    assert run.code == 1
    assert 'SITE_URL is not a web address: "archive.example.org" (hint: https://…)' in run.output
    page = (site / "briefs/2022/a/index.html").read_text("utf-8")
    assert 'rel="canonical" href="https://archive.example.org/notes/briefs/2022/a/"' in page


def test_pages_have_their_headers_and_are_compressed(server: str, site: Path) -> None:
    page = get(f"{server}/notes/briefs/2022/a/", Accept_Encoding="gzip")
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(page.body) == (site / "briefs/2022/a/index.html").read_bytes()
    assert page.headers["Cache-Control"] == "no-cache"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    again = get(f"{server}/notes/briefs/2022/a/", If_None_Match=page.headers["ETag"])
    assert again.status == 304


def test_files_are_kept_for_as_long_as_the_table_says(server: str, site: Path) -> None:
    def found(pattern: str) -> Answer:
        path = next(site.glob(pattern)).relative_to(site)
        answer = get(f"{server}/notes/{path}")
        assert answer.status == 200
        assert "Content-Security-Policy" in answer.headers
        return answer

    for pattern, kept in (
        ("assets/stylesheets/main.*.min.css", FOREVER),
        ("assets/javascripts/bundle.*.min.js", FOREVER),
        ("pagefind/**/*.pf_fragment", FOREVER),
        ("assets/flags/in.svg", "public, max-age=604800"),
        ("assets/fonts/*.woff2", "public, max-age=2592000"),
        ("assets/stylesheets/shell.css", "no-cache"),
        ("assets/javascripts/filter.js", "no-cache"),
    ):
        assert found(pattern).headers["Cache-Control"] == kept, pattern
    assert found("assets/flags/in.svg").headers["Content-Type"] == "image/svg+xml"


def test_unknown_addresses_get_the_page_for_them(server: str, site: Path) -> None:
    for path in ("/notes/nothing/", "/notes/assets/none.png", "/elsewhere"):
        answer = get(server + path)
        assert answer.status == 404
        assert answer.body == (site / "404.html").read_bytes()
        assert "Content-Security-Policy" in answer.headers
        assert "Cache-Control" not in answer.headers
    assert b'href="/notes/' in answer.body


def test_files_for_hosts_and_builds_are_not_published(server: str, site: Path) -> None:
    for name in (".nginx.conf", ".htaccess", ".briefing-archive", "_headers", "_redirects"):
        assert (site / name).is_file()
        assert get(f"{server}/notes/{name}").status == 404
    assert get(f"{server}/notes/.well-known/security.txt").body.startswith(b"Contact")


def test_earlier_addresses_redirect(server: str, site: Path) -> None:
    for old, new in (
        ("/notes", "/notes/"),
        ("/notes/briefs/2021/first/", "/notes/briefs/2022/a/"),
        ("/notes/briefs/2021/first?q=1", "/notes/briefs/2022/a/?q=1"),
        ("/notes/posts/x.html?q=1", "/notes/briefs/2022/a/?q=1"),
        ("/notes/Posts/My%20(2nd)%20Post.php", "/notes/briefs/2022/a/"),
        ("/notes/old?q=1", "/notes/briefs/2022/a/?q=1"),
        (
            "/notes/organizations/collective-security-treaty-organization/",
            "/notes/organizations/csto/",
        ),
        (
            "/notes/countries/india/with/collective-security-treaty-organization/",
            "/notes/countries/india/with/csto/",
        ),
    ):
        answer = get(server + old)
        assert (answer.status, answer.headers["Location"]) == (301, new)
    page = (site / "posts/x.html").read_text("utf-8")
    assert 'rel="canonical" href="https://archive.example.org/notes/briefs/2022/a/"' in page
    assert (site / "Posts/My (2nd) Post.php/index.html").is_file()
    assert (site / "_redirects").read_text("utf-8") == FILES["docs/_redirects"]
