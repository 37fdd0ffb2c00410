"""Proposes the actors of an imported text, from its keys and from its prose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.core.model import Entity
from archive.core.site_kinds import role_of
from archive.prose.lexicon import make_lexicon
from archive.prose.mentions import MentionLinker
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

    def __init__(self, registry: Registry) -> None:
        """Collects the names of all actors that prose may mention."""
        self._registry = registry
        actors = [one for one in registry.entities.values() if _is_actor(one)]
        self._lexicon = make_lexicon(actors, read_mention_words())
        self._names = {entity.url: entity.name for entity in actors}

    def propose(self, names: Iterable[str], text: str) -> Proposal:
        """Returns the actors of a text by their canonical names.

        Args:
            names: Strings that may be names of actors, such as tags.
            text: The title and the body.
        """
        found = (self._registry.find_actor(name) for name in names)
        named = tuple(dict.fromkeys(one.name for one in found if one and _is_actor(one)))
        linker = MentionLinker(self._lexicon, frozenset(), "", text)
        linked = linker.link(html.escape(text, quote=False))
        mentioned = dict.fromkeys(self._names[url] for url in _LINK.findall(linked))
        rest = tuple(name for name in mentioned if name not in named)
        return Proposal(named, rest[: max(0, MOST - len(named))])


def _is_actor(entity: Entity) -> bool:
    return role_of(entity.kind) == "actor"
