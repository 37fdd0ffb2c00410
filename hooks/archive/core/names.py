"""Compares names: folds spellings of one name, and finds the nearest known name."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable

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
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "ʻ": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "&": " and ",
        ".": None,
        "-": " ",
        "‐": " ",
        "‑": " ",
        "‒": " ",
        "–": " ",
        "—": " ",
        "−": " ",
    }
)


def fold(name: str) -> str:
    """Folds a name so that spellings of the same name compare equal.

    Case, accents (composed or not), curly quotes, dashes, full stops of acronyms, "&", white
    space of every kind, zero-width characters and a leading "the" are folded.

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
        text = text.translate(_LETTERS)
        text = "".join(
            char
            for char in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
        )
    text = text.casefold().translate(_LETTERS)
    words = text.split()
    while len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


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
