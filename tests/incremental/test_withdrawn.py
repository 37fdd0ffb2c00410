"""A brief that is withdrawn or replaced: its page, and the pages of others that show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.build.archive import read_sources
from archive.core.feed_formats import CHANGES
from archive.core.settings import Settings
from tests.support.builds import build_clean, build_staged, tree
from tests.support.lint import lint
from tests.support.sites import brief

SETTINGS = Settings(
    site_name="A site", site_url="https://a.example/", search="none", workers=1, related=0
)
"""Without related briefs, a page shows of others only its neighbours and what replaces it."""
WITHDRAWN = "withdrawn: {date: 2023-05-04, reason: Its main figure was wrong.}\n"


def write(project: Path, name: str, title: str, date: str, further: str = "") -> None:
    """Writes a brief with further lines of front matter."""
    text = brief(title, date, "India, CSTO").replace("---\n", f"---\n{further}", 1)
    file = project / f"briefs/2022/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three briefs, none of which knows of another; the old and the new one are no neighbours."""
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    write(tmp_path, "old", "The old brief", "2022-02-01", "aliases: [older/]\n")
    write(tmp_path, "new", "The new brief", "2022-03-01")
    write(tmp_path, "other", "Another brief", "2022-02-15")
    return tmp_path


def build(project: Path) -> dict[str, str]:
    """Builds what has changed, checks it against a clean build, and returns all files as text."""
    build_staged(project, SETTINGS)
    made, clean = tree(project / "site"), build_clean(project, SETTINGS)
    assert {path for path in made if made[path] != clean.get(path)} == set()
    assert made.keys() == clean.keys()
    return {path: data.decode("utf-8", "replace") for path, data in made.items()}


OLD = "briefs/2022/old/index.html"
NEW = "briefs/2022/new/index.html"


def test_a_withdrawn_brief_leaves_a_notice_and_nothing_else(project: Path) -> None:
    assert "The old brief" in build(project)["countries/india/index.html"]
    write(project, "old", "The old brief", "2022-02-01", f"aliases: [older/]\n{WITHDRAWN}")
    site = build(project)
    page = site.pop(OLD)
    assert "<h1" in page
    assert "The old brief" in page
    assert 'Withdrawn, <time datetime="2023-05-04">4 May 2023</time>:' in page
    assert "Its main figure was wrong." in page
    assert "The text." not in page
    assert '<meta name="robots" content="noindex">' in page
    assert "briefs/2022/old/" in site["older/index.html"], "an earlier address still leads there"
    shown = {path for path, text in site.items() if "The old brief" in text}
    assert shown == {CHANGES}, "it is in no list but that of changes"
    assert "briefs/2022/old/" not in site["sitemap.xml"]
    assert "2 briefs" in site["countries/india/index.html"]


def test_a_link_to_a_withdrawn_brief_leads_to_the_notice(project: Path) -> None:
    write(project, "old", "The old brief", "2022-02-01", WITHDRAWN)
    file = project / "briefs/2022/new.md"
    file.write_text(file.read_text("utf-8") + "\n[as before](old.md)\n", "utf-8")
    assert 'href="../../../briefs/2022/old/"' in build(project)[NEW]
    assert lint(project) == []


def test_the_notice_and_the_links_state_the_language_of_the_brief(project: Path) -> None:
    write(project, "old", "Une note", "2022-02-01", f"language: fr\n{WITHDRAWN}")
    write(project, "new", "The new brief", "2022-03-01", "replaces: old.md\n")
    site = build(project)
    assert '<h1 lang="fr" dir="ltr">Une note</h1>' in site[OLD]
    assert '<bdi lang="fr" dir="ltr">Its main figure was wrong.</bdi>' in site[OLD]
    link = '<a href="../../../briefs/2022/old/" lang="fr" dir="ltr">Une note</a>'
    assert link in site[NEW]


@pytest.mark.long
def test_two_briefs_link_each_other_if_one_replaces_the_other(project: Path) -> None:
    build(project)
    write(project, "new", "The new brief", "2022-03-01", "replaces: old.md\n")
    site = build(project)
    assert 'Replaced by:</strong> <a href="../../../briefs/2022/new/"' in site[OLD]
    assert "<dt>Replaces</dt>" in site[NEW]
    assert '<a href="../../../briefs/2022/old/">The old brief</a>' in site[NEW]
    write(project, "old", "The renamed brief", "2022-02-01")
    assert "The renamed brief</a>" in build(project)[NEW]
    write(project, "new", "A newer title", "2022-03-01", "replaces: briefs/2022/old.md\n")
    assert "A newer title</a>" in build(project)[OLD]
    write(project, "old", "The renamed brief", "2022-02-01", WITHDRAWN)
    site = build(project)
    assert "A newer title</a>" in site[OLD], "the notice names the brief that counts now"
    write(project, "old", "Once more", "2022-02-01", WITHDRAWN)
    assert "Once more</a>" in build(project)[NEW]
    write(project, "new", "A newer title", "2022-03-01")
    site = build(project)
    assert "Replaced by" not in site[OLD]
    assert "<dt>Replaces</dt>" not in site[NEW]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "odl.md",
            (
                '"replaces" names "odl.md", which is not a brief — did you mean "old.md"? '
                "(hint: write the file of a brief, relative to this one: ../2023/slug.md)"
            ),
        ),
        ("new.md", "a brief cannot replace itself (hint: name the other brief)"),
        (
            "other.md",
            (
                "briefs/2022/other.md and this brief replace each other "
                '(hint: delete "replaces" in the older one)'
            ),
        ),
    ],
)
def test_what_is_replaced_must_be_another_brief(project: Path, written: str, told: str) -> None:
    write(project, "other", "Another brief", "2022-04-01", "replaces: new.md\n")
    write(project, "new", "The new brief", "2022-03-01", f"replaces: {written}\n")
    found = [str(one) for one in read_sources(project, SETTINGS).problems]
    assert f"briefs/2022/new.md:2:11: error: {told}" in found
    assert f"briefs/2022/new.md:2:11: {told}" in lint(project)
