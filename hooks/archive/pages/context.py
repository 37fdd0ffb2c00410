"""The context of every page: the graph, the settings, and the data that all pages share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field, replace

from archive.core.catalogue import ENGLISH, Catalogue
from archive.core.history import NO_HISTORY, History
from archive.core.kinds import ENTITY_KINDS
from archive.core.model import Entity
from archive.core.settings import Settings
from archive.core.site_kinds import Kinds
from archive.core.urls import CORRECTIONS, FLAGS, NEWS, YEARS
from archive.pages.drawings import Shapes
from archive.pages.home_text import NO_TEXT, HomeText
from archive.pages.parts import Chip, Link
from archive.resolve.disagreements import Disagreement
from archive.resolve.graph import Graph

IN_SENTENCE = "in a sentence"
"""Context of the messages that are kinds of entities in small letters: "country"."""


NAMES_PAIR = frozenset(kind for kind, row in ENTITY_KINDS.items() if row.names_pair)
"""The kinds that come first in the address and the title of a pair's page."""
LAST = dt.datetime.max.replace(tzinfo=dt.UTC)
"""A time at which no brief waits."""


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The archive as pages use it.

    Attributes:
        graph: Who appears in what.
        settings: The archive's settings.
        chips: Identifier → chip, for every entity of the graph; ``count`` is 0, so that a page
            which shows no counts does not change with them (see ``counted``).
        pairs: Identifier → (other identifier → address of the page of the two).
        shapes: The drawn world.
        home_text: The text of the home page.
        predecessors: Identifier → the entities that it succeeded.
        kinds: The kinds of the site.
        openings: Source path → first paragraph of the brief, for those without a summary.
        catalogue: The messages of the interface.
        now: The time up to which briefs count as new. It shows only in which briefs are due.
        history: The revisions of briefs, if the site is in a repository of Git.
        disagreements: Identifier → what briefs and the registry state differently of it.
    """

    graph: Graph
    settings: Settings
    chips: Mapping[str, Chip]
    pairs: Mapping[str, Mapping[str, str]]
    shapes: Shapes
    home_text: HomeText = NO_TEXT
    predecessors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: Kinds = field(default_factory=lambda: ENTITY_KINDS)
    openings: Mapping[str, str] = field(default_factory=dict)
    catalogue: Catalogue = ENGLISH
    now: dt.datetime = LAST
    history: History = NO_HISTORY
    disagreements: Mapping[str, tuple[Disagreement, ...]] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        """The day up to which briefs count as new."""
        return self.now.date()

    @property
    def home(self) -> Link:
        """The link to the front page."""
        return Link("", self.catalogue.gettext("Home"))

    @property
    def years(self) -> Link:
        """The link to the page of all years."""
        return Link(YEARS, self.catalogue.gettext("Years"))

    @property
    def news(self) -> Link:
        """The link to the page of what is new."""
        return Link(NEWS, self.catalogue.gettext("What is new"))

    @property
    def corrections(self) -> Link:
        """The link to the page of corrections."""
        return Link(CORRECTIONS, self.catalogue.gettext("Corrections"))

    def due(self, positions: Iterable[int]) -> Iterator[int]:
        """Yields the positions of the briefs whose day has come."""
        briefs = self.graph.briefs
        return (at for at in positions if briefs[at].brief.date <= self.today)

    def link(self, id_: str) -> Link:
        """Returns the link to an entity by its name; the address is empty if it has no page."""
        chip = self.chips[id_]
        return Link(chip.url, chip.name)

    def chips_of(self, ids: Iterable[str]) -> tuple[Chip, ...]:
        """Returns the chips of several entities, in their order."""
        return tuple(self.chips[id_] for id_ in ids)

    def most_frequent(self, ids: Iterable[str], most: int) -> dict[str, int]:
        """Returns the entities that occur most often → how often; equals by name."""
        counts = Counter(ids)
        ranked = sorted(counts, key=lambda id_: (-counts[id_], self.graph.order(id_)))
        return {id_: counts[id_] for id_ in ranked[:most]}

    def counted(
        self, ids: Iterable[str], briefs: Mapping[str, Sized] | None = None
    ) -> tuple[Chip, ...]:
        """Returns the same chips, each with its number of briefs.

        Args:
            ids: The identifiers of the entities.
            briefs: The briefs to count; those on the page of an entity if left out.
        """
        return tuple(
            replace(
                self.chips[id_], count=self.graph.count(id_) if briefs is None else len(briefs[id_])
            )
            for id_ in ids
        )


def source_path(entity: Entity) -> str:
    """Returns the file of an entity's entry; that of a built-in entry from the program's folder on.

    So a page is the same wherever the program is.
    """
    _, built_in, file = entity.place.path.partition("archive/data/registry/")
    return built_in + file if built_in else entity.place.path


def make_chip(
    graph: Graph,
    entity: Entity,
    flags: frozenset[str],
    catalogue: Catalogue = ENGLISH,
    kinds: Kinds = ENTITY_KINDS,
) -> Chip:
    """Makes the chip of an entity; it has an address only if the entity has a page.

    Args:
        graph: The archive.
        entity: The entity.
        flags: Identifiers for which there is a flag.
        catalogue: The messages of the interface.
        kinds: The kinds of the site.
    """
    return Chip(
        id=entity.id,
        url=entity.url if graph.has_page(entity.id) else "",
        name=entity.label,
        kind=entity.kind,
        type_label=catalogue.gettext(type_label(entity, kinds)),
        flag=f"{FLAGS}/{entity.id}.svg" if entity.id in flags else "",
        acronym=entity.acronym,
        count=0,
    )


def type_label(entity: Entity, kinds: Kinds) -> str:
    """Returns the type of an entity, not yet translated: "Country", "Alliance", "Person"."""
    row = kinds[entity.kind]
    return row.subtypes[entity.subtype].singular if row.subtypes else row.label or row.singular


def find_pairs(graph: Graph, minimum: int, most: int) -> dict[str, dict[str, str]]:
    """Decides which two actors get a page together.

    Args:
        graph: The archive.
        minimum: Minimum number of briefs that they share.
        most: Maximum number of partners of each actor, those with most shared briefs.

    Returns:
        Identifier → (other identifier → address), both ways round. The address lies below the
        country of a country and an organization, else below the actor of more briefs.
    """
    chosen: set[tuple[str, str]] = set()
    for id_, counter in graph.together.items():
        ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        for other, shared in ranked[:most]:
            if shared >= minimum:
                chosen.add((min(id_, other), max(id_, other)))
    pairs: dict[str, dict[str, str]] = {}
    for one, two in sorted(chosen):
        first, second = pair_order(graph, one, two)
        ends = second.url.rstrip("/").rsplit("/", 1)[-1]
        url = f"{first.url}with/{ends}/"
        pairs.setdefault(one, {})[two] = url
        pairs.setdefault(two, {})[one] = url
    return pairs


def pair_order(graph: Graph, one: str, two: str) -> tuple[Entity, Entity]:
    """Returns the actor that a pair's page names first: a country, else that of more briefs."""

    def order(entity: Entity) -> tuple[bool, int, str]:
        return (entity.kind not in NAMES_PAIR, -graph.count(entity.id), entity.id)

    first, second = sorted((graph.entities[one], graph.entities[two]), key=order)
    return first, second


def breadcrumb_of(context: SiteContext, entity: Entity) -> tuple[Link, ...]:
    """Returns the breadcrumb: Home › the index of the entity's kind."""
    row = context.kinds[entity.kind]
    return (context.home, Link(row.index_url, context.catalogue.gettext(row.plural)))
