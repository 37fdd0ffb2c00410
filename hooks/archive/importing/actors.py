"""Proposes the actors of an imported text, from its keys and from its prose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity
from archive.prose.lexicon import Lexicon, make_lexicon
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


def actors_lexicon(registry: Registry) -> Lexicon:
    """Returns the names of all actors of a registry that prose may mention."""
    entities = [one for one in registry.entities.values() if _is_actor(one)]
    return make_lexicon(entities, read_mention_words())


def propose(names: Iterable[str], text: str, registry: Registry, lexicon: Lexicon) -> Proposal:
    """Returns the actors of a text by their canonical names.

    Args:
        names: Strings that may be names of actors, such as tags.
        text: The title and the body.
        registry: The known entities.
        lexicon: As ``actors_lexicon`` returns it.
    """
    found = (registry.find_actor(name) for name in names)
    named = tuple(dict.fromkeys(one.name for one in found if one and _is_actor(one)))
    linked = MentionLinker(lexicon, frozenset(), "", text).link(html.escape(text, quote=False))
    by_url = {entity.url: entity.name for entity in lexicon.entities.values()}
    mentioned = dict.fromkeys(by_url[url] for url in _LINK.findall(linked) if url in by_url)
    rest = tuple(name for name in mentioned if name not in named)
    return Proposal(named, rest[: max(0, MOST - len(named))])


def _is_actor(entity: Entity) -> bool:
    return ENTITY_KINDS[entity.kind].role == "actor"
