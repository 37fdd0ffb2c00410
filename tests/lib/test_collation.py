"""Sort keys give the order of a browser: that of ``Intl.Collator``, run by Node."""

from __future__ import annotations

import runpy
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import pyuca
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from archive.core.names import sort_key
from archive.lib.collation import TABLE, TAILORINGS, collation_key
from tests.support.node import run_node
from tests.support.sites import ROOT

GOLDEN = Path(__file__).with_name("collation.txt").read_text("utf-8").splitlines()
INTL = """
  const collator = new Intl.Collator(given.language, { caseFirst: "false" });
  const before = (one, two) => collator.compare(one, two) || (one < two ? -1 : 1);
  return given.names.toSorted(before);
"""
LATIN = st.text(st.sampled_from("aAbz éØłđßæıʻ’-. ,ñ́̈"), max_size=8)


@lru_cache
def library() -> Any:
    return pyuca.Collator()


def sorted_by_intl(names: Sequence[str], language: str) -> list[str]:
    made: list[str] = run_node(INTL, {"names": list(names), "language": language})
    return made


def test_names_are_in_root_order() -> None:
    assert sorted(GOLDEN, key=sort_key) == GOLDEN
    assert sorted_by_intl(GOLDEN[::-1], "en") == GOLDEN


def test_the_countries_of_the_world_are_in_root_order() -> None:
    names = {
        name.replace("’", "'")
        for language in ("en", "fr", "de", "vi", "pl", "ru", "ar", "hi", "he", "ka", "th")
        for name in Locale(language).territories.values()
    }
    shuffled = sorted(names, key=lambda name: name[::-1])
    ours = sorted(shuffled, key=lambda name: (collation_key(name), name))
    assert ours == sorted_by_intl(shuffled, "en")


@pytest.mark.parametrize("language", sorted(TAILORINGS))
def test_each_language_has_the_order_of_its_letters(language: str) -> None:
    own = {letter for group in TAILORINGS[language] for letter in group.replace("=", " ").split()}
    names = set(Locale("nb" if language == "no" else language).territories.values())
    for letter in own | set("abcdefghijklmnopqrstuvwxyz"):
        for written in {letter, letter.title(), letter.upper()}:
            names |= {written, f"{written}o", f"e{written}", f"o{written}z", f"E{written} b"}
    shuffled = sorted(names, key=lambda name: name[::-1])
    ours = sorted(shuffled, key=lambda name: (collation_key(name, language), name))
    assert ours == sorted_by_intl(shuffled, language)


@given(LATIN)
def test_the_fast_path_gives_the_keys_of_the_library(text: str) -> None:
    assert collation_key(text) + "\0" == "".join(map(chr, library().sort_key(text)))


@given(st.text())
def test_equivalent_strings_have_one_key(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert collation_key(composed) == collation_key(decomposed)


def test_curly_apostrophes_are_sorted_as_straight_ones() -> None:
    names = ["Côte d'Azur", "Côte d’Ivoire", "Côte d'Or"]
    assert sorted(names, key=sort_key) == names


def test_the_table_is_what_its_script_generates(tmp_path: Path) -> None:
    script = runpy.run_path(str(ROOT / "hooks/archive/data/make_collation.py"))
    script["main"](tmp_path / "made.json")
    assert (tmp_path / "made.json").read_bytes() == TABLE.read_bytes()


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_letters_of_the_script_of_the_language_come_first(language: str) -> None:
    names = ["Zeta", "Ирак", "العراق", "1995", "'Ali", "Álfa", "Аргентина", "الأردن", "ёж", "(b)"]
    ours = sorted(names, key=lambda name: (collation_key(name, language), name))
    assert ours == sorted_by_intl(names, language)
