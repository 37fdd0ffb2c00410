"""Translations are found by the setting, and an invalid one breaks no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.core.catalogue import ENGLISH
from archive.read.translations import FILE, find_catalogue, languages, read_catalogue
from tests.support.lint import lint
from tests.support.sites import make_project

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
BRIEFS = 'msgid "{count} brief"\nmsgid_plural "{count} briefs"\n'


def folder(tmp_path: Path, text: str, language: str = "fr") -> Path:
    """Returns a folder of translations with one file, whose header is the first five lines."""
    file = tmp_path / "hooks" / "archive" / "locale" / language / FILE
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + text, "utf-8")
    return file.parents[2]


def test_english_needs_no_file() -> None:
    assert read_catalogue("en") == (ENGLISH, ())


@pytest.mark.parametrize("language", languages())
def test_built_in_translations_are_valid(language: str) -> None:
    assert read_catalogue(language)[1] == ()


def test_the_rule_of_the_file_selects_the_plural_form(tmp_path: Path) -> None:
    text = f'{BRIEFS}msgstr[0] "{{count}} note"\nmsgstr[1] "{{count}} notes"\n'
    french, problems = read_catalogue("fr", folder(tmp_path, text))
    assert problems == ()
    forms = [french.ngettext("{count} brief", "{count} briefs", number) for number in (0, 1, 2)]
    assert forms == ["0 note", "1 note", "2 notes"]


def test_a_language_tag_may_have_a_region(tmp_path: Path) -> None:
    where = folder(tmp_path, 'msgid "Home"\nmsgstr "Início"\n', "pt_BR")
    assert languages(where) == ("en", "pt-BR")
    catalogue, problems = find_catalogue("pt-BR", "mkdocs.yml", "", where)
    assert problems == ()
    assert catalogue.gettext("Home") == "Início"
    assert catalogue.language == "pt-BR"


def test_unconfirmed_and_empty_translations_stay_english_and_are_counted(tmp_path: Path) -> None:
    text = (
        '#, fuzzy\nmsgid "Home"\nmsgstr "Maison"\n\nmsgid "Years"\nmsgstr ""\n\n'
        'msgid "Brief"\nmsgstr "Note"\n'
    )
    french, problems = read_catalogue("fr", folder(tmp_path, text))
    assert french.gettext("Home") == "Home"
    assert french.gettext("Years") == "Years"
    (problem,) = map(str, problems)
    assert problem == (
        "hooks/archive/locale/fr/LC_MESSAGES/archive.po:1:1: notice: the French translation lacks"
        " 2 of 3 messages: they are shown in English"
        " (hint: translate them, and remove the fuzzy flag of each that is right)"
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('msgid "Not {a}"\nmsgstr "Pas {b}"\n', 6, "{b} is not in the English message"),
        ('msgid "Not {a}"\nmsgstr "Pas"\n', 6, "{a} is missing"),
        ('msgid "Not"\nmsgstr "Pas {"\n', 6, "braces may only enclose placeholders"),
        ('msgid "Not {a}"\nmsgstr "Pas {a.b} {a}"\n', 6, "braces may only enclose placeholders"),
        ('msgid "Not {a}"\nmsgstr "Pas {a!r} {a}"\n', 6, "braces may only enclose placeholders"),
        (
            f'{BRIEFS}msgstr[0] "{{count}} note"\nmsgstr[1] "{{number}} notes"\n',
            6,
            "{number} is not in the English message",
        ),
    ],
)
def test_an_invalid_translation_is_an_error_at_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    french, problems = read_catalogue("fr", folder(tmp_path, text))
    assert [str(problem.place) for problem in problems] == [
        f"hooks/archive/locale/fr/LC_MESSAGES/archive.po:{line}:1"
    ]
    assert message in problems[0].message
    assert french.gettext("Not {a}", a=1) == "Not 1"
    assert french.ngettext("{count} brief", "{count} briefs", 2) == "2 briefs"


def test_a_plural_form_may_spell_out_its_number(tmp_path: Path) -> None:
    text = f'{BRIEFS}msgstr[0] "une note"\nmsgstr[1] "{{count}} notes"\n'
    french, problems = read_catalogue("fr", folder(tmp_path, text))
    assert problems == ()
    assert french.ngettext("{count} brief", "{count} briefs", 1) == "une note"


def test_a_missing_plural_form_is_an_error(tmp_path: Path) -> None:
    problems = read_catalogue("fr", folder(tmp_path, f'{BRIEFS}msgstr[0] "{{count}} note"\n'))[1]
    assert "a plural form is missing" in problems[0].message


def test_an_invalid_po_file_is_an_error_in_one_line(tmp_path: Path) -> None:
    catalogue, problems = read_catalogue("fr", folder(tmp_path, 'msgid "Home"\nwhat is this\n'))
    assert catalogue == ENGLISH
    assert len(problems) == 1
    assert problems[0].place.path == "hooks/archive/locale/fr/LC_MESSAGES/archive.po"


def test_an_unknown_language_is_an_error_that_lists_the_available_ones(tmp_path: Path) -> None:
    where = folder(tmp_path, "")
    problems = find_catalogue("fz", "mkdocs.yml", "theme:\n  language: fz\n", where)[1]
    (problem,) = map(str, problems)
    assert problem == (
        'mkdocs.yml:2:1: error: theme.language: the interface is not available in "fz"'
        " (hint: choose one of: en, fr)"
    )
    assert find_catalogue(None, "mkdocs.yml", "", where)[1]
    assert find_catalogue(["fr"], "mkdocs.yml", "", where)[1]


def test_lint_reports_the_same(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {})
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("language: en", "language: xx"), "utf-8")
    problems = [line for line in lint(project) if line.startswith("mkdocs.yml")]
    assert len(problems) == 1
    assert 'the interface is not available in "xx"' in problems[0]
