"""The committed list of addresses: what is new is noticed, what would be gone is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.address_list import ADDRESSES, earlier_pairs, list_of, read_list
from archive.lib.output_files import page_file
from archive.lint.address_list import Published, check_list, find_published
from archive.lint.check import check_project
from archive.lint.project import read_project
from tests.support.lint import lint
from tests.support.sites import Run, brief, make_project, run_program

NOW = Published(
    frozenset({"", "years/", "briefs/2022/a/", "briefs/2022/india-in-csto/", "organizations/gc/"}),
    frozenset({"briefs/2022/draft/"}),
    {"briefs/2022/india-in-csto/": "briefs/2022/b.md", "organizations/gc/": 'the entry "club"'},
    {},
)
KNOWN = ["", "years/", "briefs/2022/a/"]


def reported(*addresses: str) -> list[str]:
    return [str(one) for one in check_list(list_of([*KNOWN, *addresses]), NOW)]


def test_a_list_that_is_complete_is_no_problem() -> None:
    assert list(check_list(list_of(NOW.addresses), NOW)) == []
    text = list_of([*NOW.addresses, "briefs/2022/draft/"])
    assert list(check_list(text, NOW)) == [], "a draft is held back on purpose"


def test_a_list_that_lacks_an_address_is_stale() -> None:
    lacking = "lacks 2 published addresses, /briefs/2022/india-in-csto/ first"
    hint = "(hint: make addresses, then commit the file)"
    assert reported() == [f"{ADDRESSES}:1:1: notice: {lacking} {hint}"]
    unsorted = "".join(f"/{one}\n" for one in sorted(NOW.addresses, reverse=True))
    (problem,) = check_list(unsorted, NOW)
    assert str(problem) == (
        f"{ADDRESSES}:1:1: notice: the addresses are not sorted, one a line {hint}"
    )


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("briefs/2022/india-csto/", "add aliases: [briefs/2022/india-csto/] to briefs/2022/b.md"),
        ("briefs/1998/x/", "add aliases: [briefs/1998/x/] to the brief that takes its place"),
        (
            "organizations/g/",
            'add redirects: [organizations/g/] to the entry "club" in the registry',
        ),
        ("years/1998/", 'add the line "/years/1998/ /years/ 301" to docs/_redirects'),
        ("topics/x/", 'add the line "/topics/x/ / 301" to docs/_redirects'),
    ],
)
def test_an_address_that_would_be_gone_is_an_error_with_the_line_to_add(
    url: str, line: str
) -> None:
    (error,) = (one for one in reported(url) if " error: " in one)
    number = list_of([*KNOWN, url]).splitlines().index(f"/{url}") + 1
    assert error == (
        f"{ADDRESSES}:{number}:1: error: /{url} would be gone: no page has this address, and it"
        f" does not redirect (hint: {line}; to give it up, delete this line)"
    )


def test_the_page_of_two_actors_that_is_gone_redirects_to_the_first() -> None:
    listed = ["countries/in/with/gc/", "countries/in/with/csto/", "countries/in/", "a/with/b/c/d/"]
    found = list(earlier_pairs(listed, {"countries/in/with/gc/"}))
    assert found == [("countries/in/with/csto/", "countries/in/")]


def test_lists_of_two_branches_make_one_list() -> None:
    assert read_list("/b/\n/a/\n/b/\n\nnot an address\n") == {"b/": 1, "a/": 2}


def test_the_command_keeps_what_would_be_gone(tmp_path: Path) -> None:
    names = ("a", "b", "c")
    files = {f"briefs/2022/{name}.md": brief(name) for name in names}
    project = make_project(tmp_path, files)
    run = run_program("archive", project, "addresses")
    assert run.code == 0
    listed = (project / ADDRESSES).read_text("utf-8")
    assert {"/", "/briefs/2022/a/", "/countries/india/with/csto/", "/search/", "/about/"} < set(
        listed.splitlines()
    )
    assert "/organizations/collective-security-treaty-organization/" in listed, "a redirect"
    assert lint(project) == []
    (project / "briefs/2022/a.md").rename(project / "briefs/2022/a-new.md")
    (notice, error) = lint(project)
    assert "(hint: add aliases: [briefs/2022/a/] to briefs/2022/a-new.md; " in error
    assert "lacks 1 published address, /briefs/2022/a-new/ first" in notice
    run = run_program("archive", project, "addresses")
    assert run.code == 1
    assert "/briefs/2022/a/ would be gone" in run.output
    assert "/briefs/2022/a/\n" in (project / ADDRESSES).read_text("utf-8")
    broken = project / "briefs/2022/b.md"
    broken.write_text("---\ntitle: [\n", "utf-8")
    assert not [one for one in lint(project) if "/briefs/2022/b/ would" in one], "it has an error"


def test_the_list_has_every_page_of_a_built_site(example: Run) -> None:
    project = read_project(example.site.parent)
    checked = check_project(project)
    listed = find_published(project, checked.registry, checked.every).addresses
    pages = {path.relative_to(example.site).as_posix() for path in example.site.rglob("*.html")}
    assert {page_file(url) for url in listed} == pages - {"404.html"}


def addresses_of(folder: Path) -> frozenset[str]:
    project = read_project(folder)
    checked = check_project(project, cached=False, workers=1)
    return frozenset(find_published(project, checked.registry, checked.every).addresses)


def test_pages_that_are_left_out_are_not_published(tmp_path: Path) -> None:
    project = make_project(
        tmp_path, {"briefs/2022/a.md": brief(), "docs/inner/plan.md": "# A plan\n"}
    )
    config = project / "mkdocs.yml"
    assert "inner/plan/" in addresses_of(project)
    config.write_text(config.read_text("utf-8") + "exclude_docs: /inner/\n", "utf-8")
    assert "inner/plan/" not in addresses_of(project)
