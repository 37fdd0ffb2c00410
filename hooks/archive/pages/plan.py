"""The pages of an archive: every generated address and its view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from archive.core import urls
from archive.core.details import EntityKind
from archive.core.kinds import ENTITY_KINDS
from archive.core.site_kinds import Kinds
from archive.pages.collection import collection_page
from archive.pages.context import SiteContext
from archive.pages.entity import entity_page
from archive.pages.home import home_page
from archive.pages.indexes import index_page, listed
from archive.pages.news import corrections_page, news_page
from archive.pages.pair import pair_page
from archive.pages.parts import Link
from archive.pages.region import region_page
from archive.pages.views import View
from archive.pages.withdrawn import withdrawn_page
from archive.pages.year import year_page, years_page
from archive.resolve.graph import Graph

PageType = Literal[
    "home",
    "years",
    "news",
    "corrections",
    "year",
    "index",
    "region",
    "entity",
    "collection",
    "pair",
    "withdrawn",
]
"""The types of generated pages."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A planned page.

    Attributes:
        url: Its address relative to the site's root.
        type: What is shown, as ENTITY_KINDS says for entities.
        about: What it shows: nothing, a year, a kind, or one or two identifiers.
        made_from: The same in words, for messages: "the year 2022".
    """

    url: str
    type: PageType
    about: tuple[str, ...]
    made_from: str


def plan_pages(graph: Graph, kinds: Kinds = ENTITY_KINDS) -> Iterator[PlannedPage]:
    """Yields every generated page except those of briefs and of pairs."""
    yield PlannedPage("", "home", (), "the home page")
    yield PlannedPage(urls.YEARS, "years", (), "the index of years")
    yield PlannedPage(urls.NEWS, "news", (), "the page of what is new")
    yield PlannedPage(urls.CORRECTIONS, "corrections", (), "the page of corrections")
    for kind in index_kinds(graph, kinds):
        row = kinds[kind]
        yield PlannedPage(row.index_url, "index", (kind,), f"the index of {row.folder}")
    for year in graph.years:
        yield PlannedPage(urls.year_url(year), "year", (str(year),), f"the year {year}")
    for kind, entities in graph.paged.items():
        for entity in entities:
            made_from = f"the {kind} {entity.name}"
            yield PlannedPage(entity.url, kinds[kind].page, (entity.id,), made_from)
    for brief in graph.withdrawn:
        made_from = f"the withdrawn brief {brief.path}"
        yield PlannedPage(brief.url, "withdrawn", (brief.path,), made_from)


def plan_pairs(context: SiteContext) -> Iterator[PlannedPage]:
    """Yields the pages of two actors together."""
    for one, partners in context.pairs.items():
        for two, url in partners.items():
            if one < two:
                yield PlannedPage(url, "pair", (one, two), "a page of two actors")


def index_kinds(graph: Graph, kinds: Kinds = ENTITY_KINDS) -> tuple[EntityKind, ...]:
    """Returns the kinds with an index page: those of the registry, and all that are used.

    Collections, and kinds that a site declares, must be used: few archives have series.
    """
    return tuple(
        kind
        for kind, row in kinds.items()
        if listed(graph, kind)
        or (row.in_registry and not row.is_collection and kind in ENTITY_KINDS)
    )


def menu(context: SiteContext) -> tuple[Link, ...]:
    """Returns the archive's entries in the menu: the index of each kind, and that of years.

    Collections are not among them; see ``further_menu``.
    """

    def index_link(kind: EntityKind) -> Link:
        return _index_link(context, kind)

    rows = context.kinds
    kinds = [kind for kind in index_kinds(context.graph, rows) if not rows[kind].is_collection]
    first = [kind for kind in kinds if rows[kind].menu == "before years"]
    last = [kind for kind in kinds if rows[kind].menu == "after years"]
    return (*map(index_link, first), context.years, *map(index_link, last))


def further_menu(context: SiteContext) -> tuple[Link, ...]:
    """Returns the entries of the submenu: the index of each kind of collection."""
    rows = context.kinds
    kinds = index_kinds(context.graph, rows)
    return tuple(_index_link(context, kind) for kind in kinds if rows[kind].is_collection)


def _index_link(context: SiteContext, kind: EntityKind) -> Link:
    row = context.kinds[kind]
    return Link(row.index_url, context.catalogue.gettext(row.plural))


def make_view(context: SiteContext, page: PlannedPage) -> View:
    """Makes the view of a planned page."""
    graph = context.graph
    about = page.about
    match page.type:
        case "home" | "years" | "news" | "corrections":
            return _site_view(context, page.type)
        case "year":
            return year_page(context, int(about[0]), graph.years)
        case "index":
            return index_page(context, about[0])
        case "region":
            return region_page(context, graph.entities[about[0]], graph.years)
        case "entity":
            return entity_page(context, graph.entities[about[0]], graph.years)
        case "collection":
            return collection_page(context, graph.entities[about[0]], graph.years)
        case "pair":
            return pair_page(context, about[0], about[1], graph.years)
        case "withdrawn":
            return withdrawn_page(context, about[0])
    assert_never(page.type)


def _site_view(
    context: SiteContext, type_: Literal["home", "years", "news", "corrections"]
) -> View:
    """Makes the view of a page of which a site has only one."""
    match type_:
        case "home":
            return home_page(context, context.shapes)
        case "years":
            return years_page(context, context.graph.years)
        case "news":
            return news_page(context)
        case "corrections":
            return corrections_page(context)
    assert_never(type_)
