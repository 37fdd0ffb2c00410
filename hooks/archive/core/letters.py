"""Words as the archive folds them, where Pagefind folds less.

Pagefind drops case and accents. The archive's own folding also replaces letters such as "ł", "ø"
and "ß", and knows that "Alema" is a name in "d’Alema". What differs is added to a document as
metadata, which is searched and is no part of an excerpt. Scripts without spaces are added as pairs
of letters that follow each other. ``letters.js`` reads the words of a query in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from archive.core.names import fold

AROUND = 2
"""Number of words before and after a changed word that are repeated, so that phrases find it."""
LEAST_PART = 3
"""Letters after an apostrophe that are a word of their own: not "s", "re", or "ll"."""
GAP = " · "
"""Separates words that do not follow each other: Pagefind counts it as a word."""

_LETTERS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
RUNS = re.compile(f"[{_LETTERS}]+")
"""Runs of Thai, Lao, Burmese, Khmer, Japanese and Chinese letters."""


def folded_runs(text: str) -> str:
    """Returns the words of a text that Pagefind would not find by their folded spelling.

    Args:
        text: Plain text on one line.
    """
    if text.isascii() and "'" not in text:
        return ""
    parts = [GAP.join(_passages(text))]
    parts += (" ".join(pairs(run[0])) for run in RUNS.finditer(text))
    return GAP.join(dict.fromkeys(filter(None, parts)))


def pairs(run: str) -> list[str]:
    """Returns the pairs of neighbouring letters in a run of ``RUNS``, without vowel signs."""
    plain = _without_marks(run)
    return [plain[at : at + 2] for at in range(max(1, len(plain) - 1))] if plain else []


def _passages(text: str) -> list[str]:
    words = text.split()
    changed = [at for at, word in enumerate(words) if not word.isascii() and _whole(word)]
    passages: list[str] = []
    end = 0
    for number, at in enumerate(changed):
        start = max(end, at - AROUND)
        last = number + 1 == len(changed) or changed[number + 1] - at > 2 * AROUND
        stop = min(len(words), at + AROUND + 1) if last else changed[number + 1]
        run = " ".join(_folded(word) for word in words[start:stop])
        if passages and start == end:
            passages[-1] += f" {run}"
        else:
            passages.append(run)
        end = stop
    joined = (word for word in words if "'" in word or not word.isascii())
    passages += dict.fromkeys(part for word in joined for part in _parts(word))
    return list(dict.fromkeys(passages))


@lru_cache(1 << 17)
def _whole(word: str) -> str:
    """Returns the folded form of a word, or "" if Pagefind finds it by that form anyway."""
    folded = _folded(word)
    return "" if RUNS.search(word) or folded == _as_pagefind(word) else folded


@lru_cache(1 << 17)
def _parts(word: str) -> tuple[str, ...]:
    """Returns what follows apostrophes within a word: "alema" of "d’Alema"."""
    first, *others = fold(word).split("'")
    if not any(map(str.isalpha, first)):
        return ()
    plain = ("".join(filter(str.isalnum, part)) for part in others)
    return tuple(part for part in plain if len(part) >= LEAST_PART)


@lru_cache(1 << 17)
def _folded(word: str) -> str:
    return "".join(filter(str.isalnum, fold(word))) if "&" not in word else _as_pagefind(word)


def _as_pagefind(word: str) -> str:
    return "".join(filter(str.isalnum, _without_marks(word).lower()))


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(one for one in decomposed if unicodedata.category(one)[0] != "M")
