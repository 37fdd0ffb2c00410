"""Feeds say what the pages say, in three formats that readers written by others accept."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from archive.core.feed_formats import CHANGES, FEED_FORMATS, LEAST
from archive.outputs.feed import MOST
from tests.support.builds import tree
from tests.support.sites import Run, brief, make_project, run_mkdocs, set_option

with warnings.catch_warnings():
    # It parses dates with a module that Python 3.13 no longer has.
    warnings.simplefilter("ignore", DeprecationWarning)
    import feedparser  # type: ignore[import-untyped]

SITE = "https://archive.example.org/"
HOSTILE = '=cmd() "<b>R&D</b>" ]]> שלום 🙂 ' + "long " * 50
SCHEMA = Path(__file__).with_name("atom.rng")
FILES = {
    "briefs/1648/peace.md": brief(title="A peace", date="1648-10-24", actors="India"),
    "briefs/2020/a.md": brief(date="2020-01-01", actors="India"),
    "briefs/2020/b.md": brief(date="2020-01-02", actors="India"),
    "briefs/2020/c.md": brief(date="2020-01-03", actors="India, Kazakhstan"),
    "briefs/2021/hostile.md": brief(title=f"'{HOSTILE}'", date="2021-05-04", actors="India"),
    "briefs/2022/moved.md": """---
title: It has moved
date: 2022-02-01
aliases: [posts/first.html, briefs/2022/second/]
authors: [Amina Otieno]
actors: [India]
tags: [Rivers]
language: fr
corrections: [{date: 2022-03-03, note: "Five, not four & <six>."}]
updates: [{date: 2022-04-04, note: "It has ended."}, {date: 2999-01-01, note: "Not yet."}]
---
See [the peace](../1648/peace.md) and ![a map](map.svg).
""",
    "briefs/2022/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>',
    "briefs/2022/gone.md": """---
title: Withdrawn
date: 2022-02-02
actors: [India]
withdrawn: {date: 2022-05-05, reason: It was wrong.}
---
Its text.
""",
    "briefs/2022/draft.md": brief(title="A draft").replace("---\n", "---\ndraft: true\n", 1),
    "briefs/2999/later.md": brief(title="The far future", date="2999-01-01", actors="India"),
}


def make(folder: Path, **settings: str) -> Path:
    project = make_project(folder, FILES)
    for name, value in settings.items():
        set_option(project, name, value)
    return project


def build(project: Path) -> Run:
    run = run_mkdocs(project)
    assert run.code == 0, run.output
    return run


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("feeds") / "project"
    return build(make(folder, feeds="[atom, json, rss]", licence="CC-BY-4.0")).site


def feeds_of(site: Path) -> list[str]:
    names = {one.file for one in FEED_FORMATS.values()} | {CHANGES}
    found = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.name in names)
    return sorted(found)


def parsed(site: Path, path: str) -> Any:
    """Returns a feed as ``feedparser`` reads it."""
    found = feedparser.parse((site / path).read_bytes())
    assert not found.bozo, (path, found.get("bozo_exception"))
    return found


def india(site: Path) -> Iterator[dict[str, Any]]:
    yield from parsed(site, "countries/india/feed.xml").entries


def test_the_archive_and_entities_with_several_briefs_have_feeds(site: Path) -> None:
    folders = {path.rpartition("/")[0] for path in feeds_of(site)}
    assert {"", "countries/india"} <= folders
    assert "countries/kazakhstan" not in folders, f"it has fewer than {LEAST} briefs"
    assert not any(folder.startswith(("topics", "authors")) for folder in folders)
    assert feeds_of(site).count(CHANGES) == 1
    assert len(feeds_of(site)) == 3 * len(folders) + 1


def test_all_formats_are_read_and_say_the_same(site: Path) -> None:
    for path in feeds_of(site):
        if path.endswith("feed.json") or path == CHANGES:
            continue
        folder = path.removesuffix("feed.xml").removesuffix("rss.xml")
        atom, rss = parsed(site, f"{folder}feed.xml"), parsed(site, f"{folder}rss.xml")
        data = json.loads((site / folder / "feed.json").read_text("utf-8"))
        assert data["version"] == "https://jsonfeed.org/version/1.1"
        assert data["feed_url"] == f"{SITE}{folder}feed.json"
        assert data["home_page_url"] == atom.feed.link == rss.feed.link == SITE + folder
        assert data["title"] == atom.feed.title == rss.feed.title
        assert [(one.id, one.link, one.published_parsed) for one in atom.entries] == [
            (one.id, one.link, one.published_parsed) for one in rss.entries
        ]
        said = [(one.id, one.link, one.title) for one in atom.entries]
        assert [(one["id"], one["url"], one["title"]) for one in data["items"]] == said
        # Readers differ on whether the title of an item is HTML.
        titles = etree.parse(site / folder / "rss.xml").xpath("//item/title/text()")
        assert titles == [title for _, _, title in said]
        assert 0 < len(said) <= MOST


def test_atom_follows_its_schema(site: Path) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    for path in feeds_of(site):
        if path.endswith(("feed.xml", CHANGES)):
            schema.assertValid(etree.parse(site / path))


def test_entries_are_the_published_briefs_newest_first(site: Path) -> None:
    titles = [one["title"] for one in india(site)]
    assert titles[0] == "It has moved"
    assert titles[1] == HOSTILE.strip()
    assert titles[-1] == "A peace"
    assert not {"Withdrawn", "A draft", "The far future"} & set(titles)


def test_an_identifier_is_made_of_the_first_address(site: Path) -> None:
    ids = [one["id"] for one in india(site)]
    assert ids[0] == "tag:archive.example.org,2022:posts/first.html"
    assert ids[-1] == "tag:archive.example.org,2000:briefs/1648/peace"
    assert len({*ids}) == len(ids)


def test_an_entry_says_what_is_new_and_what_has_changed(site: Path) -> None:
    moved = next(india(site))
    assert (moved["published"], moved["updated"]) == (
        "2022-02-01T00:00:00Z",
        "2022-04-04T00:00:00Z",
    ), "a note of the future does not count"
    text = moved["content"][0]
    assert text["language"] == "fr"
    assert text["value"].startswith("<p><strong>Update, 4 April 2022:</strong> It has ended.</p>")
    assert "Five, not four &amp; &lt;six&gt;." in text["value"]
    assert "Not yet" not in text["value"]
    assert [one["name"] for one in moved["authors"]] == ["Amina Otieno"]
    assert [one["term"] for one in moved["tags"]] == ["India", "Rivers"]


def test_changes_have_a_feed_of_their_own(site: Path) -> None:
    feed = parsed(site, CHANGES)
    assert [(one.title, one.id.partition("#")[2]) for one in feed.entries] == [
        ("Withdrawn, 5 May 2022: Withdrawn", "withdrawn"),
        ("Update, 4 April 2022: It has moved", "update-2022-04-04"),
        ("Correction, 3 March 2022: It has moved", "correction-2022-03-03"),
    ]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("countries/india", "../../countries/india/feed.xml"),
        ("countries/kazakhstan", "../../feed.xml"),
        ("briefs/2020/a", "../../../feed.xml"),
        ("", "feed.xml"),
    ],
)
def test_pages_lead_to_their_feed_or_that_of_the_archive(site: Path, page: str, feed: str) -> None:
    text = (site / page / "index.html").read_text("utf-8")
    found = re.findall(
        r'<link rel="alternate feed" type="application/atom\+xml"[^>]*href="(.*?)">', text
    )
    assert found == [feed]
    assert f'<a href="{feed}" type="application/atom+xml">Follow “' in text


@pytest.mark.long
def test_whole_texts_have_full_addresses_and_a_second_build_changes_nothing(
    tmp_path: Path,
) -> None:
    project = make(tmp_path / "project", feed_text="true")
    site = build(project).site
    (entry,) = (one for one in india(site) if one["title"] == "It has moved")
    text = entry["content"][0]["value"]
    assert f'<a href="{SITE}briefs/1648/peace/">the peace</a>' in text
    assert f'src="{SITE}briefs/2022/map.svg"' in text
    before = tree(site)
    (project / "briefs/2020/a.md").write_text(
        brief(date="2020-01-01", actors="India", body="Another text."), "utf-8"
    )
    build(project)
    after = tree(site)
    changed = {path for path in {*before, *after} if before.get(path) != after.get(path)}
    assert {path for path in feeds_of(site) if path in changed} == {
        path for path in feeds_of(site) if path != CHANGES
    }


@pytest.mark.long
@pytest.mark.parametrize("line", ["site_url: https://archive.example.org/", ""])
def test_a_site_without_an_address_or_formats_has_no_feeds(tmp_path: Path, line: str) -> None:
    project = make(tmp_path / "project", **({"feeds": "[]"} if not line else {}))
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert not line or line in text
    config.write_text(text.replace(f"{line}\n", "") if line else text, "utf-8")
    run = build(project)
    assert [path for path in feeds_of(run.site) if path != CHANGES] == []
    assert "Follow" not in run.page("countries/india")
