"""Compares names: folds spellings of one name, and finds the nearest known name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from archive.lib.collation import collation_key

_APOSTROPHES = "‘’‛ʹʻʼʽʾʿ`´′"
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ß": "ss",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "ng",
        "ə": "e",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ƴ": "y",
        "ς": "σ",
        ".": None,
        "&": " and ",
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("-‐‑‒–—―−", " "),
    }
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe20-\ufe2f]"
)
"""Accents, points and vowel signs that spellings leave out: of Latin, Greek, Cyrillic, Hebrew and
Arabic letters. Vowel signs of other scripts are letters of their words."""

_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


def fold(name: str) -> str:
    """Folds a name so that spellings of the same name compare equal.

    Case, accents (composed or not), letters such as "ø" and "ß", apostrophes and quotes of every
    kind, dashes, full stops of acronyms, "&", white space of every kind, zero-width characters and
    a leading "the" are folded. ``fold.js`` does the same, for the search and the filter boxes.

    Args:
        name: A name, as written.

    Returns:
        The folded form; empty if the name consists only of such characters. Folding a folded
        name changes nothing.
    """
    text = name
    if not text.isascii():
        # Twice: NFKD yields letters that can only then be replaced, and replaced letters (such as
        # a spacing acute accent) may decompose.
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = _MARKS.sub("", text)
        text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    words = text.lower().translate(_LETTERS).split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def straighten(text: str) -> str:
    """Returns text with straight apostrophes, for comparisons in which accents and case count."""
    return text if text.isascii() else text.translate(_STRAIGHT)


_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"})
_ARTICLE = re.compile(r"(?:a[dlnrstz]|ash|el)[-‐‑](?=\w)")
"""The Arabic article before a surname: "al-Assad" is sorted under A, as in English indexes."""


def surname_first(name: str) -> str:
    """Returns the name of a person for sorting: "Modi, Narendra".

    The surname is the last word with the particles in lower case before it ("von der Leyen"). Where
    it is another word, as in Chinese, Hungarian or Korean names, the registry states it.
    """
    words = name.split()
    end = len(words)
    while end > 1 and words[end - 1] in _SUFFIXES:
        end -= 1
    start = end - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    if start <= 0:
        return name
    given, family = " ".join(words[:start]), " ".join(words[start:])
    if article := _ARTICLE.match(family):
        given, family = f"{given} {article[0]}", family[article.end() :]
    return f"{family}, {given}"


_INSTITUTIONAL = frozenset({"of", "for", "on", "in", "and", "&"})


def author_for_sorting(name: str) -> str:
    """Returns the name of an author for sorting: a person's surname first.

    A name with a word such as "of" is taken for that of an institution, and sorted as it is.
    """
    return name if _INSTITUTIONAL.intersection(name.split()) else surname_first(name)


@lru_cache(1 << 16)
def sort_key(name: str, language: str = "") -> str:
    """Returns a string that sorts as the name does in a language.

    Unicode collation, with curly apostrophes as straight ones: see ``lib.collation``.

    Args:
        name: The name as it is shown, of a person as ``surname_first`` returns it.
        language: The language of the interface.
    """
    return collation_key(straighten(name), language)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """Returns the known word most similar to ``word``, comparing folded forms, or "".

    Args:
        word: The word, as written.
        known: The valid words.
        cutoff: Minimum similarity from 0 to 1 (``difflib`` ratio).
    """
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(fold(candidate), candidate)
    close = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=cutoff)
    return by_fold[close[0]] if close else ""
