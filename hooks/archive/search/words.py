"""Words of a text, as they stand between spaces: which say little, and which are forms of one.

``text.js``, ``words.js`` and ``stem.js`` read the words of a query alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

import Stemmer

from archive.search.marks import mark_of

FUNCTION_WORDS = tuple(
    "a also an and any are as at be been being but by for from had has have in into is it its not"
    " of on or such than that the their these they this to was were what when where which who will"
    " with would".split()
)
"""Very frequent words of English that say little, in the order by which files refer to them."""
TELLING, SIGN = 0xFF, 0xFE
"""Stand for another word, and for what is no word."""

CodedText: TypeAlias = tuple[list[str], bytes]
"""The words of a text as they stand between spaces, and for each a byte: its place in
``FUNCTION_WORDS``, or what else it is."""

_SPACES = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000]+")
"""What Pagefind takes for the space between words: ``White_Space`` of Unicode, and U+200B, with
which it parts words of scripts without spaces. (The four separators of ASCII are none.)"""
_PART = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_NUMBER = {word: at for at, word in enumerate(FUNCTION_WORDS)}


def code_texts(texts: Iterable[str]) -> Iterator[CodedText]:
    """Takes texts apart."""
    codes = _Codes()
    for text in texts:
        tokens = _SPACES.split(text)
        yield tokens, bytes(map(codes.__getitem__, tokens))


class _Codes(dict[str, int]):
    """The byte of each word."""

    def __missing__(self, token: str) -> int:
        self[token] = code = code_of(token)
        return code


@lru_cache(maxsize=1 << 17)
def code_of(token: str) -> int:
    """The byte that says what a word is."""
    plain = _fold(token)
    whole = plain if plain.isalnum() else _EDGES.sub("", plain)
    return _NUMBER.get(whole, TELLING if _PART.search(whole) else SIGN)


@lru_cache(maxsize=1 << 17)
def marks_of(token: str) -> tuple[int, ...]:
    """The marks of a word: of all of it, then of its parts ("EU-funded").

    Forms of a word have one mark: of their stem, as Pagefind's Porter2 stemmer makes it.
    """
    parts = _PART.findall(_fold(token))
    forms = ["".join(parts), *parts] if len(parts) > 1 else parts
    stem = _stemmer().stemWord
    stems = (stem(form) if form.isascii() else form for form in forms or ("",))
    return tuple(map(mark_of, dict.fromkeys(stems)))


def _fold(token: str) -> str:
    """A word in small letters, without accents."""
    if token.isascii():
        return token.lower()
    decomposed = unicodedata.normalize("NFD", token)
    return "".join(one for one in decomposed if unicodedata.category(one)[0] != "M").lower()


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
