"""A name found in prose, with its neighbourhood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.core.model import Entity
from archive.prose.lexicon import Lexicon
from archive.prose.mention_patterns import AFTER, LAST_WORD, WordPatterns

_WINDOW = 120
"""How many characters before a name are examined."""


@dataclass(slots=True)
class Found:
    """A name found in prose, with what the rules look at.

    Attributes:
        text: The text of one element, escaped.
        start: Where the name begins.
        end: Where it ends.
        folded: The name, folded.
        entity: What it names.
        lexicon: All names.
        find: The pattern that finds names.
        listed: Whether the brief lists the actor.
        previous: Where the found name before this one begins and ends; zeros if there is none.
        source: The name as written.
        before: The text before the name.
        word_before: The word before it, separated by spaces alone, or "".
        word_after: The word after it, likewise.
    """

    text: str
    start: int
    end: int
    folded: str
    entity: Entity
    lexicon: Lexicon
    find: re.Pattern[str]
    listed: bool
    previous: tuple[int, int] = (0, 0)
    source: str = field(init=False)
    before: str = field(init=False)
    word_before: str = field(init=False)
    word_after: str = field(init=False)

    def __post_init__(self) -> None:
        """Looks at the neighbouring words once for all rules."""
        self.source = self.text[self.start : self.end]
        self.before = self.text[max(0, self.start - _WINDOW) : self.start]
        self.word_before = _last_word(self.before)
        after = AFTER.match(self.text, self.end)
        self.word_after = after[1].rstrip(".'’") if after else ""

    @property
    def patterns(self) -> WordPatterns:
        """The patterns made of the lists of words."""
        return self.lexicon.patterns

    @property
    def is_ambiguous(self) -> bool:
        """Whether the name may also mean something else."""
        return self.folded in self.lexicon.ambiguous

    def words_after(self, at: int) -> Iterator[str]:
        """Yields the capitalised words from a position on, separated by spaces alone."""
        while (match := AFTER.match(self.text, at)) and match[1][0].isupper():
            yield match[1].rstrip(".'’")
            if match[1][-1] == ".":
                return
            at = match.end()


def _last_word(before: str) -> str:
    stripped = before.rstrip()
    if stripped.endswith("&nbsp;"):
        stripped = stripped.removesuffix("&nbsp;")
    elif len(stripped) == len(before):
        return ""
    if not stripped or stripped[-1] in ",;:)(":
        return ""
    match = LAST_WORD.search(stripped.rsplit(None, 1)[-1])
    return match[0] if match else ""
