"""The translations that come with the program are complete, and fit every number."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from babel.messages.pofile import read_po

from archive.core.catalogue import locale_of
from archive.core.dates import long_date
from archive.mkdocs_adapter.language import NUMBERS, plural_forms
from archive.read.translations import FILE, LOCALE, languages, read_catalogue

TRANSLATED = [language for language in languages() if language != "en"]
COUNTS = (0, 1, 2, 5, 11, 100)
BRIEFS = "{count} brief", "{count} briefs"
FORMS = {
    "ar": ["لا موجزات", "موجز واحد", "موجزان", "5 موجزات", "11 موجزًا", "100 موجز"],
    "de": [
        *("0 Kurzanalysen", "1 Kurzanalyse", "2 Kurzanalysen", "5 Kurzanalysen"),
        *("11 Kurzanalysen", "100 Kurzanalysen"),
    ],
    "es": ["0 notas", "1 nota", "2 notas", "5 notas", "11 notas", "100 notas"],
    "fr": ["0 note", "1 note", "2 notes", "5 notes", "11 notes", "100 notes"],
    "pt": ["0 nota", "1 nota", "2 notas", "5 notas", "11 notas", "100 notas"],
    "ru": ["0 записок", "1 записка", "2 записки", "5 записок", "11 записок", "100 записок"],
    "sw": [
        *("mihtasari 0", "muhtasari 1", "mihtasari 2", "mihtasari 5"),
        *("mihtasari 11", "mihtasari 100"),
    ],
}
DATES = {
    "ar": "5 مارس 2022",
    "de": "5. März 2022",
    "es": "5 de marzo de 2022",
    "fr": "5 mars 2022",
    "pt": "5 de março de 2022",
    "ru": "5 марта 2022\u202fг.",
    "sw": "5 Machi 2022",
}
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def test_the_shipped_languages() -> None:
    assert languages() == ("ar", "de", "en", "es", "fr", "pt", "ru", "sw")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_with_its_placeholders(language: str) -> None:
    with (LOCALE / language / FILE).open("rb") as stream:
        messages = read_po(stream, locale=str(locale_of(language)))
    for message in messages:
        if not message.id:
            continue
        said = message.string or ()
        forms = [said] if isinstance(said, str) else list(said)
        english = message.id if isinstance(message.id, str) else message.id[1]
        wanted = set(_PLACEHOLDER.findall(english))
        optional = {"count"} if message.pluralizable else set()
        assert all(forms), english
        assert not message.fuzzy, english
        assert len(forms) == (messages.num_plurals if message.pluralizable else 1), english
        for form in forms:
            assert wanted - optional <= set(_PLACEHOLDER.findall(form)) <= wanted, english
            assert form.strip() == form or message.context == "between values", english
    assert read_catalogue(language)[1] == ()


@pytest.mark.parametrize("language", TRANSLATED)
def test_numbers_and_dates_have_the_forms_of_the_language(language: str) -> None:
    catalogue, _ = read_catalogue(language)
    assert [catalogue.ngettext(*BRIEFS, number) for number in COUNTS] == FORMS[language]
    assert long_date(dt.date(2022, 3, 5), catalogue) == DATES[language]
    # Scripts find the same forms by the names that the browser has for them.
    named = plural_forms(*BRIEFS, catalogue)
    rule = catalogue.locale.plural_form
    for number in (*COUNTS, *NUMBERS):
        assert named[rule(number)].format(count=number) == catalogue.ngettext(*BRIEFS, number)


@pytest.mark.parametrize("language", TRANSLATED)
def test_only_arabic_is_written_from_right_to_left(language: str) -> None:
    catalogue, _ = read_catalogue(language)
    direction = ' dir="rtl"' if language == "ar" else ""
    assert catalogue.html_attributes == f'lang="{language}"{direction}'
