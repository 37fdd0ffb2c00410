"""The lookups that rendering a brief's prose makes in the rest of the archive.

The prose of a brief depends on its own file, and on two kinds of lookups: the page that a name
leads to, and the page that a link leads to. The lookups are stored with the result (a verifying
trace: Mokhov, Mitchell, Peyton Jones, "Build systems à la carte", 2018). As long as their results
are the same, so is the prose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.lib.digest import digest
from archive.prose.lexicon import Lexicon
from archive.prose.links import Broken, Targets, resolve_link


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a brief's prose looks up: folded names, and links as in the source (escaped)."""

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
    """Returns the hash of the results of a brief's lookups.

    Args:
        questions: The lookups.
        lexicon: The names to link, or None for none.
        named: Identifiers of the actors that the brief lists.
        path: Its source path.
        base: The relative path from its page to the site's root.
        targets: What its links may lead to.
    """
    known = set(named)
    results: list[object] = [base]
    for spelling in questions.spellings:
        entity = lexicon.entities.get(spelling) if lexicon else None
        if lexicon is None or entity is None:
            results.append(None)
        else:
            listed = spelling not in lexicon.ambiguous or entity.id in known
            results.append((entity.id, entity.url, listed))
    for link in questions.links:
        target = resolve_link(link, path, base, targets)
        if isinstance(target, Broken):
            results.append((target.reason, target.suggestion))
        elif (size := targets.size_of(link, path)) is not None:
            results.append((target, *size))
        else:
            results.append(target)
    return digest(results)
