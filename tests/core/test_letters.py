"""Words that Pagefind folds less than the archive does are added by their folded spelling."""

from __future__ import annotations

import pytest

from archive.core.letters import folded_runs, pairs


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("plain words of a text", ""),
        ("café and naïve São Tomé", ""),  # Pagefind drops accents itself
        ("India’s and the states' don't", ""),
        ("Lech Wałęsa spoke", "lech walesa spoke"),
        ("d’Alema met d'Estaing", "alema · estaing"),
        ("Straße", "strasse"),
        ("Kılıçdaroğlu", "kilicdaroglu"),
        ("Nukuʻalofa", "nukualofa · alofa"),
        ("AT&T", ""),
        ("in 中国 now", "中国"),
        ("美国和中国", "美国 国和 和中 中国"),
        ("日", "日"),
    ],
)
def test_what_is_added(text: str, added: str) -> None:
    assert folded_runs(text) == added


def test_a_phrase_finds_a_changed_word_with_its_neighbours() -> None:
    runs = folded_runs("one two three Łódź four five six seven eight Wałęsa nine")
    assert runs == "two three lodz four five · seven eight walesa nine"


def test_vowel_signs_of_scripts_without_spaces_do_not_count() -> None:
    assert pairs("ไทย") == ["ไท", "ทย"]
    assert pairs("がく") == ["かく"]
