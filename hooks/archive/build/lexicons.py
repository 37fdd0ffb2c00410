"""The names to link in prose, for each language in which the site has briefs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from archive.core.catalogue import SOURCE
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity
from archive.prose.foreign_lexicon import make_foreign_lexicon
from archive.prose.lexicon import Lexicon, make_lexicon
from archive.read.language_words import read_language_words
from archive.read.mention_words import read_mention_words
from archive.resolve.graph import Graph


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The lexicons of a build, each made once.

    Attributes:
        site: The language of the site, and of briefs that do not state theirs.
        by_language: Language → lexicon. The prose of any other language has no links to actors.
    """

    site: str
    by_language: Mapping[str, Lexicon]

    def of(self, language: str) -> Lexicon | None:
        """Returns the lexicon of a brief.

        Args:
            language: What the brief states as its language, or "".
        """
        return self.by_language.get(_primary(language or self.site))

    def prepare(self) -> None:
        """Compiles all patterns now, before forking processes that would each compile them."""
        for lexicon in self.by_language.values():
            lexicon.prepare()


def lexicons_of(graph: Graph, site: str) -> Lexicons:
    """Makes the lexicons of the languages of a graph's briefs.

    Args:
        graph: The archive, its entities named in English.
        site: The language of the site.
    """
    languages = {_primary(one.brief.language or site) for one in graph.versions}
    found = {language: lexicon_of(graph, language) for language in sorted(languages)}
    return Lexicons(site, {language: one for language, one in found.items() if one})


def lexicon_of(graph: Graph, language: str = SOURCE) -> Lexicon | None:
    """Returns the names to link in prose: those of all entities of the registry with a page.

    Not those of regions; and not those of unclassified actors: what nobody has classified may
    be a misspelling.

    Args:
        graph: The archive, its entities named in English.
        language: A language without a region.

    Returns:
        The lexicon, or None if it is not known how the language writes names.
    """
    known = [entity for entity in graph.entities.values() if _is_named_in_prose(entity)]
    linkable = [entity for entity in known if graph.has_page(entity.id)]
    others: Iterator[Entity] = (one for one in known if not graph.has_page(one.id))
    words = read_mention_words()
    if language == SOURCE:
        return make_lexicon(linkable, words, others)
    rules = read_language_words(language)
    return make_foreign_lexicon(rules, words, linkable, others) if rules else None


def _is_named_in_prose(entity: Entity) -> bool:
    row = ENTITY_KINDS.get(entity.kind)
    return row is None or row.linked_in_prose


def _primary(language: str) -> str:
    return language.partition("-")[0]
