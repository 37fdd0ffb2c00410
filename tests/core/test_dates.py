"""Dates are formatted as the CLDR formats them in each language."""

from __future__ import annotations

import datetime as dt

import pytest

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.dates import date_span, long_date, month_of, partial_date
from tests.core.test_catalogue import catalogue

DAY = dt.date(2022, 2, 1)


def test_a_date_is_day_month_and_year() -> None:
    assert long_date(DAY, ENGLISH) == "1 February 2022"
    assert long_date(dt.date(1998, 12, 31), ENGLISH) == "31 December 1998"
    assert month_of(DAY, ENGLISH) == "February 2022"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("", ""),
        ("2017", "2017"),
        ("0814", "814"),
        ("2017-06", "June 2017"),
        ("2017-06-09", "9 June 2017"),
    ],
)
def test_a_partial_date_shows_only_what_is_known(iso: str, text: str) -> None:
    assert partial_date(iso, ENGLISH) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-09-15", "2022-09-16", "15–16 September 2022"),
        ("2017-06-09", "2018-05-03", "9 June 2017 – 3 May 2018"),
        ("2022-09-30", "2022-10-01", "30 September 2022 – 1 October 2022"),
        ("2017", "2018-05", "2017 – May 2018"),
        ("2022-09-15", "2022-09", "15 September 2022 – September 2022"),
        ("2022-09-15", "2022-09-15", "15 September 2022"),
        ("2022-09-15", "", "15 September 2022"),
        ("", "2022", "2022"),
        ("", "", ""),
    ],
)
def test_a_span_does_not_repeat_what_its_dates_share(first: str, last: str, text: str) -> None:
    assert date_span(first, last, ENGLISH) == text


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("fr", "1 février 2022", "février 2022"),
        ("es", "1 de febrero de 2022", "febrero de 2022"),
        ("pt", "1 de fevereiro de 2022", "fevereiro de 2022"),
        ("de", "1. Februar 2022", "Februar 2022"),
        ("ru", "1 февраля 2022\u202fг.", "февраль 2022\u202fг."),
        ("ar", "1 فبراير 2022", "فبراير 2022"),
        ("sw", "1 Februari 2022", "Februari 2022"),
    ],
)
def test_other_languages_have_their_own_format(language: str, day: str, month: str) -> None:
    assert long_date(DAY, Catalogue(language)) == day
    assert month_of(DAY, Catalogue(language)) == month
    assert partial_date("2022-02", Catalogue(language)) == month


def test_a_translation_determines_the_format_of_a_span() -> None:
    german = catalogue("de", ("{day}–{date}", "{day}.–{date}", "days of one month"))
    assert date_span("2022-09-15", "2022-09-16", german) == "15.–16. September 2022"
