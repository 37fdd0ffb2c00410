"""Finds the actors that a brief names, for counts that are true.

A brief is about an actor if it lists the actor, or if its text contains one of the actor's names as
whole words, in any case. A name that is also an English word ("WHO", "US"), or that has only one or
two letters, counts only as it is written. ``docs/search.md`` says so to readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from archive.core.names import fold
from archive.lib.digest import digest

SHORT = 2
"""Letters of a name that counts only as it is written."""
_ENGLISH = Path(__file__).parents[1] / "data" / "english_words.txt"
_EDGES = re.compile(r"[\W_]+")


@cache
def english_words() -> frozenset[str]:
    """Returns frequent English words that are also written as names."""
    return frozenset(_ENGLISH.read_text(encoding="utf-8").split())


def is_english(name: str) -> bool:
    """Returns whether a name is spelled like an English word: "WHO", "U.S.", "Island"."""
    return fold(name) in english_words()


class Namer:
    """Finds the names of actors in texts."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Prepares names, given as the address of the actor's page and the name."""
        self._by_word: dict[str, list[tuple[frozenset[str], str, str]]] = {}
        self._as_written: dict[str, list[str]] = {}
        names = sorted(set(names))
        for url, name in names:
            words = _words(name)
            is_short = " " not in words and len(words) <= SHORT
            if not words:
                continue
            if is_short or words in english_words():
                # "Island" is a country in German: no text is searched for such a name.
                if name.isupper():
                    self._as_written.setdefault(name.replace(".", ""), []).append(url)
            else:
                first, *others = words.split()
                row = frozenset(others), f" {words} ", url
                self._by_word.setdefault(first, []).append(row)
        self.digest = digest((names, sorted(english_words())))

    def find(self, text: str) -> tuple[str, ...]:
        """Returns the addresses of the actors that a plain text names, sorted."""
        tokens = text.split()
        plain = f" {' '.join(filter(None, map(_words, tokens)))} "
        present = set(plain.split())
        found = {
            url
            for word in present.intersection(self._by_word)
            for others, name, url in self._by_word[word]
            if others <= present and name in plain
        }
        for token in set(tokens):
            if not token.islower():
                for part in _capitals(token):
                    found.update(self._as_written.get(part, ()))
        return tuple(sorted(found))


@lru_cache(1 << 17)
def _words(text: str) -> str:
    """Returns the folded words of a string: "India’s" is "india s"."""
    return _EDGES.sub(" ", fold(text)).strip()


@lru_cache(1 << 17)
def _capitals(token: str) -> tuple[str, ...]:
    """Returns the parts of a word in capital letters: "US" of "U.S.-led"."""
    return tuple(part for part in _EDGES.split(token.replace(".", "")) if part.isupper())
