"""The patterns that the rules of mentions share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.core.names import fold
from archive.read.mention_words import MentionWords

SPACE = r"(?:\s|&nbsp;)+"
WORD = r"[^\W\d_][\w'’.-]*"
_START = r"(?<![\w'’.-])"
LAST_WORD = re.compile(rf"{_START}{WORD}$")
AFTER = re.compile(rf"{SPACE}({WORD})")
"""The word after a name."""
OF = re.compile(
    rf"{_START}(?P<head>{WORD}){SPACE}(?P<link>of|for){SPACE}(?:the{SPACE})?"
    rf"(?P<other>[A-Z][\w'’-]*,?{SPACE}and{SPACE}(?:the{SPACE})?)?$"
)
"""The noun before "of" and a name, or before "of", another name, "and" and a name."""
_PARTICLES = "al|bin|bint|da|de|der|dos|du|el|ibn|van|von"
PERSON_AFTER = re.compile(rf"{SPACE}[A-Z][\w'’-]*\.?{SPACE}(?:[A-Z]|(?:{_PARTICLES})\b)")
"""The beginning of a person's full name after a name."""
SENTENCE_END = re.compile(r"(?:^|[.!?:;•·—–(\"“”«])\s*$")
EXTENDED = re.compile(rf"{SPACE}(?P<link>for|of|in){SPACE}(?:the{SPACE})?(?P<word>[A-Z]\w+)")
ADJECTIVE = re.compile(
    rf"[-‐‑](?:[A-Z]\w+{SPACE})?[A-Z]\w*(?:an|ch|ese|i|ic|ish)\b(?=[,.;:)]|\Z|{SPACE})"
)
"""An adjective of nationality after a hyphen."""
STATE_AFTER = re.compile(
    rf",{SPACE}(?P<state>[A-Z][\w.]*(?:{SPACE}[A-Z][\w.]+)?)(?=[,.;:)]|\Z|{SPACE}[a-z(]|{SPACE}\Z)"
)


@dataclass(frozen=True)
class WordPatterns:
    """Patterns made of the lists of ``data/mentions.yml``, and names from them, folded."""

    office_of: re.Pattern[str]
    organ_after: re.Pattern[str]
    american_before: re.Pattern[str]
    team_after: re.Pattern[str]
    branching: frozenset[str]
    needs_accents: frozenset[str]
    needs_article: frozenset[str]


def make_patterns(words: MentionWords) -> WordPatterns:
    """Makes the patterns."""
    several = rf"[A-Z][\w-]*(?:(?:,{SPACE}|{SPACE}(?:and{SPACE})?)[A-Z][\w-]*)*"
    of = rf"{SPACE}(?:of|to){SPACE}(?:the{SPACE})?"
    person = rf"(?:{SPACE}(?:[A-Z][\w'’.-]*|{_PARTICLES})){{1,6}}"
    return WordPatterns(
        office_of=re.compile(
            rf"\b(?i:{_any(words.roles)})s?(?:{SPACE}(?:of|for){SPACE}(?:the{SPACE})?{several}|{person})?{of}$"
        ),
        organ_after=re.compile(rf"{SPACE}(?:{_any(words.organs)})\b(?!{SPACE}(?:for|of|on)\b)"),
        american_before=re.compile(
            rf"\b(?:{_any(words.places | words.american)}),?{SPACE}(?:and{SPACE}|or{SPACE})?$"
        ),
        team_after=re.compile(
            rf"{SPACE}(?:(?:{_any(words.sports)}){SPACE})*(?:{_any(words.teams)})s?\b"
        ),
        branching=frozenset(map(fold, words.branching)),
        needs_accents=frozenset(map(fold, words.needs_accents)),
        needs_article=frozenset(map(fold, words.needs_article)),
    )


def _any(words: Iterable[str]) -> str:
    """Returns alternatives for words, longer ones first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", SPACE) for word in ordered)
