"""The rules that tell a mention from a part of another name, in languages other than English.

They are fewer than those of English, and leave out what they cannot decide. Their words are in
``data/prose/``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.prose.found_name import Found
from archive.prose.mention_patterns import PERSON_AFTER, SPACE
from archive.prose.mention_rules import Rule, gives_other_meaning
from archive.read.language_words import LanguageWords

_HYPHENS = "-‐‑"


def _words(found: Found) -> LanguageWords:
    assert found.lexicon.language is not None
    return found.lexicon.language


def _is_ambiguous(found: Found) -> bool:
    return found.is_ambiguous and not found.listed


def _extended_before(found: Found) -> bool:
    words, word = _words(found), found.word_before
    if words.nouns_have_capitals or not word[:1].isupper() or word in words.leading:
        return False
    return not word.isupper()  # "l'ONU Kenya" is a list without commas


def _extended_after(found: Found) -> bool:
    words = _words(found)
    if words.nouns_have_capitals or not found.word_after[:1].isupper():
        return False
    # "le président du Kenya William Ruto"
    is_person = PERSON_AFTER.match(found.text, found.end) is not None
    return not (is_person and _genitive(words.of).search(found.before))


def _in_institution(found: Found) -> bool:
    words = _words(found)
    return _institution(words.institutions, words.of).search(found.before) is not None


def _in_compound(found: Found) -> bool:
    text, start, end = found.text, found.start, found.end
    if start and text[start - 1] in _HYPHENS + "/" and found.previous[1] != start - 1:
        return True
    rest = text[end : end + 2]
    if len(rest) < 2 or rest[0] not in _HYPHENS or not rest[1].isalpha():
        return False
    return found.find.match(text, end + 1) is None


def _is_company(found: Found) -> bool:
    return found.word_after in _words(found).companies


def _is_defined_otherwise(found: Found) -> bool:
    entities = found.lexicon.entities.items()
    return gives_other_meaning(found, (name for name, one in entities if one is found.entity))


FOREIGN_RULES: tuple[Rule, ...] = (
    Rule("ambiguous", "The name has other meanings, and the brief does not list it", _is_ambiguous),
    Rule("longer before", "A capitalised word before it is part of the name", _extended_before),
    Rule("longer after", "A capitalised word after it is part of the name", _extended_after),
    Rule("institution", "It is part of the name of an institution", _in_institution),
    Rule("compound", "A hyphen joins it to a word that is not a name", _in_compound),
    Rule("company", "A word after it shows that it is a company", _is_company),
    Rule("acronym", "The text gives the acronym another meaning", _is_defined_otherwise),
)
"""Every rule, in the order in which they are tried."""


@lru_cache
def _genitive(of: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_links(of)}$")


@lru_cache
def _institution(institutions: tuple[str, ...], of: tuple[str, ...]) -> re.Pattern[str]:
    heads = "|".join(map(re.escape, institutions)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{heads})\w*(?:{SPACE}\w+)?{SPACE}{_links(of)}$")


def _links(of: tuple[str, ...]) -> str:
    """Returns a pattern of what stands between two nouns, with the space after it."""
    links = []
    for link in sorted(of, key=len, reverse=True):
        text = re.escape(link).replace(r"\ ", SPACE).replace("'", "['’]")
        links.append(text if link.endswith("'") or not link else text + SPACE)
    return f"(?:{'|'.join(links)})"
