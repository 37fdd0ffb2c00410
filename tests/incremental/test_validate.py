"""The check before the swap: every page, required files, links and anchors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive.build.pipeline import BuildResult
from archive.core.settings import Settings
from archive.outputs import sitemap
from archive.publish.releases import ReleaseError
from archive.publish.staging import Staging
from archive.search.pagefind import SearchIndexError
from tests.support.builds import build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief, make_project, run_mkdocs

PLAIN = Settings(site_name="A site", search="none", workers=1)
ASSET = '<link rel="stylesheet" href="/assets/x.css">'


def write(project: Path, name: str, body: str) -> None:
    file = project / f"briefs/2022/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(brief(title=f"Title {name}", body=body), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two briefs, one with a link to an anchor of the other; published once."""
    write(tmp_path, "a", "See [b](b.md#part).")
    write(tmp_path, "b", "## Part\n\nText.")
    assert build_staged(tmp_path, PLAIN).published
    return tmp_path


def refused(issued: BuildResult) -> list[str]:
    assert not issued.published
    return [str(problem).split(" (hint")[0] for problem in issued.problems]


def test_a_removed_anchor_that_another_page_links_is_an_error(project: Path) -> None:
    before = tree(project / "site")
    write(project, "b", "## Other part\n\nText.")
    issued = build_staged(project, PLAIN)
    assert set(issued.written) == {"briefs/2022/b/index.html"}, "the page that links is unchanged"
    wanted = (
        'briefs/2022/a.md:6:9: error: link "../../../briefs/2022/b/#part" of the page'
        " /briefs/2022/a/ leads to an anchor that does not exist"
    )
    assert refused(issued) == [wanted]
    assert refused(build_staged(project, PLAIN)) == [wanted], "it is not forgotten"
    assert tree(project / "site") == before
    write(project, "b", "## Part {}\n\nOther text.".format(""))
    assert build_staged(project, PLAIN).published


def test_a_link_to_an_anchor_that_never_existed_is_an_error(project: Path) -> None:
    write(project, "c", "## One\n\nSee [one](#one) and [b](b.md#nowhere).")
    assert "/briefs/2022/b/#nowhere" in refused(build_staged(project, PLAIN))[0]


@pytest.mark.parametrize("others", [0, 30])
def test_a_removed_file_that_unchanged_pages_use_is_an_error(project: Path, others: int) -> None:
    assets = project / ".cache/mkdocs/assets"
    for number in range(others):
        (assets / f"{number}.css").write_text("x")
    (assets / "x.css").write_text("x")
    assert build_staged(project, PLAIN, ASSET).published
    before = tree(project / "site")
    for file in assets.glob("*.css"):
        file.unlink()
    issued = build_staged(project, PLAIN, ASSET)
    assert issued.written == {}
    messages = refused(issued)
    assert all('link "/assets/x.css" of the page /' in one for one in messages)
    assert messages
    assert tree(project / "site") == before


def test_a_removed_brief_that_another_links_is_a_warning(project: Path) -> None:
    """The page with the link is rendered again: the targets of links are part of its cache key."""
    (project / "briefs/2022/b.md").unlink()
    issued = build_staged(project, PLAIN)
    assert issued.published
    assert "briefs/2022/a/index.html" in issued.written
    assert "leads to briefs/2022/b.md, which does not exist" in str(issued.problems[0])


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.long), 2])
def test_a_broken_link_of_many_pages_is_an_error(tmp_path: Path, workers: int) -> None:
    for number in range(220):
        write(tmp_path, f"n{number}", "Text.")
    settings = Settings(site_name="A site", search="none", workers=workers)
    messages = refused(build_staged(tmp_path, settings, '<a href="/gone/">x</a>'))
    assert any(one.startswith("briefs/2022/n") for one in messages)
    assert all('link "/gone/" of the page /' in one for one in messages)
    assert not (tmp_path / "site").exists()


def test_a_missing_page_stops_the_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(project / "site")
    write(project, "a", "Other text.")
    monkeypatch.setattr(Staging, "keep", lambda *_: None)
    with pytest.raises(ReleaseError, match="the site would have no "):
        build_staged(project, PLAIN)
    assert tree(project / "site") == before


def test_a_missing_site_map_stops_the_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapped = Settings(site_name="A site", search="none", workers=1, site_url="https://a.example/")
    write_whole = Staging.write
    monkeypatch.setattr(
        Staging,
        "write",
        lambda staging, path, *rest: path == sitemap.FILE or write_whole(staging, path, *rest),
    )
    with pytest.raises(ReleaseError, match="the site would have no sitemap"):
        build_staged(project, mapped)
    monkeypatch.undo()
    assert build_staged(project, mapped).published


def test_a_missing_search_index_stops_the_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = Settings(site_name="A site", workers=1)
    monkeypatch.setattr("archive.build.search_index.build_index", lambda *_: {})
    with pytest.raises(SearchIndexError, match="the search index has no search/"):
        build_staged(project, searched)


@pytest.mark.parametrize("harm", [pytest.param("changed", marks=pytest.mark.long), "deleted"])
def test_a_damaged_search_index_is_built_again(project: Path, harm: str) -> None:
    searched = Settings(site_name="A site", workers=1)
    build_staged(project, searched)
    whole = tree(project / "site")
    assert build_staged(project, searched).current
    (file,) = (project / "site/pagefind/pages").glob("*.pf_meta")
    file.unlink()
    if harm == "changed":
        file.write_bytes(b"harmed")
    build_staged(project, searched)
    assert tree(project / "site") == whole


@pytest.mark.long
def test_broken_links_of_hand_written_pages_and_of_the_navigation_stop_the_build(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path, {"briefs/2022/a.md": brief()})
    assert run_mkdocs(project).code == 0
    before = tree(project / "site")
    page = project / "docs/x.md"
    page.write_text("# X\n\n[g](gone.md) [a](about.md#nowhere) [c](/countries/) `<a href='no/'>`")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    assert 'docs/x.md:3:5: link "gone.md" of the page /x/ leads to a page' in run.output
    assert (
        'docs/x.md:3:18: link "../about/#nowhere" of the page /x/ leads to an anchor' in run.output
    )
    assert 'link "no/"' not in run.output
    assert "Traceback" not in run.output
    wrong = text.replace("  - About: about.md", "  - About: abuot.md").replace("logo: a", "logo: b")
    config.write_text(wrong, "utf-8")
    run = run_mkdocs(project)
    assert run.output.count("does not exist in docs/") == 2, "once each, not at every page"
    assert 'mkdocs.yml:45:12: nav names "abuot.md", which does not exist in docs/ — did you' in (
        run.output
    )
    assert 'mkdocs.yml:23:9: logo names "bssets/logo.svg", which does not exist' in run.output
    assert tree(project / "site") == before
    config.write_text(text.replace("language: en", "language: fi"), "utf-8")
    run = run_mkdocs(project)
    assert 'theme.language: the interface is not available in "fi"' in run.output
    assert "None;" not in run.output
    config.write_text(text, "utf-8")
    page.write_text("# X\n\n[a](about.md) [c](/countries/)\n")
    run = run_mkdocs(project)
    assert run.code == 0, run.output


@pytest.mark.long
def test_an_address_in_the_configuration_is_reported_once(tmp_path: Path) -> None:
    moved = brief().replace("title:", "aliases: [/old/name]\ntitle:", 1)
    project = make_project(tmp_path / "p", {"briefs/2022/a.md": moved})
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("extra:\n", "extra:\n  homepage: /hoem/\n", 1)
    right = "".join(
        f"  - {one}: /{one}/\n" for one in ("countries/india", "search", "about", "old/name")
    )
    text = re.sub(r"(?m)^nav:\n", f"nav:\n{right}  - Gone: /foo/\n", text)
    config.write_text(text, "utf-8")
    run = run_mkdocs(project)
    assert run.code == 1
    errors = [line for line in run.output.splitlines() if line.startswith("ERROR")]
    assert len(errors) == 2
    assert 'extra.homepage leads to "/hoem/", which is no page of this site' in errors[0]
    assert 'nav leads to "/foo/", which is no page of this site' in errors[1]
    assert all("-  mkdocs.yml:" in line for line in errors)
    assert [line.rpartition("ERROR   -  ")[2] for line in errors] == lint(project)
