"""The fact box of an entity: what the registry knows, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from archive.core.dates import date_span, partial_date
from archive.core.model import Country, Entity, Event, Organization, Region
from archive.pages.context import SiteContext, type_label
from archive.pages.parts import Fact, Link


def entity_facts(context: SiteContext, entity: Entity) -> tuple[Fact, ...]:
    """The facts of an entity that the registry states; none is made up."""
    gettext = context.catalogue.gettext
    kind = Link("", gettext(type_label(entity)))
    facts = [Fact(gettext("Type"), (kind,)), *_facts(context, entity)]
    if entity.wikidata:
        link = Link(f"https://www.wikidata.org/wiki/{entity.wikidata}", entity.wikidata)
        facts.append(Fact("Wikidata", (link,)))
    return tuple(fact for fact in facts if any(value.text for value in fact.values))


def _facts(context: SiteContext, entity: Entity) -> Iterator[Fact]:
    catalogue = context.catalogue
    gettext = catalogue.gettext
    match entity.details:
        case Country() as country:
            yield Fact(gettext("Region"), tuple(region_trail(context, country.region)))
            yield Fact(gettext("Capital"), (Link("", country.capital),))
            if country.part_of:
                yield Fact(gettext("Administered by"), (_link(context, country.part_of),))
            codes = " · ".join(filter(None, (country.alpha3, country.numeric)))
            yield Fact("ISO 3166-1", (Link("", codes),))
        case Organization() as organization:
            yield Fact(gettext("Acronym"), (Link("", organization.acronym),))
            yield Fact(
                gettext("Founded"), (Link("", partial_date(organization.founded, catalogue)),)
            )
            yield Fact(
                gettext("Dissolved"), (Link("", partial_date(organization.dissolved, catalogue)),)
            )
            seat = [Link("", organization.city)] if organization.city else []
            if organization.country:
                seat.append(_link(context, organization.country))
            yield Fact(gettext("Headquarters"), tuple(seat))
            if organization.parent:
                yield Fact(gettext("Part of"), (_link(context, organization.parent),))
            standings = context.graph.standings_of.get(entity.id, ())
            members = sum(
                relation.object == entity.id
                and relation.relation == "member"
                and relation.status == "in force"
                for relation in standings
            )
            yield Fact(gettext("Members"), (Link("", str(members or "")),))
            website = organization.website
            shown = website.removeprefix("https://").removeprefix("http://").removesuffix("/")
            yield Fact(gettext("Website"), (Link(website, shown.removeprefix("www.")),))
        case Event() as event:
            yield Fact(gettext("Date"), (Link("", date_span(event.date, event.until, catalogue)),))
            where = [Link("", event.location)] if event.location else []
            if event.country:
                where.append(_link(context, event.country))
            yield Fact(gettext("Place"), tuple(where))
            yield Fact(gettext("Host"), tuple(_link(context, id_) for id_ in event.hosts))
        case _:
            return


def region_trail(context: SiteContext, id_: str) -> Iterator[Link]:
    """A region and those that it lies in, smallest first, without "World"."""
    while id_ and id_ != "world":
        entity = context.graph.entities[id_]
        if not isinstance(entity.details, Region):
            return
        yield _link(context, id_)
        id_ = entity.details.parent


def _link(context: SiteContext, id_: str) -> Link:
    entity = context.graph.entities[id_]
    return Link(context.chips[id_].url, entity.label)
