"""The template for translations is complete, reproducible and up to date."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from archive.cli import main
from archive.commands.messages import translated
from archive.core.relations import RELATIONS, STATUSES
from archive.pages.relation_words import ACTORS, ORGANIZATIONS, STANDINGS, group_title
from archive.read.translations import FILE, LOCALE
from archive.schema.messages import TEMPLATE, find_messages, template_text, translations_text
from tests.support.sites import ROOT, make_project


@pytest.fixture(scope="module")
def messages() -> Catalog:
    return find_messages(ROOT)


def test_the_template_for_translators_is_up_to_date() -> None:
    """If this fails, run ``make messages``."""
    found = {
        file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in LOCALE.rglob("*.po*")
    }
    assert found == translated(ROOT)


@pytest.mark.parametrize(
    ("message", "context", "place"),
    [
        ("Newest briefs", None, "hooks/archive/render/templates/home.html"),
        ("There is no such page", None, "hooks/theme/404.html"),
        ("Capital", None, "hooks/archive/pages/facts.py"),
        ("Chosen filters", None, "docs/assets/javascripts/search/facets.js"),
        ("To", "date", "docs/assets/javascripts/search/dates.js"),
        ("To", "relation", "hooks/archive/render/templates/macros/tables.html"),
        ("observer", None, "hooks/archive/core/relations.py"),
        ("Alliances", None, "hooks/archive/core/kinds.py"),
        ("alliance", "in a sentence", "hooks/archive/core/kinds.py"),
        (("{count} country", "{count} countries"), None, "hooks/archive/core/kinds.py"),
    ],
)
def test_messages_are_collected_from_all_sources(
    messages: Catalog, message: str | tuple[str, str], context: str | None, place: str
) -> None:
    found = messages.get(message, context)
    assert found is not None
    assert place in [path for path, _ in found.locations]


def test_the_template_has_no_dates_and_no_line_numbers(messages: Catalog) -> None:
    text = template_text(messages)
    assert "Date" not in text.split("\n\n")[0]
    assert "Generated" not in text
    places = [line for line in text.splitlines() if line.startswith("#: ")]
    assert places
    assert not [line for line in places if ":" in line.removeprefix("#: ")]


def test_new_messages_are_added_and_old_translations_kept() -> None:
    known, new = Catalog(), Catalog()
    for message in ("Home", "Gone"):
        known.add(message)
    for message in ("Home", "New"):
        new.add(message)
    first = translations_text("", "fr", known)
    for message, text in (("Home", "Accueil"), ("Gone", "Parti")):
        first = first.replace(
            f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{text}"'
        )
    second = translations_text(first, "fr", new)
    read = read_po(io.StringIO(second))
    assert {message.id: message.string for message in read if message.id} == {
        "Home": "Accueil",
        "New": "",
    }
    assert '#~ msgid "Gone"' in second
    assert translations_text(second, "fr", new) == second
    assert '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"' in second


@pytest.mark.long
def test_a_translation_is_created(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "project", {})
    root = ["--root", str(project)]
    assert main(["messages", "--check", *root]) == 0
    assert main(["messages", "--add", "pt-BR", *root]) == 0
    path = Path(TEMPLATE).parent / "pt_BR" / FILE
    assert capsys.readouterr().out == f"{path}: written\n"
    assert 'msgid "Newest briefs"' in (project / path).read_text("utf-8")
    (project / TEMPLATE).write_text("", "utf-8")
    assert main(["messages", "--check", *root]) == 1
    assert capsys.readouterr().out == f"{TEMPLATE}: out of date; run make messages\n"
    assert main(["messages", "--add", "xx", *root]) == 2
    assert capsys.readouterr().err == (
        "messages: xx is not the tag of a language, such as fr or pt-BR\n"
    )


def test_each_relation_has_all_its_messages() -> None:
    assert tuple(ACTORS) == tuple(ORGANIZATIONS) == tuple(STANDINGS) == RELATIONS
    titles = [
        group_title(status, relation, inward)
        for relation in RELATIONS
        for status in STATUSES
        for inward in (True, False)
    ]
    assert len(set(titles)) == len(titles)
    assert group_title("in force", "member", inward=True) == "Members"
    assert group_title("ended", "dialogue partner", inward=True) == "Former dialogue partners"
    assert group_title("suspended", "observer", inward=False) == "Suspended observer of"
    assert group_title("proposed", "member", inward=False) == "Member of, proposed"
