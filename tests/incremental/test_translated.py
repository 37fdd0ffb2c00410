"""Pages that show a version of a brief follow each change of another version."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.settings import Settings
from tests.support.builds import build_staged, tree

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


def build(project: Path) -> dict[str, str]:
    """Builds what has changed, checks it against a clean build, and returns all files as text."""
    build_staged(project, SETTINGS)
    build_staged(project, SETTINGS, site="clean")
    made, clean = tree(project / "site"), tree(project / "clean")
    assert {path for path in made if made[path] != clean.get(path)} == set()
    assert made.keys() == clean.keys()
    return {path: data.decode("utf-8", "replace") for path, data in made.items()}


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
