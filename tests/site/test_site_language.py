"""A French and an Arabic site: names, prose, direction and order are those of the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.sites import make_project, run_mkdocs

ACTORS = "[Kenya, Éthiopie, الصومال, Fonds monétaire international, IGAD, ООН]"
FRENCH = """\
Le Kenya et l’IGAD se sont réunis. L'Éthiopie et la Somalie ont saisi le Fonds monétaire
international. La Banque du Kenya observe.
"""
ENGLISH = "Ethiopia and the International Monetary Fund met. Le Somalie.\n"
ARABIC = "وقعت كينيا والصومال اتفاقا.\n"


def brief(title: str, day: int, body: str, language: str = "", actors: str = ACTORS) -> str:
    stated = f"language: {language}\n" if language else ""
    return f"---\ntitle: {title}\ndate: 2024-01-0{day}\nactors: {actors}\n{stated}---\n{body}"


FILES = {
    "briefs/2024/fr.md": brief("A", 2, FRENCH, "fr"),
    "briefs/2024/en.md": brief("B", 3, ENGLISH, "en-GB"),
    "briefs/2024/ar.md": brief("C", 4, ARABIC, "ar"),
    "briefs/2024/ja.md": brief("D", 5, "Kenya.\n", "ja"),
    "briefs/2024/own.md": brief("E", 6, "Le Kenya. وكينيا.\n"),
}


def build(folder: Path, language: str) -> Path:
    project = make_project(folder, FILES)
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("language: en", f"language: {language}")
    config.write_text(text, "utf-8")
    run = run_mkdocs(project, "--strict")
    assert run.code == 0, run.output
    return run.site


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("fr"), "fr")


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("ar"), "ar")


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text("utf-8")


def mentions(site: Path, brief: str) -> list[tuple[str, str]]:
    """The linked mentions of a brief: the end of the address, and the text."""
    found = re.findall(r'class="mention" href="[./]*([^"]*)/">([^<]*)', page(site, brief))
    return [(address.rpartition("/")[2], " ".join(text.split())) for address, text in found]


def test_a_french_site_has_french_names_at_english_addresses(french: Path) -> None:
    assert '<html lang="fr"' in page(french, "")
    country = page(french, "countries/ethiopia")
    assert "<title>Éthiopie – " in country
    assert ">Pays<" in country
    assert "Afrique orientale" in page(french, "countries")
    assert "<bdi>FMI</bdi>" in page(french, "organizations/imf")
    names = re.findall(r'chip__name">([^<]+)', page(french, "countries"))
    assert names == ["Éthiopie", "Kenya", "Somalie"]  # É is sorted as E
    assert "5 notes" in page(french, "countries/kenya")


def test_prose_is_read_in_the_language_of_its_brief(french: Path) -> None:
    read_each_in_its_language(french)


@pytest.mark.long
def test_prose_on_an_arabic_site_is_read_in_the_language_of_its_brief(arabic: Path) -> None:
    read_each_in_its_language(arabic)
    assert mentions(arabic, "briefs/2024/own") == [("kenya", "وكينيا")]


def read_each_in_its_language(site: Path) -> None:
    assert mentions(site, "briefs/2024/fr") == [
        ("kenya", "Kenya"),
        ("igad", "IGAD"),
        ("ethiopia", "Éthiopie"),
        ("somalia", "Somalie"),
        ("imf", "Fonds monétaire international"),
    ]
    assert mentions(site, "briefs/2024/en") == [
        ("ethiopia", "Ethiopia"),
        ("imf", "International Monetary Fund"),
    ]
    assert mentions(site, "briefs/2024/ar") == [("kenya", "كينيا"), ("somalia", "والصومال")]
    assert mentions(site, "briefs/2024/ja") == []


def test_a_brief_without_a_language_has_that_of_the_site(french: Path) -> None:
    assert mentions(french, "briefs/2024/own") == [("kenya", "Kenya")]


@pytest.mark.long
def test_an_arabic_site_is_written_from_right_to_left(arabic: Path) -> None:
    home = page(arabic, "")
    assert '<html lang="ar" dir="rtl"' in home
    assert "البلدان" in home
    country = page(arabic, "countries/somalia")
    assert "<title>الصومال – " in country
    assert "بلد" in country
    translations = (arabic / "assets/javascripts/translations.js").read_text("utf-8")
    assert '"two":"موجزان"' in translations
