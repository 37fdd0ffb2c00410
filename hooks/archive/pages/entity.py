"""The page of an actor or an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from archive.core.details import Event, Organization, Person
from archive.core.model import Entity
from archive.core.names import fold
from archive.pages.cards import year_groups
from archive.pages.charts import activity_chart
from archive.pages.context import IN_SENTENCE, SiteContext, breadcrumb_of, source_path, type_label
from archive.pages.facts import entity_facts
from archive.pages.parts import Chip, CoActor, MembershipRow
from archive.pages.relations import difference_rows, membership_groups, relation_rows
from archive.pages.spans import post_span
from archive.pages.structured import structured
from archive.pages.validity import outside_note
from archive.pages.views import EntityPage

CO_ACTORS = 12
"""Maximum number of actors on a page with which the entity shares most briefs."""
PEOPLE = 12
"""Maximum number of people on a page whom the same briefs name."""


def entity_page(context: SiteContext, entity: Entity, all_years: tuple[int, ...]) -> EntityPage:
    """Makes the view of one entity.

    Args:
        context: The archive.
        entity: An entity that has a page, neither a region nor a collection.
        all_years: The years that have briefs.
    """
    graph = context.graph
    row = context.kinds[entity.kind]
    gettext = context.catalogue.gettext
    positions = graph.by_entity[entity.id]
    written = graph.written.get(entity.id, ())
    holders = _holders(context, entity)
    took_part = _took_part(entity)
    shown = {entity.id, *took_part, *(row.actor.id for row in holders)}
    years = (graph.briefs[position].brief.date.year for position in context.due(positions))
    return EntityPage(
        url=entity.url,
        title=entity.name,
        breadcrumb=breadcrumb_of(context, entity),
        chip=context.chips[entity.id],
        official=entity.official if entity.official != entity.name else "",
        also_known_as=other_names(entity),
        other_languages=entity.names,
        note=entity.note,
        kind_notes=_kind_notes(context, entity),
        facts=entity_facts(context, entity),
        memberships_title=_memberships_title(context, entity),
        memberships=membership_groups(context, entity.id),
        differences=difference_rows(context, context.disagreements.get(entity.id, ())),
        posts=_posts(context, entity),
        holders=holders,
        parts_title=gettext(row.parts_title),
        parts=context.chips_of(parts_of(context, entity)),
        participants=_participants(context, entity),
        took_part=context.chips_of(took_part),
        also_named=_also_named(context, positions, shown),
        relations=relation_rows(context, graph.relations_of.get(entity.id, ())),
        chart=activity_chart(years, all_years, context.catalogue),
        co_actors=co_actors(context, entity.id),
        groups=year_groups(context, positions, without=entity.id),
        written=year_groups(context, written),
        written_count=len(written),
        count=len(positions),
        kind_in_sentence=kind_in_sentence(context, entity),
        structured=tuple(structured(context, entity)),
        source_path=source_path(entity),
    )


def _kind_notes(context: SiteContext, entity: Entity) -> tuple[str, ...]:
    note = context.kinds[entity.kind].page_note
    outside = outside_note(context, entity, context.graph.by_entity[entity.id])
    return tuple(filter(None, (note and context.catalogue.gettext(note), outside)))


def kind_in_sentence(context: SiteContext, entity: Entity) -> str:
    """Returns the kind of an entity within a sentence: "country"."""
    label = type_label(entity, context.kinds).lower()
    return context.catalogue.pgettext(IN_SENTENCE, label)


def co_actors(context: SiteContext, id_: str, most: int = CO_ACTORS) -> tuple[CoActor, ...]:
    """Returns the actors that share most briefs with an actor, with links to the pairs' pages."""
    counter = context.graph.together.get(id_, Counter())
    ranked = sorted(counter.items(), key=lambda item: (-item[1], context.graph.order(item[0])))
    pairs = context.pairs.get(id_, {})
    return tuple(
        CoActor(context.chips[other], pairs.get(other) or context.chips[other].url, shared)
        for other, shared in ranked[:most]
    )


def other_names(entity: Entity) -> tuple[str, ...]:
    """Returns each further name once; spellings of one name count as one."""
    shown = (entity.name, entity.official, entity.acronym)
    names: dict[str, str] = {}
    for name in (*shown, entity.short, *entity.aliases):
        names.setdefault(fold(name), name)
    return tuple(name for name in names.values() if name and name not in shown)


def _memberships_title(context: SiteContext, entity: Entity) -> str:
    """Returns the heading of memberships and members; it differs if the list may have gaps.

    An organization lists its members, which may be complete, and what it is a member of, which
    never is: the registry does not know every organization.
    """
    gettext = context.catalogue.gettext
    if not isinstance(entity.details, Organization):
        return gettext(context.kinds[entity.kind].memberships_title)
    standings = context.graph.standings_of.get(entity.id, ())
    if entity.details.complete and all(one.object == entity.id for one in standings):
        return gettext("Membership")
    return gettext("Membership known to this archive")


def _posts(context: SiteContext, entity: Entity) -> tuple[MembershipRow, ...]:
    if not isinstance(entity.details, Person):
        return ()
    blank = Chip("", "", "", "unclassified", "")
    return tuple(
        MembershipRow(
            actor=context.chips[post.of] if post.of else blank,
            relation=post.title,
            status="ended" if post.until else "in force",
            when=post_span(post, context.catalogue),
        )
        for post in entity.details.posts
    )


def _holders(context: SiteContext, entity: Entity) -> tuple[MembershipRow, ...]:
    rows = [
        MembershipRow(
            actor=context.chips[person.id],
            relation=post.title,
            status="ended" if post.until else "in force",
            when=post_span(post, context.catalogue),
        )
        for person in context.graph.paged.get("person", ())
        if isinstance(person.details, Person)
        for post in person.details.posts
        if post.of == entity.id
    ]
    return tuple(rows)


def parts_of(context: SiteContext, entity: Entity) -> tuple[str, ...]:
    """Returns the identifiers of the entities with pages that are directly inside an entity."""
    return context.graph.parts_of.get(entity.id, ())


def _participants(context: SiteContext, entity: Entity) -> tuple[Chip, ...]:
    if not isinstance(entity.details, Event):
        return ()
    ids = dict.fromkeys((*entity.details.hosts, *entity.details.participants))
    return context.chips_of(tuple(ids))


def _took_part(entity: Entity) -> tuple[str, ...]:
    """Returns the people who took part in an event, according to the registry."""
    return entity.details.people if isinstance(entity.details, Event) else ()


def _also_named(
    context: SiteContext, positions: tuple[int, ...], shown: Set[str]
) -> tuple[Chip, ...]:
    """Returns the people whom some briefs name most, without those that the page shows anyway."""
    named = (
        person
        for position in positions
        for person in context.graph.briefs[position].people
        if person not in shown
    )
    return context.chips_of(context.most_frequent(named, PEOPLE))
