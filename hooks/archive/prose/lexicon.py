"""The names that prose is searched for, and the pattern that finds them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from archive.core.model import Entity
from archive.core.names import fold
from archive.prose.mention_patterns import SPACE, WordPatterns, make_patterns
from archive.read.language_words import LanguageWords
from archive.read.mention_words import MentionWords

_WORD = re.compile(r"[^\Wʼ]+")
_APOSTROPHE = "['’‘ʼ]"
_HYPHEN = "[-‐‑–]"
_PARTICLE = re.compile(r"(?i:al|el)[- ]|(?i:ad|an|ar|as|ash|at|az)-")
"""The Arabic article: at the beginning of a name, with a small letter except in a sentence's."""
_PRONOUNCED = 4
"""Acronyms with as many letters are also written like words: Nato, Unesco."""
_FORM = re.compile(r"(?:[a-z]+ )?(?:republic|kingdom|state|commonwealth) of ")


_LETTERS = str.maketrans("øØłŁđĐıħŧ", "oOlLdDiht")


def _without_accents(name: str) -> str:
    """Returns a name without accents: "Cote d'Ivoire", "Turkiye"."""
    if name.isascii():
        return name
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", name.translate(_LETTERS)))


@dataclass(frozen=True)
class Lexicon:
    """The names that prose is searched for.

    Attributes:
        spellings: All names, including those that must not be linked.
        entities: Folded name → entity. Names that are missing here are found but never linked.
        ambiguous: Folded names that are linked only if the brief lists their entity.
        words: The words that tell a mention from a part of another name.
        language: How the language of the prose writes names; None for English.
    """

    spellings: frozenset[str]
    entities: Mapping[str, Entity]
    ambiguous: frozenset[str]
    words: MentionWords
    language: LanguageWords | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A pattern that matches the longest name. Compiling it takes a third of a second."""
        return self._pattern_of(self.spellings)

    def _pattern_of(self, names: Iterable[str]) -> re.Pattern[str]:
        return _pattern(names, elided=self.language is not None and self.language.elides)

    def prepare(self) -> None:
        """Compiles all patterns now, before forking processes that would each compile them."""
        _ = self.pattern, self.patterns

    @cached_property
    def patterns(self) -> WordPatterns:
        """The patterns made of ``words``."""
        return make_patterns(self.words)

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for name in self.spellings:
            first = _WORD.search(name)
            found.setdefault(first.group() if first else "", []).append(name)
        return found

    def pattern_for(self, text: str) -> re.Pattern[str]:
        """Returns a pattern that finds in a text what ``pattern`` finds.

        If ``pattern`` is not compiled yet, the result contains only names that the text may
        contain, because compiling it is quicker.
        """
        if "pattern" in self.__dict__:
            return self.pattern
        words = {"", *_WORD.findall(text)}
        by_first_word = self._by_first_word
        return self._pattern_of(name for word in words for name in by_first_word.get(word, ()))


def make_lexicon(
    linkable: Iterable[Entity], words: MentionWords, others: Iterable[Entity] = ()
) -> Lexicon:
    """Makes a lexicon.

    Args:
        linkable: Entities that have a page.
        words: The words that tell a mention from a part of another name.
        others: Other known entities. Their names are found but not linked, so that no shorter
            name within them is linked ("Guinea" in "Equatorial Guinea").
    """
    linked, unlinked = tuple(linkable), tuple(others)
    entities = {fold(name): entity for entity in linked for name in prose_names(entity)}
    spellings: set[str] = set(words.other_names)
    for entity in (*linked, *unlinked):
        names = prose_names(entity)
        spellings.update(_variants(names))
        small = words.small_letters.intersection(names)
        spellings.update(name[0].lower() + name[1:] for name in small)
        # Other spellings are not linked, but neither is a shorter name within them.
        spellings.update(_variants(name for name in entity.spellings if " " in name))
        for name in (*_pronounced(entity, words), *_long_forms(entity)):
            spellings.update(_variants((name,)))
            if entity in linked:
                entities.setdefault(fold(name), entity)
    longer = {name for entity in (*linked, *unlinked) for name in entity.longer}
    spellings.update(_variants(longer))
    for name in (*longer, *words.other_names):
        entities.pop(fold(name), None)
    unsure = {fold(name) for one in linked if one.ambiguous for name in _ambiguous_names(one)}
    spellings.update([_without_accents(name) for name in spellings])
    return Lexicon(frozenset(spellings), entities, frozenset(unsure), words)


def prose_names(entity: Entity) -> tuple[str, ...]:
    """Returns the spellings by which prose mentions an entity: English and with a capital."""
    names = (
        entity.name,
        entity.official,
        entity.acronym,
        entity.short,
        *entity.aliases,
    )
    return tuple(name for name in names if len(name) > 1 and any(c.isupper() for c in name))


def spelling_variants(names: Iterable[str], language: str) -> Iterator[str]:
    """Yields the spellings of names in another language: also without accents, or without ё."""
    for name in names:
        for spelling in {name, name.replace("-", " ") if len(name) > _PRONOUNCED else name}:
            yield spelling
            yield spelling.replace("ё", "е").replace("Ё", "Е")
            if language not in ("ar", "ru"):
                yield _without_accents(spelling)


def _ambiguous_names(entity: Entity) -> Iterator[str]:
    """Yields the names of an ambiguous entity that may mean something else.

    These are its names of one word, and its own name if it has no shorter one: "Wagner" may be a
    composer, the "Wagner Group" is not.
    """
    names = prose_names(entity)
    short = [name for name in names if " " not in fold(name)]
    yield from short or (entity.name,)


def _variants(names: Iterable[str]) -> Iterator[str]:
    """Yields names with a space for the hyphen, a small letter in the article, and the like."""
    for name in names:
        cases = {name, name.replace(" The ", " the ")}
        if _PARTICLE.match(name):
            cases |= {name[0].upper() + name[1:], name[0].lower() + name[1:]}
        if name.startswith("UN "):
            cases.add(f"U.N.{name[2:]}")
        for case in cases:
            yield case
            if "-" in case and len(case) > _PRONOUNCED:
                yield case.replace("-", " ")


def _pronounced(entity: Entity, words: MentionWords) -> Iterator[str]:
    """Yields acronyms of organizations as words: "Nato"."""
    for name in prose_names(entity) if entity.kind == "organization" else ():
        is_word = name.isalpha() and name.isupper() and len(name) >= _PRONOUNCED
        if is_word and any(vowel in name for vowel in "AEIOU") and name not in words.capitals_only:
            yield name.capitalize()


def _long_forms(entity: Entity) -> Iterator[str]:
    """Yields spellings such as "Republic of Turkey", which contain a name of their entity."""
    own = {fold(name) for name in prose_names(entity)}
    for name in entity.spellings:
        folded = fold(name)
        if (form := _FORM.match(folded)) and folded[form.end() :].removeprefix("the ") in own:
            yield name


def _pattern(names: Iterable[str], *, elided: bool = False) -> re.Pattern[str]:
    """Returns a pattern that finds the longest name.

    It begins with the first letters of names, not with what must not precede them: the search for
    one of a set of letters is fast.

    Args:
        names: The names.
        elided: Whether an apostrophe may join a word to a name: "l’Éthiopie".
    """
    after = "" if elided else r"(?<!\w['’ʼ]{first})"
    branches = [
        rf"{first}(?<![\w&#@]{first}){after.format(first=first)}(?>{_alternatives(rest)})"
        for first, rest in sorted(_trie(names).items())
    ]
    return re.compile(rf"(?:{'|'.join(branches) or '(?!)'})(?!\w|@|\.[a-z])")


_Trie: TypeAlias = "dict[str, _Trie]"


def _trie(names: Iterable[str]) -> _Trie:
    """Returns the tree of names by their characters. Names share prefixes, so it fails fast."""
    trie: _Trie = {}
    for name in names:
        node = trie
        for unit in _units(name):
            node = node.setdefault(unit, {})
        node[""] = {}
    return trie


def _units(name: str) -> list[str]:
    units: list[str] = []
    for char in html.escape(name, quote=False):
        if char.isspace():
            units.append(SPACE)
        elif char in "'’‘ʼ":
            units.append(_APOSTROPHE)
        elif char in "-‐‑–":
            units.append(_HYPHEN)
        else:
            units.append(re.escape(char))
    return units


def _alternatives(node: _Trie) -> str:
    ends = "" in node
    branches = [unit + _alternatives(child) for unit, child in sorted(node.items()) if unit]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"
