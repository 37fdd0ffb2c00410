"""A build after a change of what a region lists or shows is like a clean build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from archive.core.settings import Settings
from tests.support.builds import build_staged, tree
from tests.support.sites import brief

PLAIN = Settings(site_name="A site", search="none", workers=1)
HORN = "regions/horn-of-africa/index.html"


def write(project: Path, path: str, text: str) -> None:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("registry/regions.yml", "horn-of-africa: {countries: [ke]}\n"),
        pytest.param(
            "registry/regions.yml",
            "horn-of-africa: {replace: true, name: Horn, countries: [ke]}\n",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "registry/regions.yml",
            "horn-of-africa: {note: A note, source: A source}\n",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "registry/regions.yml",
            "own: {name: Own, regions: [horn-of-africa], countries: [ke]}\n",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "briefs/2022/a.md", brief("Another title", actors="Ethiopia"), marks=pytest.mark.long
        ),
        pytest.param("briefs/2022/a.md", brief(actors="Kenya"), marks=pytest.mark.long),
        (
            "briefs/2022/a.md",
            brief(actors="Kenya").replace("---\nThe", "region: Horn of Africa\n---\nThe"),
        ),
    ],
)
def test_a_build_after_an_edit_is_like_a_clean_build(tmp_path: Path, path: str, text: str) -> None:
    project = tmp_path / "project"
    write(project, "briefs/2022/a.md", brief(actors="Ethiopia"))
    write(project, "briefs/2022/b.md", brief("Of Kenya", "2022-03-01", "Kenya"))
    build_staged(project, PLAIN)
    assert (project / "site" / HORN).is_file()
    write(project, path, text)
    build_staged(project, PLAIN)
    clean = tmp_path / "clean"
    for name in ("briefs", "registry"):
        if (project / name).is_dir():
            copytree(project / name, clean / name)
    build_staged(clean, PLAIN)
    assert tree(project / "site") == tree(clean / "site")


def test_the_setting_that_orders_the_index_makes_the_index_again(tmp_path: Path) -> None:
    write(tmp_path, "briefs/2022/a.md", brief(actors="Ethiopia"))
    heads = ("Regions of the UN geoscheme", "Regions that policy uses")
    for first in ("geoscheme", "policy"):
        build_staged(tmp_path, replace(PLAIN, regions_first=first))
        index = (tmp_path / "site/regions/index.html").read_text("utf-8")
        assert (index.index(heads[0]) < index.index(heads[1])) is (first == "geoscheme")
