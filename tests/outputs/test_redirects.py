"""Redirects: a page for each earlier address, and ``_redirects`` as each host reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.core.catalogue import ENGLISH
from archive.core.host_redirects import REDIRECT_FORMATS
from archive.core.model import Level, Named
from archive.core.settings import Settings
from archive.outputs.redirects import redirect_page, redirects_file
from archive.publish.hosts import HOSTS, Measure
from archive.publish.upload import Upload, check_upload, measures
from archive.read.addresses import check_alias
from tests.support.builds import build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief, make_project

LIST = {"a b/": "briefs/x/", "posts/x.html": "briefs/2022/é/#part"}


@pytest.mark.parametrize(
    ("host", "base", "text"),
    [
        ("netlify", "/", "/a%20b/ /briefs/x/ 301!\n/posts/x.html /briefs/2022/%C3%A9/#part 301!\n"),
        (
            "cloudflare-pages",
            "/",
            "/a%20b/ /briefs/x/ 301\n/posts/x.html /briefs/2022/%C3%A9/#part 301\n",
        ),
        (
            "gitlab-pages",
            "/p/",
            "/p/a%20b/ /p/briefs/x/ 301\n/p/posts/x.html /p/briefs/2022/%C3%A9/#part 301\n",
        ),
        (
            "codeberg",
            "/p/",
            "/a%20b/ /p/briefs/x/ 301\n/posts/x.html /p/briefs/2022/%C3%A9/#part 301\n",
        ),
    ],
)
def test_each_host_gets_the_redirects_in_its_form(host: str, base: str, text: str) -> None:
    assert redirects_file(LIST, REDIRECT_FORMATS[host], base) == text


def test_own_rules_come_first_and_as_they_are() -> None:
    own = "# of old\n/posts/x.html /elsewhere/ 302\n/news/* /briefs/:splat"
    text = redirects_file({"old/": "new/"}, REDIRECT_FORMATS["netlify"], "/", own)
    assert text == f"{own}\n/old/ /new/ 301!\n"
    stated = "/old /new 301\n"
    assert redirects_file({"old/": "new/"}, REDIRECT_FORMATS["netlify"], "/", stated) == stated


@pytest.mark.parametrize("host", ["cloudflare-pages", "gitlab-pages"])
def test_no_host_gets_more_redirects_than_it_accepts(host: str) -> None:
    many = {f"{number}/": "new/" for number in range(3000)}
    text = redirects_file(many, REDIRECT_FORMATS[host], "/", "/own /new\n")
    upload = Upload({"index.html": 1}, address="https://briefs.org/", headers="x", redirects=text)
    assert measures(upload)[Measure.REDIRECTS] == REDIRECT_FORMATS[host].most
    found = check_upload(HOSTS[host], replace(upload, host=host))
    assert [one for one in found if one.level is Level.ERROR] == []


def test_a_page_names_the_current_address() -> None:
    page = redirect_page("posts/x.html", "briefs/a/?x=1#y", ENGLISH, "https://briefs.org/n/")
    assert '<link rel="canonical" href="https://briefs.org/n/briefs/a/">' in page
    assert '<script src="../assets/javascripts/moved.js" data-to="../briefs/a/?x=1#y">' in page
    assert 'content="0; url=../briefs/a/?x=1#y"></noscript>' in page
    assert "script-src 'self'" in page
    assert '<link rel="canonical" href="../briefs/a/">' in redirect_page("o/", "briefs/a/", ENGLISH)


def test_all_earlier_addresses_lead_to_the_current_page(tmp_path: Path) -> None:
    club = "club: {name: Garden Club, acronym: GC, kind: forum, redirects: [old/club.html]}\n"
    names = ("a", "b", "c")
    files = {f"briefs/2022/{name}.md": brief(name, actors="India, Garden Club") for name in names}
    files["briefs/2022/a.md"] = files["briefs/2022/a.md"].replace(
        "actors:", "aliases: [Briefs/2022/A, old/a.php]\nactors:"
    )
    files["registry/organizations.yml"] = club
    for path, text in files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    settings = Settings(search="none", host="netlify", site_url="https://briefs.org/")
    assert build_staged(tmp_path, settings).published
    site = tree(tmp_path / "site")
    moved = {path for path, data in site.items() if b"moved.js" in data and path != "_redirects"}
    assert moved == {
        "old/a.php/index.html",
        "old/club.html",
        "organizations/garden-club/index.html",
        "countries/india/with/garden-club/index.html",
    }, "an address that differs only in case has no page"
    assert site["_redirects"].decode() == (
        "/Briefs/2022/A/ /briefs/2022/a/ 301!\n"
        "/countries/india/with/garden-club/ /countries/india/with/gc/ 301!\n"
        "/old/a.php/ /briefs/2022/a/ 301!\n"
        "/old/club.html /organizations/gc/ 301!\n"
        "/organizations/garden-club/ /organizations/gc/ 301!\n"
    )


def test_what_cannot_redirect_is_an_error(tmp_path: Path) -> None:
    files = {
        "briefs/2022/a.md": brief().replace("actors:", "aliases: [old/a]\nactors:"),
        "registry/organizations.yml": "club: {name: Club, kind: forum, redirects: [old/a, about,"
        " countries/india/, 'a?b']}\n",
        "docs/_redirects": "/x /y\n/y /x/\n/fine /about/\n",
    }
    found = [one for one in lint(make_project(tmp_path, files)) if "redirect" in one]
    place = "registry/organizations.yml:1:1:"
    circle = "and from there back to itself (hint: delete one of the lines)"
    character = (
        "contains '?', which no file name may contain"
        " (hint: write the path alone, as briefs/2022/old-name/; a redirect keeps the query)"
    )
    india = "the address of the country India: /countries/india/"
    delete = "(hint: delete the redirect)"
    assert found == [
        f"docs/_redirects:1:1: /x/ redirects to /y, {circle}",
        f"docs/_redirects:2:1: /y/ redirects to /x/, {circle}",
        f'{place} redirect "a?b" {character}',
        f'{place} redirect "about" of Club is the address of docs/about.md: /about/ {delete}',
        f'{place} redirect "countries/india/" of Club is {india} {delete}',
        f'{place} redirect "old/a" of Club is also an alias of briefs/2022/a.md: /old/a/ {delete}',
    ]


def test_no_rule_takes_the_place_of_a_file(tmp_path: Path) -> None:
    project = make_project(tmp_path, {"docs/_redirects": "/fine /about/\n/robots.txt /about/\n"})
    taken = (
        "needs the folder /robots.txt, where a file is published: the rules for crawlers"
        " (hint: delete line 2, or write a pattern, which only the host reads)"
    )
    assert f"docs/_redirects:1:1: {taken}" in lint(project)


def test_an_address_with_a_dot_is_no_problem() -> None:
    assert list(check_alias(Named("posts/My.Page.html", 1, 1), "a.md")) == []
