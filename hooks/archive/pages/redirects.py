"""The one list of redirects: every earlier address of the site, and where it leads.

Pages, ``_redirects`` and the configuration of nginx are all made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from archive.core.address_list import earlier_pairs
from archive.core.earlier import Rule, alias_url, follow, path_of, with_slashes
from archive.core.model import Entity
from archive.pages.context import pair_order
from archive.resolve.entity_addresses import name_url
from archive.resolve.graph import Graph


def find_redirects(
    graph: Graph,
    pairs: Mapping[str, Mapping[str, str]],
    rules: Iterable[Rule],
    listed: Iterable[str],
    published: Collection[str],
) -> dict[str, str]:
    """Returns earlier address → current address; no redirect leads to another one.

    What an author states wins over what follows from names. No address of a published page
    redirects, and no redirect leads to an address that is not published.

    Args:
        graph: The archive, its entities with their English names.
        pairs: The pages of two actors; see ``find_pairs``.
        rules: What ``docs/_redirects`` states.
        listed: The addresses that were published at any time; the page of two actors that is
            gone redirects to that of the first actor.
        published: The addresses of all pages and files.
    """
    gone = earlier_pairs(listed, published)
    stated, derived = tuple(_stated(graph)), (*_named(graph), *_of_pairs(graph, pairs), *gone)
    rules = tuple(rules)
    olds = (*(old for old, _ in (*stated, *derived)), *(rule.old for rule in rules))
    own = with_slashes(rules, {*published, *olds})
    found: dict[str, str] = {}
    for old, new in (*stated, *((rule.old, rule.new) for rule in own), *derived):
        if old not in published:
            found.setdefault(old, new)
    return {old: new for old, new in sorted(follow(found).items()) if path_of(new) in published}


def _stated(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yields the earlier addresses that briefs and registry entries state."""
    for brief in graph.addressed:
        for alias in brief.aliases:
            if url := alias_url(alias.text):
                yield url, brief.url
    for entity in _paged(graph):
        for text in entity.redirects:
            if url := alias_url(text):
                yield url, entity.url


def _named(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yields the addresses by name of entities that have their acronym as address."""
    for entity in _paged(graph):
        if entity.acronym and not entity.slug:
            yield name_url(entity), entity.url


def _of_pairs(graph: Graph, pairs: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yields the earlier addresses of the pages of two actors, by those of both actors."""
    for one, partners in pairs.items():
        for two, url in partners.items():
            if one < two:
                first, second = pair_order(graph, one, two)
                ends = [earlier.rstrip("/").rpartition("/")[2] for earlier in _all_of(second)]
                for start in _all_of(first):
                    yield from ((f"{start}with/{end}/", url) for end in ends)


def _all_of(entity: Entity) -> tuple[str, ...]:
    """Returns the present and all earlier addresses of an entity in the folder of its kind."""
    named = (name_url(entity),) if entity.acronym and not entity.slug else ()
    stated = (alias_url(text) for text in entity.redirects)
    folder = entity.url.partition("/")[0]
    earlier = (url for url in (*named, *stated) if url.startswith(f"{folder}/"))
    return tuple(dict.fromkeys((entity.url, *(url for url in earlier if url.count("/") == 2))))


def _paged(graph: Graph) -> Iterator[Entity]:
    for entities in graph.paged.values():
        yield from entities
