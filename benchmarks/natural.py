"""Invented prose with the word frequencies of real texts, which make its index realistic.

The other prose of the generated archives consists of a few dozen phrases: it has few words, each on
nearly every page. Real texts have few frequent words and very many rare ones (Zipf's law), and an
index grows with both.
"""

from __future__ import annotations

import itertools
import random
from functools import cache

FORMS = 50_000
"""Number of words, counting each inflection: about as many as 10,000 short texts use."""
EXPONENT = 1.3
SHIFT = 2.7
"""A word of rank r is as frequent as 1 ÷ (r + SHIFT)^EXPONENT (Mandelbrot 1953).
Chosen so that texts of 700 words have about as many different words (290) as government statements
of that length, and 400,000 words together somewhat more (21,000 instead of 15,000)."""
NUMBERS = 0.02
"""Proportion of words that are numbers."""

_STOP_WORDS = """
the of and to in a for that on is with as by at from be has was are this which have it an will its
not or also their were but would been had more new other between than all under over after such
these may into any can they both during first two who one if no about most only our through since
should could where when there while some so within each against before because many further
towards without among same well up out including those being did however
""".split()
_ONSETS = (
    "b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr"
    " v w inter con pro re de per trans sub com"
).split()
_VOWELS = "a e i o u a e i o ai ea ou io".split()
_CODAS = "n r s t l m nd nt st ct rt ck d p x g rm ns b".split()
_ENDINGS = ("", "", "s", "ed", "ing", "ment", "al", "ation", "ly", "er", "ers", "ity")


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Returns all words, the most frequent first, and their cumulative frequencies."""
    chance = random.Random("words")
    words = dict.fromkeys(_STOP_WORDS)
    while len(words) < FORMS:
        syllables = chance.choice((1, 1, 2, 2, 3))
        stem = "".join(
            chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables)
        ) + chance.choice(_CODAS)
        for ending in dict.fromkeys(chance.choice(_ENDINGS) for _ in range(4)):
            words[stem + ending] = None
    forms = list(words)[:FORMS]
    common, rest = forms[: len(_STOP_WORDS)], forms[len(_STOP_WORDS) :]
    chance.shuffle(rest)
    weights = (1 / (rank + SHIFT) ** EXPONENT for rank in range(1, FORMS + 1))
    return (*common, *rest), tuple(itertools.accumulate(weights))


def words(chance: random.Random, number: int) -> list[str]:
    """Draws words by their frequency."""
    forms, sums = vocabulary()
    drawn = chance.choices(forms, cum_weights=sums, k=number)
    return [str(chance.randrange(1, 2100)) if chance.random() < NUMBERS else word for word in drawn]


def sentence(chance: random.Random, named: list[str]) -> str:
    """Makes a sentence of 10 to 30 words; two sentences of five name an actor."""
    drawn = words(chance, chance.randint(10, 30))
    if chance.random() < 0.4:
        drawn[chance.randrange(len(drawn))] = chance.choice(named)
    text = " ".join(drawn)
    return text[0].upper() + text[1:] + "."


def thing(chance: random.Random) -> str:
    """Makes the topic of a title."""
    content = [word for word in words(chance, 16) if word not in _STOP_WORDS]
    return " ".join(content[:6]) or "nothing"
