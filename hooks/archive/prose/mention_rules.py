"""The rules that tell a mention of an actor from a part of another name.

``RULES`` lists them. Each looks at one found name and its neighbourhood. A name is linked unless a
rule says that it is not a mention. The words that they look for are in ``data/mentions.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from archive.core.names import fold
from archive.prose.found_name import Found
from archive.prose.lexicon import prose_names
from archive.prose.mention_patterns import (
    ADJECTIVE,
    EXTENDED,
    OF,
    PERSON_AFTER,
    SENTENCE_END,
    STATE_AFTER,
)

_RUN = 5
"""How many capitalised words after a name are examined."""
_OF_ACTIONS = (".", "ence", "ion", "ment", "ship")
"""Ends of nouns that are no institutions: "Accession of Poland"; and of abbreviations."""
_AMERICA = ("USA", "US", "U.S", "United States")
_SIMILAR = 0.7
"""How similar the words before an acronym in brackets are to a name of its entity, at least."""


def _lacks_accents(found: Found) -> bool:
    return found.folded in found.patterns.needs_accents and found.source.isascii()


def _lacks_article(found: Found) -> bool:
    if found.folded not in found.patterns.needs_article:
        return False
    return found.word_before not in ("the", "The")


def _is_ambiguous(found: Found) -> bool:
    return found.is_ambiguous and not found.listed


def _extended_before(found: Found) -> bool:
    words = found.lexicon.words
    word = found.word_before
    if not word[:1].isupper():
        return False
    if word.rstrip(".") in words.person_titles:
        return True
    if word in words.leading or word in words.following or word in words.directions:
        return False
    if word.endswith(("'s", "’s", "s'", "s’")) or (word.endswith(".") and len(word) > 3):
        return False
    if re.search(r"-[a-z]+$", word):  # "Iran-backed"
        return False
    return not (word.endswith("ing") and _begins_sentence(found.before.rpartition(word)[0]))


def _extended_after(found: Found) -> bool:
    return found.word_after[:1].isupper() and _is_extended(found, found.end)


def _is_extended(found: Found, at: int) -> bool:
    """Returns whether the capitalised words from a position on make a longer name."""
    words = found.lexicon.words
    run = list(islice(found.words_after(at), _RUN))
    if not run or run[0] in words.following:
        return False
    if found.text[found.end - 1] == "." and run[0] in words.leading:  # "the U.S. The"
        return False
    if found.entity.kind == "organization" and found.patterns.organ_after.match(found.text, at):
        return False
    for word in run:
        if _is_one(word, words.institutions):
            return True
        if any(_is_one(word, group) for group in (words.roles, words.events, words.parts)):
            return False
        if word not in words.role_modifiers:
            break
    # "Prime Minister of India Narendra Modi", but not "Director of the UK Hydrographic Office"
    if any(_is_one(word, words.institutions) for word in run):
        return True
    if not PERSON_AFTER.match(found.text, at):
        return True
    return found.patterns.office_of.search(found.before) is None


def _in_institution(found: Found) -> bool:
    if found.word_before not in ("of", "for", "the", "and"):
        return False
    match = OF.search(found.before)
    if not match or not match["head"][0].isupper():
        return False
    words, head = found.lexicon.words, match["head"]
    offset = found.start - len(found.before)
    if match["other"] and found.previous[0] <= offset + match.start() < found.previous[1]:
        return False  # "the Republic of Congo and the United Nations"
    if _is_one(head, words.institutions):
        return True
    if match["link"] == "for" or match["other"]:
        return False
    if head in words.leading or head.endswith(_OF_ACTIONS):
        return False
    if any(_is_one(head, group) for group in (words.roles, words.events, words.parts)):
        return False
    if found.patterns.office_of.search(found.before):
        return False
    return not _begins_sentence(found.before[: match.start()])


def _in_compound(found: Found) -> bool:
    text = found.text
    if found.start and text[found.start - 1] in "-‐‑/" and found.previous[1] != found.start - 1:
        return True
    rest = text[found.end : found.end + 2]
    if len(rest) < 2 or rest[0] not in "-‐‑" or not rest[1].isupper():
        return False
    if adjective := ADJECTIVE.match(text, found.end):
        # "U.S.-Nordic Leaders Summit", but not "Peru-Bolivian Confederation"
        return _is_extended(found, adjective.end())
    return found.find.match(text, found.end + 1) is None


def _is_place(found: Found) -> bool:
    if found.entity.kind != "country" or found.source.isupper():
        return False
    if found.text.startswith(",", found.end) and (
        match := STATE_AFTER.match(found.text, found.end)
    ):
        state = match["state"]
        if not found.lexicon.words.places.isdisjoint((state, state.rstrip("."))):
            return True
        if found.is_ambiguous and state.rstrip(".") in _AMERICA:
            return True
    return found.is_ambiguous and found.patterns.american_before.search(found.before) is not None


def _is_currency(found: Found) -> bool:
    if _is_one(found.word_after, found.lexicon.words.currencies):
        return True
    return found.text[found.end : found.end + 2].strip().startswith(("$", "€", "£", "¥"))


def _is_company(found: Found) -> bool:
    return found.word_after in found.lexicon.words.companies


def _is_vessel(found: Found) -> bool:
    return found.word_before in found.lexicon.words.vessels


def _is_team(found: Found) -> bool:
    words, word = found.lexicon.words, found.word_after
    if not (word in words.sports or _is_one(word, words.teams)):
        return False
    return found.patterns.team_after.match(found.text, found.end) is not None


def _is_branch(found: Found) -> bool:
    if found.word_after not in ("for", "in", "of"):
        return False
    match = EXTENDED.match(found.text, found.end)
    if not match or match["word"] in found.lexicon.words.following:
        return False
    if match["link"] == "in":
        return found.folded in found.patterns.branching
    if found.entity.kind != "organization" or " " not in found.folded:
        return False
    return match["link"] == "of" or not found.find.match(found.text, match.start("word"))


def _is_defined_otherwise(found: Found) -> bool:
    """Returns whether "Bureau of Industry and Security (BIS)" gives the acronym a meaning."""
    return gives_other_meaning(found, map(fold, prose_names(found.entity)))


def gives_other_meaning(found: Found, known: Iterable[str]) -> bool:
    """Returns whether the words before an acronym in brackets give it another meaning.

    Args:
        found: The acronym.
        known: The folded names of its entity.
    """
    name = found.source
    if not found.before.endswith("(") or not found.text.startswith(")", found.end):
        return False
    if not name.isupper():
        return False
    words = re.findall(r"[^\W\d_][\w'’-]*", found.before)
    capitals = [word for word in words if word[0].isupper()]
    letters = [letter for letter in name if letter.isalpha()]
    long = capitals[-len(letters) :]
    if [word[0] for word in long] != letters:
        return False
    whole = fold(found.before[found.before.rindex(long[0]) :].rstrip(" (\n"))
    names = [one for one in known if " " in one]
    return bool(names) and all(
        SequenceMatcher(None, whole, one).ratio() < _SIMILAR for one in names
    )


def _is_one(word: str, group: frozenset[str]) -> bool:
    """Returns whether a group contains a word or its singular."""
    if word in group:
        return True
    if word.endswith("ies"):
        return f"{word[:-3]}y" in group
    return word.endswith("s") and word[:-1] in group


def _begins_sentence(before: str) -> bool:
    return SENTENCE_END.search(before) is not None


class Rule(NamedTuple):
    """A reason for which a found name is not a mention.

    Attributes:
        name: The rule's name, under which ``tests/prose/mentions.yml`` has its sentences.
        reason: Why, in one line.
        applies: Returns whether a found name is not a mention for this reason.
    """

    name: str
    reason: str
    applies: Callable[[Found], bool]


RULES: tuple[Rule, ...] = (
    Rule("ambiguous", "The name has other meanings, and the brief does not list it", _is_ambiguous),
    Rule("accents", "Without its accents, the name is a common word", _lacks_accents),
    Rule("article", 'Only with "the" does the name mean the actor', _lacks_article),
    Rule("longer before", "A capitalised word before it is part of the name", _extended_before),
    Rule("longer after", "A capitalised word after it is part of the name", _extended_after),
    Rule("institution", 'Another body or state has it after "of" or "for"', _in_institution),
    Rule("compound", "A hyphen joins it to a word that is not a name", _in_compound),
    Rule("place", "A state or province after it shows that it is a town", _is_place),
    Rule("currency", "It is part of the name of a currency", _is_currency),
    Rule("company", "A word after it shows that it is a company", _is_company),
    Rule("vessel", "A word before it shows that it is a ship", _is_vessel),
    Rule("team", "A word after it shows that it is a sports team", _is_team),
    Rule("branch", "What follows makes it the name of another organization", _is_branch),
    Rule("acronym", "The text gives the acronym another meaning", _is_defined_otherwise),
)
"""Every rule, in the order in which they are tried."""
