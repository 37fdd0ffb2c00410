"""Pages that show a version of a brief follow each change of another version."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.core.settings import Settings
from tests.support.builds import build_clean, build_staged, tree

SETTINGS = Settings(
    site_name="A site", site_url="https://a.example/", search="none", workers=1, related=0
)
ORIGINAL = "title: {title}\ndate: 2022-02-01\nactors: [India]\n"
TRANSLATION = "title: {title}\nlanguage: {lang}\ntranslation_of: {of}.md\n"
FRENCH, ARABIC = "briefs/2022/fr/index.html", "briefs/2022/ar/index.html"
LIST = "countries/india/index.html"


def write(project: Path, name: str, front: str) -> None:
    """Writes a brief."""
    file = project / f"briefs/2022/{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{front}---\nThe text.\n", "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: A site\n", "utf-8")
    write(tmp_path, "en", ORIGINAL.format(title="The rail"))
    write(tmp_path, "other", ORIGINAL.format(title="Another one"))
    write(tmp_path, "fr", TRANSLATION.format(title="Le rail", lang="fr", of="en"))
    write(tmp_path, "ar", TRANSLATION.format(title="السكة", lang="ar", of="en"))
    return tmp_path


def build(project: Path, settings: Settings = SETTINGS) -> dict[str, str]:
    """Builds what has changed, checks it against a clean build, and returns all files as text."""
    build_staged(project, settings)
    made, clean = tree(project / "site"), build_clean(project, settings)
    assert {path for path in made if made[path] != clean.get(path)} == set()
    assert made.keys() == clean.keys()
    return {path: data.decode("utf-8", "replace") for path, data in made.items()}


@pytest.mark.long
def test_what_shows_a_version_follows_its_changes(project: Path) -> None:
    site = build(project)
    assert 'title="Le rail">français</a>' in site[ARABIC]
    assert 'title="Le rail">français</a>' in site[LIST]

    write(project, "fr", TRANSLATION.format(title="La voie", lang="fr", of="en"))
    site = build(project)
    assert [path for path in (ARABIC, LIST) if "Le rail" in site[path]] == []
    assert 'title="La voie">français</a>' in site[ARABIC]

    update = "updates: [{date: 2022-05-01, note: It opened.}]\ntags: [trains]\n"
    write(project, "en", ORIGINAL.format(title="The rail") + update)
    site = build(project)
    assert "The original has changed since this translation" in site[FRENCH]
    assert "trains" in site[FRENCH], "taken from the original"

    write(project, "fr", TRANSLATION.format(title="La voie", lang="it", of="other"))
    site = build(project)
    assert "français" not in site[ARABIC]
    assert ">italiano</a>" in site["briefs/2022/other/index.html"]

    (project / "briefs/2022/fr.md").unlink()
    site = build(project)
    assert "italiano" not in site["briefs/2022/other/index.html"] + site[LIST]


def test_cards_of_related_briefs_name_the_versions_that_lists_do_not_show(project: Path) -> None:
    write(project, "en", TRANSLATION.format(title="The rail", lang="en", of="fr"))
    write(project, "ar", TRANSLATION.format(title="السكة", lang="ar", of="fr"))
    for title in ("Le rail", "La voie"):
        write(project, "fr", ORIGINAL.format(title=title) + "language: fr\n")
        site = build(project, replace(SETTINGS, related=1))
    assert 'title="La voie">français</a>' in site["briefs/2022/other/index.html"]


def test_a_translation_follows_an_original_that_is_withdrawn(project: Path) -> None:
    withdrawn = "withdrawn: {date: 2022-03-01, reason: Wrong.}\n"
    for publisher in ("One Press", "Other Press"):
        write(project, "en", f"{ORIGINAL.format(title='A')}{withdrawn}publisher: {publisher}\n")
        site = build(project)
    assert "Other Press" in site[FRENCH]
