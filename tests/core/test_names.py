"""Folding, suggestions and the order of names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.core.names import fold, nearest, surname_first


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Türkiye", unicodedata.normalize("NFD", "TÜRKIYE")),
        ("U.S.", "us"),
        ("The Gambia", "gambia"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("United\u00a0States", "united  states"),
        ("Ky\u200brgyz\ufeffstan", "Kyrgyzstan"),
        ("Guinea‑Bissau", "Guinea-Bissau"),
        ("Al-Qaeda", "al Qaeda"),
        ("Łódź", "lodz"),
        ("Wałęsa", "Walesa"),
        ("Kılıçdaroğlu", "KILICDAROGLU"),
        ("Ørsted", "orsted"),
        ("Özgür", "OZGUR"),
        ("Đà Nẵng", "Da Nang"),
        ("Straße", "STRASSE"),
        ("Ħamrun", "Hamrun"),
        ("Qurʾan, ʿAli", "Qur'an, 'Ali"),
        ("العَرَبِيّة", "العربية"),
        ("Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Niger", "Nigeria"),
        ("भारत", "भरत"),
        ("が", "か"),
        ("Guinea", "Guinea-Bissau"),
        ("OPEC", "OPEC+"),
        ("The", ""),
    ],
)
def test_different_names_fold_differently(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_a_folded_name_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(categories=["L"], max_codepoint=0x24F)))
def test_case_is_folded(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(st.text())
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_nearest_suggests_a_close_spelling_or_nothing() -> None:
    known = ["Kyrgyzstan", "Kazakhstan", "Tajikistan", "India"]
    assert nearest("Kyrgistan", known) == "Kyrgyzstan"
    assert nearest("Atlantis", known) == ""


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Narendra Modi", "Modi, Narendra"),
        ("Kassym-Jomart Tokayev", "Tokayev, Kassym-Jomart"),
        ("Ursula von der Leyen", "von der Leyen, Ursula"),
        ("Bashar al-Assad", "Assad, Bashar al-"),
        ("Martin Luther King Jr.", "King Jr., Martin Luther"),
        ("Queen Elizabeth II", "Elizabeth II, Queen"),
        ("Elizabeth II", "Elizabeth II"),
        ("Pelé", "Pelé"),
        ("", ""),
    ],
)
def test_people_are_sorted_by_surname(name: str, sorted_as: str) -> None:
    assert surname_first(name) == sorted_as
