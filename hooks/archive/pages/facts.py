"""The fact box of a page: what the registry or the front matter states, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, assert_never
from urllib.parse import quote

from archive.core.catalogue import N_, Catalogue
from archive.core.dates import date_span, long_date, partial_date
from archive.core.details import Country, Event, Organization, Own, Region
from archive.core.keys import Key, key_of
from archive.core.languages import language_name
from archive.core.licences import licence_link
from archive.core.model import Entity, Named
from archive.core.numbers import number_text
from archive.pages.context import SiteContext, type_label
from archive.pages.parts import Fact, Link
from archive.pages.validity import predecessors

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ORCID = "https://orcid.org/"

_TIES = {
    "territory": N_("Administered by"),
    "self-governing territory": N_("Foreign affairs and defence"),
    "associated state": N_("In free association with"),
}
"""Subtype of a country → what ``part_of`` is to it, if the country is not simply a part of it."""


def entity_facts(context: SiteContext, entity: Entity) -> tuple[Fact, ...]:
    """Returns the facts of an entity that the registry states."""
    gettext = context.catalogue.gettext
    kind = Link("", gettext(type_label(entity, context.kinds)))
    facts = [Fact(gettext("Type"), (kind,)), *_facts(context, entity)]
    facts.append(predecessors(context, entity))
    if entity.wikidata:
        link = Link(f"https://www.wikidata.org/wiki/{entity.wikidata}", entity.wikidata)
        facts.append(Fact("Wikidata", (link,)))
    return tuple(fact for fact in facts if any(value.text for value in fact.values))


def labelled_facts(
    context: SiteContext, record: DataclassInstance, keys: Mapping[str, Key]
) -> Iterator[Fact]:
    """Yields a fact for each key with a label that has a value, in the order of the keys.

    Args:
        context: The archive.
        record: The values of the keys.
        keys: The keys.
    """
    labelled = {name: key for name, key in keys.items() if key.label}
    if not labelled:
        return
    values = {key_of(field): getattr(record, field.name) for field in fields(record)}
    for name, key in labelled.items():
        if links := tuple(_values(context, key, values[name])):
            yield Fact(context.catalogue.gettext(key.label), links)


def _values(context: SiteContext, key: Key, value: Any) -> Iterator[Link]:
    for one in value if isinstance(value, tuple) else (value,):
        if one:
            yield shown_value(context, key, one)


def shown_value(context: SiteContext, key: Key, value: Any) -> Link:
    """Returns one value of a key as a fact shows it.

    Raises:
        ValueError: If a fact cannot show values of that shape.
    """
    catalogue = context.catalogue
    match key.shape:
        case "text" | "choice" | "names":
            text = value.text if isinstance(value, Named) else value
            return context.link(text) if key.refers else Link("", text)
        case "date":
            return Link("", long_date(value, catalogue))
        case "partial date":
            return Link("", partial_date(value, catalogue))
        case "address":
            return _website(value)
        case "language" | "licence" | "number" | "doi" | "orcid":
            return _identifier(key.shape, value, catalogue)
        case "flag":
            return Link("", catalogue.gettext("yes"))
        case "time" | "record" | "records" | "dated names" | "map":
            raise ValueError(f"a fact cannot show a value of shape {key.shape}")
    assert_never(key.shape)


def _identifier(
    shape: Literal["language", "licence", "number", "doi", "orcid"],
    value: str,
    catalogue: Catalogue,
) -> Link:
    match shape:
        case "language":
            return Link("", language_name(value, catalogue))
        case "licence":
            return Link(*licence_link(value))
        case "number":
            return Link("", number_text(value, catalogue))
        case "doi":
            return Link(f"https://doi.org/{quote(value)}", value)
        case "orcid":
            return Link(f"{ORCID}{value}", value)
    assert_never(shape)


def _facts(context: SiteContext, entity: Entity) -> Iterator[Fact]:
    match entity.details:
        case Country() as country:
            yield from _country(context, country)
            yield _policy_regions(context, entity.id)
        case Organization() as organization:
            yield from _organization(context, organization)
        case Event() as event:
            yield from _event(context, event)
        case Own() as own:
            yield from _own(context, own, context.kinds[entity.kind].own_keys)
            return
    yield from labelled_facts(context, entity.details, context.kinds[entity.kind].own_keys)


def _own(context: SiteContext, own: Own, keys: Mapping[str, Key]) -> Iterator[Fact]:
    for name, texts in own.values:
        links = tuple(shown_value(context, keys[name], text) for text in texts)
        yield Fact(context.catalogue.gettext(keys[name].label), links)


def _country(context: SiteContext, country: Country) -> Iterator[Fact]:
    gettext = context.catalogue.gettext
    yield Fact(gettext("Region"), tuple(region_trail(context, country.region)))
    yield Fact(gettext("Capital"), (Link("", country.capital),))
    if country.part_of:
        label = _TIES.get(country.subtype, N_("Part of"))
        yield Fact(gettext(label), (context.link(country.part_of),))
    codes = " · ".join(filter(None, (country.alpha3, country.numeric)))
    yield Fact("ISO 3166-1", (Link("", codes),))
    if country.until:
        first, last = country.since[:4], country.until[:4]
        years = context.catalogue.pgettext("years", "{first}–{last}", first=first, last=last)
        yield Fact(gettext("Existed"), (Link("", years),))


def _policy_regions(context: SiteContext, id_: str) -> Fact:
    """Returns the regions outside the geoscheme that contain a country, by name."""
    graph = context.graph
    found = (
        region
        for region in sorted(graph.areas_of.get(id_, ()), key=graph.order)
        if isinstance(details := graph.entities[region].details, Region)
        and not details.in_geoscheme
    )
    label = context.catalogue.gettext("Also in")
    return Fact(label, tuple(context.link(region) for region in found))


def _organization(context: SiteContext, organization: Organization) -> Iterator[Fact]:
    gettext = context.catalogue.gettext
    yield Fact(gettext("Acronym"), (Link("", organization.acronym),))
    yield Fact(
        gettext("Founded"), (Link("", partial_date(organization.founded, context.catalogue)),)
    )
    yield Fact(
        gettext("Dissolved"), (Link("", partial_date(organization.dissolved, context.catalogue)),)
    )
    headquarters = organization.headquarters
    where = [Link("", headquarters.city)] if headquarters.city else []
    if headquarters.country:
        where.append(context.link(headquarters.country))
    yield Fact(gettext("Headquarters"), tuple(where))
    if organization.parent:
        yield Fact(gettext("Part of"), (context.link(organization.parent),))
    yield from _members(context, organization)
    yield Fact(gettext("Website"), (_website(organization.website),))


def _members(context: SiteContext, organization: Organization) -> Iterator[Fact]:
    gettext = context.catalogue.gettext
    present = Counter(
        one.present.status for one in organization.standings if one.present.relation == "member"
    )
    suspended = present["suspended"]
    total = present["in force"] + suspended
    members = str(total or "")
    if suspended:
        members = context.catalogue.ngettext(
            "{total}, {count} of them suspended",
            "{total}, {count} of them suspended",
            suspended,
            total=total,
        )
    types = context.kinds["organization"].subtypes
    if not organization.standings and types[organization.subtype].has_members:
        members = gettext("no list of members is known to this archive")
    known = gettext("Members known to this archive")
    label = known if organization.standings and not organization.complete else gettext("Members")
    yield Fact(label, (Link("", members),))
    yield Fact(gettext("As of"), (Link("", partial_date(organization.as_of, context.catalogue)),))
    if organization.standings:
        named = " · ".join(one for one in organization.sources if one != "none")
        yield Fact(gettext("Source of the list"), (Link("", named or gettext("none recorded")),))


def _event(context: SiteContext, event: Event) -> Iterator[Fact]:
    gettext = context.catalogue.gettext
    yield Fact(gettext("Date"), (Link("", date_span(event.date, event.until, context.catalogue)),))
    where = [Link("", event.location)] if event.location else []
    if event.country:
        where.append(context.link(event.country))
    yield Fact(gettext("Place"), tuple(where))
    yield Fact(gettext("Host"), tuple(context.link(id_) for id_ in event.hosts))


def region_trail(context: SiteContext, id_: str) -> Iterator[Link]:
    """Returns a region and the regions that contain it, smallest first, without "World"."""
    while id_ and id_ != "world":
        entity = context.graph.entities[id_]
        if not isinstance(entity.details, Region):
            return
        yield context.link(id_)
        id_ = entity.details.parent


def _website(url: str) -> Link:
    shown = url.removeprefix("https://").removeprefix("http://").removesuffix("/")
    return Link(url, shown.removeprefix("www."))
