"""The catalogue: English messages unchanged, other languages by their translations."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from archive.core.catalogue import ENGLISH, N_, Catalogue
from archive.lib.digest import digest
from archive.read.translations import make_catalogue


def catalogue(
    language: str, *messages: tuple[str | tuple[str, str], str | tuple[str, ...], str]
) -> Catalogue:
    """Returns a catalogue of messages, each with its translation and its context or ""."""
    translated = Catalog(locale=language)
    for message, string, context in messages:
        translated.add(message, string, context=context or None)
    return make_catalogue(language, translated)


def test_english_needs_no_translation() -> None:
    assert ENGLISH.gettext("Sources") == "Sources"
    assert ENGLISH.pgettext("date", "To") == "To"
    assert ENGLISH.gettext("part of {regions}", regions="Asia") == "part of Asia"
    assert N_("Region") == "Region"


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 briefs"), (1, "1 brief"), (2, "2 briefs"), (11, "11 briefs")]
)
def test_english_has_two_plural_forms(number: int, text: str) -> None:
    assert ENGLISH.ngettext("{count} brief", "{count} briefs", number) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 сводка"), (2, "2 сводки"), (5, "5 сводок"), (21, "21 сводка")]
)
def test_a_language_with_three_plural_forms(number: int, text: str) -> None:
    forms = ("{count} сводка", "{count} сводки", "{count} сводок")
    russian = catalogue("ru", (("{count} brief", "{count} briefs"), forms, ""))
    assert russian.ngettext("{count} brief", "{count} briefs", number) == text


def test_a_given_count_replaces_the_number() -> None:
    assert ENGLISH.ngettext("{count} brief", "{count} briefs", 2, count="{count}") == (
        "{count} briefs"
    )


def test_a_context_distinguishes_two_meanings() -> None:
    french = catalogue("fr", ("To", "Au", "date"), ("To", "À", "relation"))
    assert french.pgettext("date", "To") == "Au"
    assert french.pgettext("relation", "To") == "À"
    assert french.gettext("To") == "To"


def test_values_fill_the_placeholders_of_the_translation() -> None:
    german = catalogue("de", ("{shown} of {total}", "Von {total} werden {shown} gezeigt", ""))
    assert german.gettext("{shown} of {total}", shown=3, total=9) == "Von 9 werden 3 gezeigt"
    assert german.gettext("{shown} of {total}", shown="{total}", total=9).endswith(
        "{total} gezeigt"
    )


def test_an_untranslated_message_stays_english() -> None:
    assert catalogue("de").gettext("Sources") == "Sources"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A, B and C"),
        ("fr", "A, B et C"),
        ("es", "A, B y C"),
        ("pt", "A, B e C"),
        ("de", "A, B und C"),
        ("ru", "A, B и C"),
        ("ar", "A وB وC"),
        ("sw", "A, B na C"),
    ],
)
def test_a_list_is_joined_as_in_its_language(language: str, text: str) -> None:
    assert Catalogue(language).join(["A", "B", "C"]) == text


def test_lists_of_one_item_and_of_two() -> None:
    assert ENGLISH.join(["A"]) == "A"
    assert ENGLISH.join(["A", "B"]) == "A and B"


def test_the_root_element_has_language_and_direction() -> None:
    assert ENGLISH.html_attributes == 'lang="en"'
    assert Catalogue("pt-BR").html_attributes == 'lang="pt-BR"'
    assert Catalogue("ar").html_attributes == 'lang="ar" dir="rtl"'


def test_catalogues_with_equal_messages_are_equal() -> None:
    one, same = (catalogue("fr", ("Home", "Accueil", "")) for _ in range(2))
    other = catalogue("fr", ("Home", "Maison", ""))
    assert one == same
    assert hash(one) == hash(same)
    assert digest(one) == digest(same)
    assert one != other
    assert digest(one) != digest(other)
    assert digest(ENGLISH) != digest(catalogue("fr"))
