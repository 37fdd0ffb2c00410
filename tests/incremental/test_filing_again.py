"""A build after a change of topics, authors, series or spellings is like a clean build."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from archive.core.settings import Settings
from tests.support.builds import build_clean, build_staged, tree
from tests.support.random_edits import make_registry, put
from tests.support.sites import brief

PLAIN = Settings(site_name="A site", search="none", workers=1)


def filed(front: str, title: str = "A brief", date: str = "2022-02-01") -> str:
    """Returns a brief with further lines of front matter."""
    return brief(title, date, "India").replace("---\nThe", f"{front}\n---\nThe")


EDITS = (
    # The spelling of most briefs changes, and so the name on the page of another brief.
    ("briefs/2022/a.md", filed("tags: [Free-trade]\nseries: Notes\nissue: 1")),
    ("briefs/2022/c.md", filed("tags: [Free-trade]", "Third", "2022-04-01")),
    # Only the order of the series and its number change.
    ("briefs/2022/a.md", filed("tags: [Free-trade]\nseries: Notes\nissue: 3")),
    # Only the page of the author changes.
    ("briefs/2022/b.md", filed("authors: [{name: Zoe, affiliation: A}]\nseries: Notes\nissue: 2")),
    ("briefs/2022/b.md", filed("authors: [{name: Zoe, affiliation: B}]\nseries: Notes\nissue: 2")),
    # Briefs leave a series and a topic that other briefs keep alive.
    ("briefs/2022/b.md", filed("authors: [{name: Zoe, affiliation: B}]\nissue: 2")),
    ("briefs/2022/c.md", filed("", "Third", "2022-04-01")),
    ("registry/people.yml", "zoe: {name: Zoe Example, aliases: [Zoe]}\n"),
    (
        "registry/topics.yml",
        "t: {name: Trade, aliases: [Free trade], broader: e}\ne: {name: Economy}\n",
    ),
    ("registry/topics.yml", "t: {name: Trade, aliases: [Free trade], slug: commerce}\n"),
    ("briefs/2022/c.md", filed("draft: yes\ntags: [only]", "Third", "2022-04-01")),
    ("briefs/2022/a.md", filed("withdrawn: {date: 2023-01-01, reason: It was wrong.}")),
)
CHECKED = (2, 5, 6, 11)
"""The edits after which the site is compared with that of a clean build."""


def test_builds_after_edits_are_like_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that one of the builds leaves out of date differs at the end or at a check before."""
    shipped = make_registry(tmp_path / "shipped/registry")
    monkeypatch.setattr("archive.build.archive.SHIPPED", shipped)
    project = tmp_path / "project"
    put(project / "briefs/2022/a.md", filed("tags: [free trade]\nseries: Notes\nissue: 1"))
    put(project / "briefs/2022/b.md", filed("authors: [Zoe]\nseries: Notes\nissue: 2", "Second"))
    build_staged(project, PLAIN)
    for number, (path, text) in enumerate(EDITS):
        put(project / path, text)
        build_staged(project, PLAIN)
        if number in CHECKED:
            clean = tmp_path / f"clean-{number}"
            for name in ("briefs", "registry"):
                if (project / name).is_dir():
                    copytree(project / name, clean / name)
            build_staged(clean, PLAIN)
            assert tree(project / "site") == tree(clean / "site"), text


def test_a_new_spelling_of_an_unknown_name_shows_on_pages_of_other_briefs(tmp_path: Path) -> None:
    def written(title: str, actor: str, region: str) -> str:
        text = brief(title, actors=f"India, {actor}")
        return text.replace("---\nThe", f"region: {region}\n---\nThe")

    put(tmp_path / "briefs/2022/a.md", written("A", "Free front", "Far land"))
    put(tmp_path / "briefs/2022/b.md", written("B", "Free front", "Far land"))
    build_staged(tmp_path, PLAIN)
    put(tmp_path / "briefs/2022/a.md", written("A", "Free Front", "Far Land"))
    build_staged(tmp_path, PLAIN)
    page = (tmp_path / "site/briefs/2022/b/index.html").read_text("utf-8")
    assert ("Free Front" in page, "Far Land" in page) == (True, True)
    assert tree(tmp_path / "site") == build_clean(tmp_path, PLAIN)
