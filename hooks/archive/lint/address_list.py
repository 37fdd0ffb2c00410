"""Compares the committed list of addresses with what a build would publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from archive.build.archive import Archive, Sources, assemble
from archive.core.address_list import ADDRESSES, list_of, read_list
from archive.core.kind import plain_id
from archive.core.model import Brief, Level, Place, Problem
from archive.core.names import nearest
from archive.core.now import now
from archive.core.urls import BRIEFS, brief_url
from archive.lint.project import Project
from archive.prose.markdown import Flavour
from archive.read.brief_folder import find_briefs
from archive.read.statics import read_address_list, read_own_rules
from archive.resolve.registry import Registry
from archive.resolve.resolver import build_graph
from archive.resolve.translations import with_originals


@dataclass(frozen=True, slots=True)
class Published:
    """What a build would publish.

    Attributes:
        addresses: All addresses of pages and redirects.
        held: Addresses of the briefs that are drafts, wait for their time or cannot be read.
        sources: Address of a page → the brief or the entry to which a redirect to it is added.
        redirects: Earlier address → current address.
    """

    addresses: frozenset[str]
    held: frozenset[str]
    sources: Mapping[str, str]
    redirects: Mapping[str, str]


def find_published(project: Project, registry: Registry, briefs: Iterable[Brief]) -> Published:
    """Returns what a build of a project would publish.

    Args:
        project: The project.
        registry: The known entities.
        briefs: All briefs, those with errors included.
    """
    time = now()
    every = with_originals(tuple(briefs), tuple(briefs))
    held = [brief for brief in every if brief.is_held(time)]
    open_ = [brief for brief in every if not brief.is_held(time)]
    graph, _ = build_graph(open_, registry, language=project.language)
    archive = _assembled(project, Sources(project.root, graph, (), {}, time))
    entities = archive.context.graph.entities.values()
    names = {one.url: f'the entry "{plain_id(one.id)}"' for one in entities if one.place.path}
    names |= {brief.url: brief.path for brief in every}
    addresses = archive.addresses
    folder = project.settings.briefs
    files = (file.path for file in find_briefs(project.root, folder)[0])
    away = {*(one.url for one in held), *(brief_url(path, folder) for path in files)}
    return Published(addresses, frozenset(away), names, archive.redirects)


def _assembled(project: Project, sources: Sources) -> Archive:
    rules = read_own_rules(project.root / project.docs, project.site_url)
    listed = read_address_list(project.root)
    pages, flavour = project.published_docs, Flavour()
    return assemble(sources, project.settings, flavour, pages, rules=rules, listed=listed)


def check_list(text: str, published: Published) -> Iterator[Problem]:
    """Yields an error for each listed address that is gone, and a notice if the list is stale.

    A brief that is held back was withdrawn on purpose, as one with ``withdrawn``, whose address
    still has a page.

    Args:
        text: The content of the list.
        published: What a build would publish.
    """
    listed = read_list(text)
    new = {
        url: name
        for url, name in published.sources.items()
        if url in published.addresses and url not in listed
    }
    for url in find_gone(listed, published):
        message = f"/{url} would be gone: no page has this address, and it does not redirect"
        place = Place(ADDRESSES, listed[url], 1)
        hint = f"{_line(url, new, published)}; to give it up, delete this line"
        yield Problem(place, Level.ERROR, message, "", hint, "address")
    missing = sorted(published.addresses - listed.keys())
    if missing:
        noun = "address" if len(missing) == 1 else "addresses"
        message = f"lacks {len(missing):,} published {noun}, /{missing[0]} first"
    elif text != list_of(listed):
        message = "the addresses are not sorted, one a line"
    else:
        return
    hint = "make addresses, then commit the file"
    yield Problem(Place(ADDRESSES), Level.NOTICE, message, "", hint, "address")


def find_gone(listed: Iterable[str], published: Published) -> list[str]:
    """Returns the listed addresses that nothing would have."""
    return sorted(set(listed) - published.addresses - published.held)


def _line(url: str, new: Mapping[str, str], published: Published) -> str:
    """Returns the line that would keep an address, and where to add it."""
    folder, _, rest = url.partition("/")
    near = nearest(url, [one for one in new if one.startswith(f"{folder}/") and one != url])
    if url.startswith(BRIEFS):
        target = new[near] if near else "the brief that takes its place"
        return f"add aliases: [{url}] to {target}"
    if near and rest.count("/") == 1:
        return f"add redirects: [{url}] to {new[near]} in the registry"
    parent = url
    while parent and parent not in published.addresses:
        parent = parent.rstrip("/").rpartition("/")[0]
        parent = f"{parent}/" if parent else ""
    return f'add the line "/{url} /{parent} 301" to docs/_redirects'
