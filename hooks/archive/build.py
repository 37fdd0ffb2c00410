"""The whole way from a project's files to the pages to publish, without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive import urls
from archive.graph import Graph, build_graph
from archive.model import Brief, Entity, EntityKind, Level, Place, Problem
from archive.pages.brief import brief_page
from archive.pages.entity import entity_page
from archive.pages.home import home_page
from archive.pages.indexes import index_page
from archive.pages.pair import pair_page
from archive.pages.region import region_page
from archive.pages.shelf import Shelf, find_pairs, make_chip
from archive.pages.views import View
from archive.pages.world import read_shapes
from archive.pages.year import year_page, years_page
from archive.prose.body import Body, render_body
from archive.prose.links import Targets
from archive.prose.markdown import Flavour, MarkdownRenderer
from archive.prose.mentions import Lexicon, make_lexicon
from archive.read.briefs import read_briefs
from archive.read.registry import SHIPPED, load_registry
from archive.settings import Settings

DATA = Path(__file__).parent / "data"
STATIC_TYPES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".pdf", ".csv"})
"""Files beside briefs that are published with them; no type that can carry script."""


@dataclass(frozen=True, slots=True)
class Sources:
    """A project's files, read and resolved.

    Attributes:
        graph: The archive.
        problems: Everything found wrong, in the order of file and line.
        statics: Path of a file beside the briefs → its address (the same path).
    """

    graph: Graph
    problems: tuple[Problem, ...]
    statics: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Archive:
    """A project ready to be rendered page by page."""

    shelf: Shelf
    bodies: Mapping[str, Body]
    problems: tuple[Problem, ...]
    statics: Mapping[str, str]


def read_sources(root: Path, settings: Settings, *, drafts: bool = False) -> Sources:
    """Reads the briefs and the registry of a project.

    Args:
        root: The project's folder.
        settings: Where the briefs and the registry are.
        drafts: Whether briefs marked as drafts are taken in.
    """
    registry, problems = load_registry([SHIPPED, root / settings.registry], root)
    briefs, found = read_briefs(root, settings.briefs)
    published = [brief for brief in briefs if drafts or not brief.draft]
    graph, unknown = build_graph(published, registry)
    return Sources(
        graph,
        tuple(sorted({*problems, *found, *unknown})),
        find_statics(root, settings.briefs),
    )


def find_statics(root: Path, folder: str) -> dict[str, str]:
    """Finds the files beside briefs that are published with them."""
    found: dict[str, str] = {}
    for parent, folders, files in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            if path.suffix.lower() in STATIC_TYPES and not path.is_symlink():
                inner = path.relative_to(root / folder).as_posix()
                found[path.relative_to(root).as_posix()] = f"briefs/{inner}"
    return found


def assemble(
    sources: Sources, settings: Settings, flavour: Flavour, written: Mapping[str, str]
) -> Archive:
    """Renders the prose of all briefs and prepares what their pages share.

    Args:
        sources: What was read.
        settings: The archive's settings.
        flavour: The Markdown of the site.
        written: Hand-written pages: source path relative to the project → address.
    """
    graph = sources.graph
    bodies, problems = render_bodies(sources, settings, flavour, written)
    flags = frozenset(file.stem for file in (DATA / "flags").glob("*.svg"))
    shelf = Shelf(
        graph=graph,
        settings=settings,
        chips={id_: make_chip(graph, entity, flags) for id_, entity in graph.entities.items()},
        pairs=find_pairs(graph, settings.pair_minimum, settings.pair_most),
        openings={path: body.opening for path, body in bodies.items()},
    )
    return Archive(shelf, bodies, problems, sources.statics)


def render_bodies(
    sources: Sources, settings: Settings, flavour: Flavour, written: Mapping[str, str]
) -> tuple[dict[str, Body], tuple[Problem, ...]]:
    """Renders the prose of all briefs; returns it by source path, and the problems met."""
    graph = sources.graph
    lexicon = lexicon_of(graph) if settings.link_mentions else None
    targets = Targets(
        {
            **{one.brief.path: one.brief.url for one in graph.briefs},
            **written,
            **sources.statics,
        },
        frozenset({*(url for url, _ in generated_urls(graph)), *written.values()}),
    )
    renderer = MarkdownRenderer(flavour)
    bodies: dict[str, Body] = {}
    problems: list[Problem] = []
    for resolved in graph.briefs:
        brief = resolved.brief
        named = frozenset(resolved.named)
        base = urls.way_up(brief.url)
        bodies[brief.path], found = render_body(brief, renderer, lexicon, named, base, targets)
        problems.extend(found)
    return bodies, tuple(sorted(problems))


def lexicon_of(graph: Graph) -> Lexicon:
    """The names to link in prose: those of all entities with a page, but for regions."""

    def is_named_in_prose(entity: Entity) -> bool:
        return entity.kind != "region"

    known = [entity for entity in graph.entities.values() if is_named_in_prose(entity)]
    linkable = [entity for entity in known if graph.has_page(entity.id)]
    return make_lexicon(linkable, (one for one in known if not graph.has_page(one.id)))


def find_clashes(shelf: Shelf, written: Mapping[str, str]) -> Iterator[Problem]:
    """Yields an error for each hand-written page that has the address of a generated one."""
    generated = dict(generated_urls(shelf.graph))
    for partners in shelf.pairs.values():
        generated.update((url, "a page of two actors") for url in partners.values())
    for path, url in written.items():
        if url in generated:
            message = f"has the address of {generated[url]}: /{url}"
            yield Problem(Place(path), Level.ERROR, message, "", "rename the file")


def generated_urls(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yields the address of each generated page but those of pairs, and what it is made from."""
    yield "", "the home page"
    yield urls.YEARS, "the index of years"
    for kind in index_kinds(graph):
        yield urls.index_url(kind), f"the index of {urls.FOLDERS[kind]}"
    for year in all_years(graph):
        yield urls.year_url(year), f"the year {year}"
    for entities in graph.paged.values():
        for entity in entities:
            yield entity.url, f"the {entity.kind} {entity.name}"
    for resolved in graph.briefs:
        yield resolved.brief.url, resolved.brief.path


def all_years(graph: Graph) -> tuple[int, ...]:
    """The years that have briefs, ascending."""
    return tuple(sorted({one.brief.date.year for one in graph.briefs}))


def index_kinds(graph: Graph) -> tuple[EntityKind, ...]:
    """The kinds that have an index page: unclassified actors only where there are any."""
    return tuple(kind for kind in urls.FOLDERS if kind != "unclassified" or kind in graph.paged)


def make_views(archive: Archive) -> Iterator[View]:
    """Yields the view of every page of the archive."""
    shelf = archive.shelf
    graph = shelf.graph
    years = all_years(graph)
    yield home_page(shelf, read_shapes(DATA / "world.json"))
    yield years_page(shelf, years)
    for year in years:
        yield year_page(shelf, year, years)
    for kind in index_kinds(graph):
        yield index_page(shelf, kind)
    for kind, entities in graph.paged.items():
        for entity in entities:
            if kind == "region":
                yield region_page(shelf, entity, years)
            else:
                yield entity_page(shelf, entity, years)
    for one, partners in shelf.pairs.items():
        for two in partners:
            if one < two:
                yield pair_page(shelf, one, two, years)
    for position, resolved in enumerate(graph.briefs):
        yield brief_page(shelf, position, archive.bodies[resolved.brief.path])


def redirects(graph: Graph) -> dict[str, str]:
    """Earlier addresses of briefs → where they are now."""
    found: dict[str, str] = {}
    for resolved in graph.briefs:
        brief: Brief = resolved.brief
        for alias in brief.aliases:
            parts = [urls.slugify(part) for part in alias.split("/") if part.strip(".")]
            if parts:
                found["/".join(parts) + "/"] = brief.url
    return found
