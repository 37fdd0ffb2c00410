"""Checks briefs against each other and the registry: unknown or repeated names, addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, assert_never

from archive.core import urls
from archive.core.earlier import alias_url
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Brief, Entity, Level, Named, Place, Problem
from archive.core.names import fold
from archive.read.yamlwriter import flow_mapping
from archive.resolve.registry import Registry

MAX_SUGGESTIONS = 500
"""Maximum number of unknown names that are compared with all known names. Each takes milliseconds,
and an archive with more of them has a problem with its registry, not with spelling."""

UNDEFINED_REGIONS: Mapping[str, str] = {
    "global south": "it has no agreed list of countries: name the countries or regions meant",
}
"""Folded names of regions that the built-in registry leaves out on purpose → the reason."""

NamedAs = Literal["actor", "person", "event", "region"]
"""The role in which a brief names an entity; an actor may be of any kind."""


def unknown_name(
    name: Named,
    path: str,
    what: NamedAs,
    suggestion: str,
    several: Sequence[Entity] = (),
    level: Level = Level.WARNING,
    count: int = 1,
) -> Problem:
    """Returns the problem of a name that the registry does not know.

    Args:
        name: The name.
        path: The source path of the brief that contains it.
        what: ``actor``, ``person``, ``event`` or ``region``.
        suggestion: The nearest known name, or "".
        several: What the parts of the name mean, if it is several names in one string.
        level: Its level.
        count: For a region: the number of briefs that name it.
    """
    if what == "region":
        return _unknown_region(name, path, suggestion, level, count)
    if several:
        message = f'"{name.text}" contains {len(several)} names'
        hint = "list each name separately: " + ", ".join(one.label for one in several)
        return Problem(name.at(path), level, message, "", hint, "unknown-name")
    hint = _hint(what)
    if not suggestion:
        hint = hint.removeprefix("or ")
    message = f'unknown {what} "{name.text}"'
    return Problem(name.at(path), level, message, suggestion, hint, "unknown-name")


def count_regions(briefs: Iterable[Brief]) -> Counter[str]:
    """Returns the number of briefs that name each region, by the name as written."""
    return Counter(text for brief in briefs for text in {name.text for name in brief.regions})


def _unknown_region(name: Named, path: str, suggestion: str, level: Level, count: int) -> Problem:
    often = f", in {count} briefs" if count > 1 else ""
    written = flow_mapping({"name": name.text}).strip("{}")
    entry = f"{urls.slugify(name.text)}: {{{written}, countries: [ke, ug]}}"
    hint = f"add it to registry/regions.yml, with the identifiers of its countries: {entry}"
    if reason := UNDEFINED_REGIONS.get(fold(name.text)):
        hint = f"{reason}; or {hint}"
    elif suggestion:
        hint = f"or {hint}"
    message = f'unknown region "{name.text}"{often}'
    return Problem(name.at(path), level, message, suggestion, hint, "unknown-name")


def _hint(what: Literal["actor", "person", "event"]) -> str:
    match what:
        case "actor":
            return "or add it to the registry; until then its page is marked unclassified"
        case "person" | "event":
            return f"or add the {what} to registry/{ENTITY_KINDS[what].folder}.yml"
        case _:
            assert_never(what)


def check_names(briefs: Iterable[Brief], registry: Registry) -> Iterator[Problem]:
    """Yields a problem for each name that the registry does not know.

    Actors and regions are errors, people and events warnings: a person or event may be named just
    once, while an unknown actor is usually a spelling error.
    """
    finder = _Finder(registry)
    briefs = tuple(briefs)
    counts = count_regions(briefs)
    for brief in briefs:
        claims = (name for one in brief.claims for name in (one.subject, one.object) if name.text)
        lists: tuple[tuple[NamedAs, Level, Sequence[Named]], ...] = (
            ("actor", Level.ERROR, (*brief.actors, *claims)),
            ("person", Level.WARNING, brief.people),
            ("event", Level.WARNING, brief.events),
            ("region", Level.ERROR, brief.regions),
        )
        for what, level, names in lists:
            for name in names:
                if finder.find(name.text, what) is None:
                    several = () if what == "region" else registry.find_several(name.text)
                    suggestion = "" if several else finder.suggest(name.text, what)
                    count = counts[name.text]
                    yield unknown_name(name, brief.path, what, suggestion, several, level, count)


def check_repeats(briefs: Iterable[Brief], registry: Registry) -> Iterator[Problem]:
    """Yields a warning for each name that means the same as an earlier name in its list."""
    finder = _Finder(registry)
    for brief in briefs:
        lists: tuple[tuple[NamedAs, Sequence[Named]], ...] = (
            ("actor", brief.actors),
            ("person", brief.people),
            ("event", brief.events),
            ("region", brief.regions),
        )
        for what, names in lists:
            if len(names) > 1:
                yield from _repeats(brief.path, what, names, finder)


def check_aliases(
    briefs: Iterable[Brief], entities: Mapping[str, Entity], docs_pages: Mapping[str, str]
) -> Iterator[Problem]:
    """Yields an error for each earlier address of a brief that is the address of another page.

    The addresses of all entities count as taken, whether or not a brief names them today.

    Args:
        briefs: The briefs.
        entities: The known entities, by identifier.
        docs_pages: Hand-written pages: source path relative to the project → address.
    """
    with_aliases = [brief for brief in briefs if brief.aliases]
    if not with_aliases:
        return
    find_owner = find_owners(entities)
    pages = {url: path for path, url in docs_pages.items()}
    for brief in with_aliases:
        for alias in brief.aliases:
            url = alias_url(alias.text)
            owner = (pages.get(url) or find_owner(url)) if url else ""
            if url == "briefs/":
                owner = "the folder of all briefs"
            if owner:
                message = f'alias "{alias.text}" is the address of {owner}: /{url}'
                hint = "delete the alias"
                yield Problem(alias.at(brief.path), Level.ERROR, message, "", hint, "address")


def check_docs_pages(
    briefs: Iterable[Brief], entities: Mapping[str, Entity], docs_pages: Mapping[str, str]
) -> Iterator[Problem]:
    """Yields an error for each hand-written page that has the address of another page.

    The addresses of all entities count as taken, whether or not a brief names them today.

    Args:
        briefs: The briefs.
        entities: The known entities, by identifier.
        docs_pages: Hand-written pages: source path relative to the project → address.
    """
    find_owner = find_owners(entities)
    own = {brief.url: brief.path for brief in briefs}
    for path, url in docs_pages.items():
        if owner := own.get(url.casefold()) or find_owner(url.casefold()):
            message = f"has the address of {owner}: /{url}"
            yield Problem(Place(path), Level.ERROR, message, "", "rename the file", "address")


def archive_pages(entities: Mapping[str, Entity]) -> dict[str, str]:
    """Returns address → owner of the pages of the archive; not of briefs, years and pairs.

    Args:
        entities: The known entities, by identifier.
    """
    return {
        "": "the home page",
        urls.YEARS: "the index of years",
        urls.NEWS: "the page of what is new",
        urls.CORRECTIONS: "the page of corrections",
        **{f"{folder}/": f"the index of {folder}" for folder in _index_folders(entities)},
        **{one.url: f"the {one.kind} {one.name}" for one in entities.values()},
    }


def _index_folders(entities: Mapping[str, Entity]) -> list[str]:
    """Returns the folders with an index page: those of all kinds, also of the site's own."""
    own = {one.url.partition("/")[0] for one in entities.values()}
    return sorted(own.union(row.folder for row in ENTITY_KINDS.values()))


def find_owners(entities: Mapping[str, Entity]) -> Callable[[str], str]:
    """Returns a function that names the page with an address, except briefs and docs pages, or "".

    Args:
        entities: The known entities, by identifier.
    """
    taken = {**archive_pages(entities), "search/": "the search"}
    folders = tuple(f"{folder}/" for folder in _index_folders(entities))

    def find_owner(url: str) -> str:
        if url.startswith(urls.YEARS) and url.count("/") == 2:
            return "a year"
        if "/with/" in url and url.startswith(folders):
            return "a page of two actors"
        if url.startswith("pagefind/"):
            return "the search index"
        return taken.get(url, "")

    return find_owner


class _Finder:
    """Finds entities by name; looks up each name only once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._found: dict[tuple[str, bool], Entity | None] = {}
        self._suggested: dict[tuple[str, bool], str] = {}

    def find(self, name: str, what: NamedAs) -> Entity | None:
        key = (name, what == "region")
        if key not in self._found:
            find = self._registry.find_region if key[1] else self._registry.find_actor
            self._found[key] = find(name)
        return self._found[key]

    def suggest(self, name: str, what: NamedAs) -> str:
        key = (name, what == "region")
        if key not in self._suggested and len(self._suggested) >= MAX_SUGGESTIONS:
            return ""
        if key not in self._suggested:
            nearest: Callable[[str], str] = (
                self._registry.nearest_region if key[1] else self._registry.nearest_actor
            )
            self._suggested[key] = nearest(name)
        return self._suggested[key]


def _repeats(
    path: str, what: NamedAs, names: Sequence[Named], finder: _Finder
) -> Iterator[Problem]:
    first: dict[str, Named] = {}
    for name in names:
        entity = finder.find(name.text, what)
        key = entity.id if entity else urls.slugify(name.text)
        other = first.setdefault(key, name)
        if other is name:
            continue
        if other.text == name.text:
            message = f'"{name.text}" is listed twice'
        else:
            message = f'"{name.text}" is the same {what} as "{other.text}", listed earlier'
        yield Problem(name.at(path), Level.WARNING, message, "", "keep one", "repeated-name")
