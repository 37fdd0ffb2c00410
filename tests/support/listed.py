"""Compares the lists on pages of actors with the names in briefs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from lxml import html

from archive.resolve.graph import Graph


def named_in(graph: Graph) -> Mapping[str, set[str]]:
    """Returns the identifier of each entity that briefs name → the addresses of those briefs."""
    named: dict[str, set[str]] = defaultdict(set)
    for resolved in graph.briefs:
        for id_ in resolved.named:
            named[id_].add(resolved.brief.url)
    return named


def wrongly_listed(site: Path, graph: Graph) -> list[str]:
    """Returns the entities whose page does not list exactly the briefs that name them."""
    return [
        id_
        for id_, urls in named_in(graph).items()
        if _listed(site / graph.entities[id_].url / "index.html") != urls
    ]


def wrongly_listed_regions(site: Path, graph: Graph) -> list[str]:
    """Returns the regions with countries whose page does not list exactly the briefs about them.

    These are the briefs with such a country among their actors, and those that name the region or
    one inside it.
    """
    return [
        id_
        for id_, area in graph.areas.items()
        if graph.has_page(id_)
        and _listed(site / graph.entities[id_].url / "index.html")
        != {
            one.brief.url
            for one in graph.briefs
            if {*area.countries, *area.regions, id_} & {*one.named, *one.regions}
        }
    ]


def _listed(page: Path) -> set[str]:
    """Returns the addresses of the briefs that a page lists under "Briefs"."""
    tree = html.parse(str(page), parser=html.HTMLParser(encoding="utf-8")).getroot()
    links = tree.xpath("//section[contains(@class, 'briefs')]//*[@class='card__title']/a/@href")
    return {str(link).lstrip("./") for link in links}
