"""Proposes the actors of an imported text, from its keys and from its prose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.core.catalogue import SOURCE
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity
from archive.core.site_kinds import role_of
from archive.prose.foreign_lexicon import make_foreign_lexicon
from archive.prose.lexicon import Lexicon, make_lexicon
from archive.prose.mentions import MentionLinker
from archive.read.language_words import read_language_words
from archive.read.mention_words import read_mention_words
from archive.resolve.registry import Registry

MOST = 8
"""Most actors that are proposed from prose: a text names many that it is not about."""
_LINK = re.compile(r'<a class="mention" href="(.*?)">')


@dataclass(frozen=True, slots=True)
class Proposal:
    """Actors for review: those that keys name, and those that prose mentions."""

    from_keys: tuple[str, ...]
    from_text: tuple[str, ...]


class ActorFinder:
    """Finds the actors of a registry in texts."""

    def __init__(self, registry: Registry, language: str = SOURCE) -> None:
        """Collects the actors that prose may mention.

        Args:
            registry: The known entities.
            language: The language of the texts that do not state theirs.
        """
        self._registry = registry
        self._language = language
        self._actors = [one for one in registry.entities.values() if _is_actor(one)]
        self._lexicons: dict[str, Lexicon | None] = {}
        self._names = {entity.url: entity.name for entity in self._actors}

    def propose(self, names: Iterable[str], text: str, language: str = "") -> Proposal:
        """Returns the actors of a text by their canonical names.

        Args:
            names: Strings that may be names of actors, such as tags.
            text: The title and the body.
            language: The tag of its language, or "". Names in the text are found only if the
                program knows how the language writes them.
        """
        found = (self._registry.find_actor(name) for name in names)
        named = tuple(dict.fromkeys(one.name for one in found if one and _is_actor(one)))
        mentioned = dict.fromkeys(self._mentioned(text, language or self._language))
        rest = tuple(name for name in mentioned if name not in named)
        return Proposal(named, rest[: max(0, MOST - len(named))])

    def _mentioned(self, text: str, language: str) -> Iterator[str]:
        lexicon = self._lexicon(language.partition("-")[0].lower())
        if lexicon:
            linker = MentionLinker(lexicon, frozenset(), "", text)
            linked = linker.link(html.escape(text, quote=False))
            yield from (self._names[url] for url in _LINK.findall(linked))

    def _lexicon(self, language: str) -> Lexicon | None:
        """Returns the names of the actors in a language without a region, made when first used."""
        if language not in self._lexicons:
            words, rules = read_mention_words(), read_language_words(language)
            if language == SOURCE:
                self._lexicons[language] = make_lexicon(self._actors, words)
            else:
                self._lexicons[language] = (
                    make_foreign_lexicon(rules, words, self._actors) if rules else None
                )
        return self._lexicons[language]


def _is_actor(entity: Entity) -> bool:
    # Briefs name the entities of a site's own kinds among their actors.
    return role_of(entity.kind) == "actor" or entity.kind not in ENTITY_KINDS
