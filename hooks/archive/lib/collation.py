"""Sort keys by the Unicode Collation Algorithm (UTS #10), in root order or that of a language.

``pyuca`` knows the root order of all scripts, but takes a third of a second to load its table.
``data/collation.json`` has its weights of Latin letters, accents and punctuation, which are enough
for almost every name; ``data/make_collation.py`` makes it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parents[1] / "data" / "collation.json"

TAILORINGS: Mapping[str, tuple[str, ...]] = {
    "cs": ("c č", "h ch", "r ř", "s š", "z ž"),
    "da": ("y=ü", "z æ=ä ø=ö å=aa"),
    "es": ("n ñ",),
    "et": ("s š z ž", "w õ ä ö ü"),
    "fi": ("y=ü", "z å ä=æ ö=ø"),
    "hr": ("c č ć", "d dž đ", "l lj", "n nj", "s š", "z ž"),
    "is": ("a á", "d ð", "e é", "i í", "o ó", "u ú", "y ý", "z þ æ ö å"),
    **dict.fromkeys(("nb", "nn", "no"), ("y=ü", "z æ=ä ø=ö å=aa")),
    "pl": ("a ą", "c ć", "e ę", "l ł", "n ń", "o ó", "s ś", "z ź ż"),
    "ro": ("a ă â", "i î", "s ș", "t ț"),
    "sk": ("a ä", "c č", "h ch", "o ô", "s š", "z ž"),
    "sl": ("c č ć", "d đ", "s š", "z ž"),
    "sq": ("c ç", "d dh", "e ë", "g gj", "l ll", "n nj", "r rr", "s sh", "t th", "x xh", "z zh"),
    "sv": ("y=ü", "z å ä=æ ö=ø=ô"),
    "tr": ("c ç", "g ğ", "h ı i", "o ö", "s ş", "u ü"),
}
"""Language → letters with a place of their own, each group after the letter that it begins with.
Letters joined by "=" have one place and differ as accents do.

Source: the collation rules of the Unicode CLDR, for the letters of the language itself. Other
languages use the root order.
"""

FIRST_SCRIPTS: Mapping[str, str] = {"ar": "ARABIC", "ru": "CYRILLIC"}
"""Language → the script whose letters come before those of all others, by its name in Unicode.

Source: the reorderings of the Unicode CLDR.
"""

_AFTER_ALL = 0xFFF0
"""Weights from here on come after those of all letters."""
_ACCENT = 0x20
"""The weight of a letter without accent, at the second level."""
_LOWER = 2
"""The weight of a small letter, at the third level; capitals have more."""
_PRIVATE = 0xE000
"""Letters with a place of their own are written as private-use characters from here on."""


@dataclass(frozen=True, slots=True)
class _Weights:
    """The weights of characters at the three levels, as tables for ``str.translate``."""

    levels: tuple[dict[int, str], dict[int, str], dict[int, str]]
    own: Mapping[str, str]
    longest: int

    def covers(self, text: str) -> bool:
        known = self.levels[0]
        return all(ord(char) in known for char in text)


def collation_key(text: str, language: str = "") -> str:
    """Returns a string that compares as the text does in the order of a language.

    Punctuation and spaces count, as in ``Intl.Collator``.

    Args:
        text: The text.
        language: A language tag; the root order for one that is not in ``TAILORINGS``.
    """
    primary = language.partition("-")[0]
    if script := FIRST_SCRIPTS.get(primary):
        return _script_rank(text, script) + collation_key(text)
    weights = _weights(primary)
    plain = _mark_own(text, weights) if weights.own else text
    if not plain.isascii():
        plain = unicodedata.normalize("NFD", plain)
    if not weights.covers(plain):
        return "".join(map(chr, _collator().sort_key(text)[:-1]))
    return "\0".join(plain.translate(level) for level in weights.levels)


def _script_rank(text: str, script: str) -> str:
    """Returns a character that sorts text that begins with no letter first, then by script."""
    first = text[:1]
    if not first.isalpha():
        return "\x01"
    return "\x02" if unicodedata.name(first, "").startswith(script) else "\x03"


def _mark_own(text: str, weights: _Weights) -> str:
    """Replaces the letters that have a place of their own, the longest first."""
    composed = unicodedata.normalize("NFC", text)
    made: list[str] = []
    at = 0
    while at < len(composed):
        for length in range(weights.longest, 0, -1):
            if own := weights.own.get(composed[at : at + length]):
                made.append(own)
                at += length
                break
        else:
            made.append(composed[at])
            at += 1
    return "".join(made)


@lru_cache
def _weights(language: str) -> _Weights:
    table: dict[str, list[list[int]]] = json.loads(TABLE.read_text(encoding="ascii"))
    primary, secondary, tertiary = (
        {ord(char): "".join(map(chr, weights[level])) for char, weights in table.items()}
        for level in range(3)
    )
    own: dict[str, str] = {}
    free = count(_PRIVATE)
    for first, rank, variant, letter in _own_letters(language):
        for case, spelling in enumerate(_cases(letter, language)):
            char = next(free)
            own[spelling] = chr(char)
            primary[char] = primary[ord(first)] + (chr(_AFTER_ALL + rank) if rank else "")
            secondary[char] = chr(_ACCENT) * bool(rank) + chr(_ACCENT + variant)
            tertiary[char] = chr(_LOWER + case) * (1 + bool(rank))
    return _Weights((primary, secondary, tertiary), own, max(map(len, own), default=0))


def _own_letters(language: str) -> Iterator[tuple[str, int, int, str]]:
    """Yields the letters of a tailoring.

    Yields:
        The letter that begins the group, the place after it, the accent at that place, the letter.
    """
    for group in TAILORINGS.get(language, ()):
        for rank, letters in enumerate(group.split()):
            for variant, letter in enumerate(letters.split("=")):
                if rank or variant:
                    yield group[0], rank, variant, letter


def _cases(letter: str, language: str) -> tuple[str, ...]:
    """Returns a letter in lower case, as a title, and in capitals."""
    if language in ("az", "tr") and letter in ("i", "ı"):
        return letter, {"i": "İ", "ı": "I"}[letter]
    return tuple(dict.fromkeys((letter, letter.title(), letter.upper())))


@lru_cache
def _collator() -> Any:
    import pyuca

    return pyuca.Collator()
