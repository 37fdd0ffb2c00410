"""The names that prose in a language other than English is searched for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from archive.core.local_names import local_names
from archive.core.model import Entity
from archive.core.names import fold
from archive.prose.lexicon import Lexicon, prose_names, spelling_variants
from archive.read.language_words import LanguageWords
from archive.read.mention_words import MentionWords

_SHORTEST = 3
"""Minimum number of letters of an English acronym: "UN", "AU" and "IS" are words elsewhere."""
_ARTICLE = "ال"
_TO = "ل"


def make_foreign_lexicon(
    language: LanguageWords,
    words: MentionWords,
    linkable: Iterable[Entity],
    others: Iterable[Entity] = (),
) -> Lexicon:
    """Makes the lexicon of a language.

    It has the names in that language, their listed forms, acronyms, and the names of people and of
    organizations that are the same in all languages with Latin letters.

    Args:
        language: How the language writes names.
        words: The words of the English rules, which a lexicon needs but this one does not use.
        linkable: Entities that have a page.
        others: Other known entities, whose names are found but not linked.
    """
    entities: dict[str, Entity] = {}
    spellings: set[str] = set(language.other_names)
    unsure = set(map(fold, language.ambiguous))
    for is_linked, group in ((True, linkable), (False, others)):
        for entity in group:
            own = tuple(_names(entity, language))
            for name in own:
                for spelling in _forms(name, language):
                    spellings.update(spelling_variants((spelling,), language.language))
                    if is_linked:
                        entities.setdefault(fold(spelling), entity)
                        if fold(name) in unsure:
                            unsure.add(fold(spelling))
            if entity.ambiguous:
                # Its English name has other meanings, which its name in this language may share.
                unsure.update(fold(name) for name in own if name in prose_names(entity))
    for name in language.other_names:
        entities.pop(fold(name), None)
    return Lexicon(frozenset(spellings), entities, frozenset(unsure), words, language)


def _names(entity: Entity, language: LanguageWords) -> Iterator[str]:
    """Yields the names of an entity in a language, without those that contain brackets."""
    own = local_names(entity, language.language)
    yield from (name for name in own if "(" not in name and len(name) > 1)
    yield from language.forms.get(entity.id, ())
    if len(entity.acronym) >= _SHORTEST:
        yield entity.acronym
    is_same = entity.kind == "person" or (
        entity.kind == "organization" and not own and " " not in entity.name
    )
    if is_same and entity.name.isascii():
        yield entity.name


def _forms(name: str, language: LanguageWords) -> Iterator[str]:
    """Yields a name, and the forms of it that follow from a rule of the language."""
    yield name
    is_word = name.replace("-", "").isalpha()
    if is_word and not name.isupper() and not name.endswith(language.no_endings_after):
        yield from (name + ending for ending in language.endings)
    for prefix in language.prefixes:
        if prefix.endswith(_TO) and name.startswith(_ARTICLE):
            yield prefix + _TO + name.removeprefix(_ARTICLE)
        else:
            yield prefix + name
