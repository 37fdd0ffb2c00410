"""An error stops a build, is reported with file and line, and leaves the site unchanged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.core.model import Level, Place, Problem
from archive.mkdocs_adapter.problems import where
from tests.support.links import broken_links
from tests.support.lint import lint
from tests.support.sites import ROOT, Run, brief, build_site, make_project, run_mkdocs

GOOD = {"briefs/2022/good.md": brief()}


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        (["briefs/a.md"], "briefs/"),
        (["docs/x.md", "docs/y.svg"], "docs/"),
        (["registry/people.yml", "briefs/a.md", "mkdocs.yml"], "briefs/, mkdocs.yml and registry/"),
        (["/countries/", "docs"], "docs and pages made by the archive"),
    ],
)
def test_the_last_line_names_the_folders_with_errors(paths: list[str], folders: str) -> None:
    assert where(Problem(Place(path), Level.ERROR, "wrong") for path in paths) == folders


MISTAKES = [
    (
        {"briefs/2022/bad.md": brief(date="31 Jan 2022")},
        'briefs/2022/bad.md:3:7: "31 Jan 2022" is not a date — did you mean "2022-01-31"?',
    ),
    (
        {"briefs/2022/untitled.md": "---\ndate: 2022-02-01\nactors: [CSTO]\n---\n"},
        'briefs/2022/untitled.md:2:1: required key "title" is missing',
    ),
    (
        {"briefs/2022/Good.md": brief(title="Another")},
        "briefs/2022/good.md:1:1: has the same address as briefs/2022/Good.md",
    ),
    (
        {"registry/people.yml": "a:\n  name: India\n"},
        'registry/people.yml:1:1: "India" is a name of both India',
    ),
    (
        {"registry/people/b.yml": "b:\n  name: B\n  posts: [{title: T, of: India}]\n"},
        'of "India" of B is not an identifier of the registry — did you mean "in"?',
    ),
    (
        {"docs/countries/index.md": "# Mine"},
        "docs/countries/index.md:1:1: has the address of the index of countries: /countries/",
    ),
    (
        {"docs/countries/chad.md": "# Mine"},
        "docs/countries/chad.md:1:1: has the address of the country Chad: /countries/chad/",
    ),
    ({"docs/README.md": "# Mine"}, "docs/README.md:1:1: has the address of the home page: /"),
    (
        {"briefs/2022/mine.md": brief("Mine"), "docs/briefs/2022/mine.md": "# Mine"},
        "docs/briefs/2022/mine.md:1:1: has the address of briefs/2022/mine.md: /briefs/2022/",
    ),
    (
        {"briefs/a.md": brief().replace("---\nThe", "aliases: [search]\n---\nThe")},
        'briefs/a.md:5:11: alias "search" is the address of the search: /search/',
    ),
    (
        {"briefs/b.md": brief().replace("---\nThe", "aliases: [pagefind/x]\n---\nThe")},
        'briefs/b.md:5:11: alias "pagefind/x" is the address of the search index:',
    ),
]
"""Files, and the message about them."""


@pytest.mark.parametrize(("files", "message"), MISTAKES)
def test_lint_reports_each_mistake(tmp_path: Path, files: dict[str, str], message: str) -> None:
    problems = lint(make_project(tmp_path, {**GOOD, **files}))
    assert any(message in one for one in problems), problems


def test_a_build_reports_the_errors_of_lint_and_publishes_nothing(tmp_path: Path) -> None:
    """All mistakes at once."""
    every = {path: text for files, _ in MISTAKES for path, text in files.items()}
    assert len(every) == sum(len(files) for files, _ in MISTAKES)
    project = make_project(tmp_path, {**GOOD, **every})
    site = project / "site"
    site.mkdir()
    (site / "old.html").write_text("the published page", encoding="utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    assert [message for _, message in MISTAKES if message not in run.output] == []
    # The built-in registry is outside the project.
    problems = [one.replace(f"{ROOT}/", "") for one in lint(project)]
    output = run.output.replace(f"{ROOT}/", "")
    assert [one for one in problems if one not in output] == []
    assert run.output.index("bad.md:3:7") < run.output.index("untitled.md:2:1"), "in order"
    folders = "briefs/, docs/ and registry/"
    assert f"{len(problems)} errors in {folders}; the site was not touched" in run.output
    assert "Traceback" not in run.output
    assert [path.name for path in site.iterdir()] == ["old.html"]


MOVED = brief("Moved").replace("---\nThe", "aliases: [/briefs/2021/old-name/]\n---\nThe")
DRAFT = brief("Not yet").replace("---\nThe", "draft: yes\n---\nThe")
HOSTILE = brief(
    "\"<script>alert(1)</script> & 'more'\"",
    body="<script>alert(2)</script>\n\n[x](javascript:alert(3))\n\n<img src=x onerror=alert(4)>",
)
ASTRAY = brief("Astray", body="![A map](https://elsewhere.example/map.png) [x](nowhere.md)")
ODD = {
    "briefs/2022/astray.md": ASTRAY,
    "briefs/2022/unknown.md": brief("Unknown", actors="Kyrgistan, India"),
    "briefs/2022/draft.md": DRAFT,
    "briefs/2022/new.md": MOVED,
    "briefs/2022/hostile.md": HOSTILE,
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A site of unusual briefs without errors."""
    run = build_site(tmp_path_factory.mktemp("odd") / "project", {**GOOD, **ODD})
    assert run.code == 0, run.output
    return run


def test_broken_links_and_pictures_of_other_sites_are_reported(odd: Run) -> None:
    assert (
        'astray.md:6:10: picture "https://elsewhere.example/map.png" is on another site'
        " (hint: put the file next to the page: ![what it shows](file.png))"
    ) in odd.output
    assert (
        'astray.md:6:49: link "nowhere.md" leads to briefs/2022/nowhere.md, which does not exist'
        " (hint: link a brief by its file: [text](../2022/slug.md))"
    ) in odd.output


def test_an_unknown_actor_is_a_warning_and_gets_a_page(odd: Run) -> None:
    message = 'briefs/2022/unknown.md:4:10: unknown actor "Kyrgistan" — did you mean "Kyrgyzstan"?'
    assert message in odd.output
    assert "This actor is not in the registry yet" in odd.page("actors/kyrgistan")
    assert "Kyrgistan" in odd.page("actors")


@pytest.mark.long
def test_an_unknown_actor_stops_a_strict_build(tmp_path: Path) -> None:
    run = build_site(tmp_path, {"briefs/2022/a.md": brief(actors="Kyrgistan")}, "--strict")
    assert run.code == 1


def test_a_draft_is_not_published(odd: Run) -> None:
    assert not (odd.site / "briefs/2022/draft").exists()
    assert (odd.site / "briefs/2022/good").exists()


def test_an_alias_redirects_to_the_brief(odd: Run) -> None:
    assert "../../../briefs/2022/new/" in odd.page("briefs/2021/old-name")


def test_markup_in_titles_is_escaped(odd: Run) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in odd.page("briefs/2022/hostile")
    for page in odd.site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for escaped in ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\u003cscript\\u003ealert(1)"):
            text = text.replace(escaped, "")
        assert "alert(1)" not in text, page
        for number in (2, 3, 4):
            assert f"alert({number})" not in text, page


def test_an_archive_without_briefs_can_be_built(tmp_path: Path) -> None:
    run = build_site(tmp_path, {"briefs/.gitkeep": ""})
    assert run.code == 0, run.output
    assert "There is no brief yet" in run.page("")


@pytest.mark.parametrize(
    "address", ["", pytest.param("https://a.example/archive/", marks=pytest.mark.long)]
)
def test_links_work_without_an_address_and_below_a_path(tmp_path: Path, address: str) -> None:
    project = make_project(tmp_path, {**GOOD, "docs/x.md": "# X\n\n[a](about.md)\n"})
    config = project / "mkdocs.yml"
    text = re.sub("site_url: .*", f"site_url: {address}", config.read_text("utf-8"))
    config.write_text(text, "utf-8")
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    assert ('rel="canonical"' in run.page("briefs/2022/good")) == bool(address)
    assert ("/archive/years/" in (run.site / "404.html").read_text("utf-8")) == bool(address)
    assert broken_links(run.site, address) == []


@pytest.mark.long
def test_use_directory_urls_false_is_refused(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "\nuse_directory_urls: false\n", "utf-8")
    message = "use_directory_urls: false is not supported: every page has a folder of its own"
    (problem,) = lint(project)
    line = config.read_text("utf-8").count("\n")
    assert problem.startswith(f"mkdocs.yml:{line}:1: {message}")
    assert f"mkdocs.yml:{line}:1: {message}" in run_mkdocs(project).output
