"""What the rest of the archive answered when a brief's prose was rendered.

The prose of a brief depends on its own file, and on the answers to two questions: which page does
this name lead to, and which does this link? The questions are kept with the result (a verifying
trace: Mokhov, Mitchell, Peyton Jones, "Build systems à la carte", 2018); as long as the answers are
the same, so is the prose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.lib.digest import digest
from archive.prose.links import Broken, Targets, resolve_link
from archive.prose.mentions import Lexicon


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a brief's prose asks: folded names, and links as written (escaped)."""

    spellings: tuple[str, ...]
    links: tuple[str, ...]


def answers(
    questions: Lookups,
    lexicon: Lexicon | None,
    named: Iterable[str],
    path: str,
    base: str,
    targets: Targets,
) -> str:
    """Returns a digest of the answers to a brief's questions.

    Args:
        questions: What it asks.
        lexicon: The names to link, or None for none.
        named: Identifiers of the actors that the brief lists.
        path: Its source path.
        base: The way from its page to the site's root.
        targets: What its links may name.
    """
    known = set(named)
    said: list[object] = [base]
    for spelling in questions.spellings:
        entity = lexicon.entities.get(spelling) if lexicon else None
        if entity is None:
            said.append(None)
        else:
            listed = not entity.ambiguous or entity.id in known
            said.append((entity.id, entity.url, listed))
    for link in questions.links:
        target = resolve_link(link, path, base, targets)
        said.append(target.reason if isinstance(target, Broken) else target)
    return digest(said)
