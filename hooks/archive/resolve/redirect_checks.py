"""Checks the redirects that registry entries and ``docs/_redirects`` state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from archive.core.earlier import Rule, alias_url, circles
from archive.core.host_redirects import FILE
from archive.core.model import Brief, Entity, Level, Named, Place, Problem
from archive.read.addresses import check_alias
from archive.resolve.checks import find_owners


def check_redirects(
    briefs: Iterable[Brief],
    entities: Mapping[str, Entity],
    docs_pages: Mapping[str, str],
    rules: Iterable[Rule] = (),
    docs: str = "docs",
) -> Iterator[Problem]:
    """Yields an error for each redirect from another page's address, and each circle.

    Args:
        briefs: The briefs; their own aliases are checked elsewhere.
        entities: The known entities, by identifier.
        docs_pages: Hand-written pages: source path relative to the project → address.
        rules: The redirects that ``docs/_redirects`` states.
        docs: The folder of hand-written pages.
    """
    stating = [entity for entity in entities.values() if entity.redirects]
    rules = tuple(rules)
    if not stating and not rules:
        return
    every = tuple(briefs)
    owner_of = find_owners(entities)
    owners = {brief.url: brief.path for brief in every}
    owners |= {url: path for path, url in docs_pages.items()}
    claimed = {
        url: f"an alias of {brief.path}"
        for brief in every
        for alias in brief.aliases
        if (url := alias_url(alias.text))
    }
    for entity in stating:
        place = entity.place
        for text in entity.redirects:
            wrong = [*check_alias(Named(text, place.line, place.column), place.path, "redirect")]
            if wrong:
                yield from wrong
                continue
            url = alias_url(text)
            owner = owners.get(url) or owner_of(url) or claimed.get(url)
            if owner:
                message = f'redirect "{text}" of {entity.name} is the address of {owner}: /{url}'
                if url in claimed and owner == claimed[url]:
                    message = f'redirect "{text}" of {entity.name} is also {owner}: /{url}'
                yield _error(place, message, "delete the redirect")
            claimed.setdefault(url, f"a redirect of {entity.name}")
    for rule in circles(rules):
        message = f"/{rule.old} redirects to /{rule.new}, and from there back to itself"
        yield _error(Place(f"{docs}/{FILE}", rule.line, 1), message, "delete one of the lines")


def _error(place: Place, message: str, hint: str) -> Problem:
    return Problem(place, Level.ERROR, message, "", hint, "address")
