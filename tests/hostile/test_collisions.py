"""No source takes the place of a file that the program makes, or of a folder that it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.feed_formats import CHANGES, FEED_FORMATS
from archive.core.host_redirects import FILE as REDIRECTS
from archive.core.taken_paths import TAKEN_PATHS
from archive.core.urls import FLAGS, SEARCH
from archive.lint.check import check_project
from archive.lint.project import read_project
from archive.outputs import headers, opensearch, robots, search_export, sitemap
from archive.outputs.redirects import SCRIPT as REDIRECT
from archive.publish.marks import MARKER
from archive.read.statics import attachment_urls, find_attachments
from archive.resolve.collisions import Claim, all_claims, find_collisions
from archive.search.shards import FOLDER as SHARDS
from tests.support.builds import tree
from tests.support.lint import lint
from tests.support.sites import Run, brief, make_project, run_mkdocs

PAGE = "# X\n"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>'
TABLE = "a,b\n1,2\n"
GOOD = {"briefs/2022/india-csto.md": brief(), "docs/robots.txt": "User-agent: *\n"}

BAD = {
    "docs/_headers/x.csv": "needs the folder /_headers, where a file is published: the headers",
    "docs/404.html.md": "needs the folder /404.html, where a file is published: the page for"
    " addresses that do not exist",
    "docs/sitemap.xml/x.csv": "needs the folder /sitemap.xml, where a file is published:"
    " the site map",
    "docs/Sitemap.XML.gz.md": "needs the folder /Sitemap.XML.gz, where a file is published:"
    " the site map",
    "docs/opensearch.xml.md": "needs the folder /opensearch.xml, where a file is published:"
    " the OpenSearch description",
    "docs/robots.txt.md": "needs the folder /robots.txt, where a file is published: the rules for"
    " crawlers",
    "docs/search/help.md": "would be published in /search/, the folder of the search page",
    "docs/Search-Export/x.json": "would be published in /search-export/, the folder of the"
    " search export",
    "docs/assets/flags/in.svg": "would be published in /assets/flags/, the folder of the flags",
    "docs/index.html/x.csv": "would be published in a folder named index.html, the name of every"
    " page's file",
    "docs/years/2022/index.html.md": "would be published in a folder named index.html, the name of"
    " every page's file",
    "briefs/2022/india-csto/index.html/x.csv": "would be published in a folder named index.html,"
    " the name of every page's file",
    "docs/assets/Images/favicon.png": "would be published as /assets/Images/favicon.png, which is"
    " a file of the theme",
    "docs/assets/images/favicon.png/x.csv": "needs the folder /assets/images/favicon.png, where a"
    " file is published: a file of the theme",
    "docs/Data.csv": "would be published as /Data.csv, which is a folder:"
    " docs/data.csv.md is in it",
    "briefs/2022/table.csv": "would be published as /briefs/2022/table.csv, which is"
    " docs/briefs/2022/TABLE.csv",
}
"""Source → what is wrong with it; the sources with which two of them collide are below."""
OTHERS = {"docs/data.csv.md": PAGE, "docs/briefs/2022/TABLE.csv": TABLE}


def content(path: str) -> str:
    kinds = {".md": PAGE, ".csv": TABLE, ".json": "{}", ".svg": PICTURE, ".png": "\x89PNG"}
    return kinds[Path(path).suffix]


@pytest.mark.parametrize("path", BAD)
def test_each_is_an_error_of_its_source(tmp_path: Path, path: str) -> None:
    project = make_project(tmp_path, {**GOOD, **OTHERS, path: content(path)})
    (problem,) = [one for one in lint(project) if f"{path}:1:1: is not published: no" not in one]
    assert BAD[path] in problem
    assert "(hint: rename the file or its folder)" in problem


@pytest.mark.long
def test_a_build_names_all_of_them_and_stops(tmp_path: Path) -> None:
    project = make_project(tmp_path, GOOD)
    assert run_mkdocs(project).code == 0
    before = tree(project / "site")
    wrong = {path: content(path) for path in BAD}
    make_project(project, {**OTHERS, **wrong})
    run = run_mkdocs(project)
    assert run.code == 1
    assert "Traceback" not in run.output
    for path in wrong:
        assert f"{path}:1:1: {BAD[path].split(':')[0]}" in run.output
    assert tree(project / "site") == before


def test_hand_written_files_may_replace_what_is_meant_to_be_replaced(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**GOOD, "docs/_headers": "/*\n  X-Own: 1\n"})
    favicon = project / "docs/assets/images/favicon.png"
    favicon.parent.mkdir()
    favicon.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert lint(project) == []


def test_an_alias_cannot_be_in_a_folder_of_the_program(tmp_path: Path) -> None:
    text = brief().replace("actors:", "aliases: [search-export/x/]\nactors:")
    project = make_project(tmp_path, {"briefs/2022/x.md": text})
    (problem,) = lint(project)
    assert "would be published in /search-export/, the folder of the search export" in problem


def test_a_source_that_has_an_error_is_not_named_twice(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**GOOD, "docs/pagefind/x.json": "{}"})
    (problem,) = lint(project)
    assert "is where the search index is published" in problem


def test_a_file_cannot_be_in_the_place_of_a_feed(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**GOOD, "docs/countries/india/feed.json": "{}"})
    (problem,) = lint(project)
    assert "would be published as /countries/india/feed.json, which is the feed of India" in problem


@pytest.mark.long
def test_folders_with_names_of_files_are_folders(tmp_path: Path) -> None:
    files = {
        "docs/x.md/y.csv": TABLE,
        "docs/x.md/z.md": PAGE,
        "briefs/2022/x.md/y.md": brief("Other"),
        "briefs/2022/india-csto.md": brief(body="[y](x.md/y.md) [z](x.md/z.csv)"),
        "briefs/2022/x.md/z.csv": TABLE,
    }
    project = make_project(tmp_path, files)
    assert lint(project) == []
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    published = tree(run.site)
    assert "x.md/y.csv" in published
    assert "briefs/2022/xmd/y/index.html" in published


def test_the_table_of_outputs_knows_all_files_of_a_site(example: Run) -> None:
    root = example.site.parent
    project = read_project(root)
    checked = check_project(project, cached=False, workers=1)
    claims = list(
        all_claims(
            root,
            project.docs,
            project.docs_pages,
            attachment_urls(find_attachments(root, "briefs")[0], "briefs"),
            checked.briefs,
            checked.registry.entities,
            project.theme,
        )
    )
    files = {claim.path for claim in claims}
    folders = tuple(path for path in files if path.endswith("/"))
    unknown = [
        path for path in tree(example.site) if path not in files and not path.startswith(folders)
    ]
    # Feeds of entities, which only the number of briefs decides.
    feeds = {one.file for one in FEED_FORMATS.values()}
    unknown = [path for path in unknown if path.rpartition("/")[2] not in feeds]
    # Pages of years, pairs, unclassified actors, unregistered topics, authors and series: each is
    # the index.html of a folder.
    own = ("years/", "actors/", "topics/", "authors/", "series/")
    pages = [path for path in unknown if path.startswith(own) or "/with/" in path]
    # An organization is at its acronym; the address by its name redirects.
    pages += [path for path in unknown if REDIRECT in (example.site / path).read_text("utf-8")]
    assert all(path.endswith("/index.html") for path in pages)
    assert set(unknown) == set(pages)
    assert list(find_collisions(claims)) == []


def test_the_table_has_the_paths_of_the_outputs() -> None:
    taken = {one.path for one in TAKEN_PATHS}
    files = {MARKER, opensearch.FILE, robots.FILE, sitemap.FILE, sitemap.PACKED_FILE}
    folders = {f"{SHARDS}/", f"{search_export.FOLDER}/", f"{FLAGS}/", SEARCH}
    hosts = {REDIRECTS, headers.FILE, headers.APACHE, headers.NGINX, "404.html"}
    feeds = {CHANGES, *(one.file for one in FEED_FORMATS.values())}
    assert taken == files | folders | hosts | feeds


def test_any_two_sources_are_compared() -> None:
    claims = [Claim("a/b.csv", "docs/a/b.csv", "docs/a/b.csv"), Claim("A", "docs/A", "docs/A")]
    (problem,) = find_collisions(claims)
    assert problem.message == "would be published as /A, which is a folder: docs/a/b.csv is in it"
