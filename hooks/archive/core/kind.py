"""The row of a kind of entity: everything that depends on the kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from archive.core.details import Details
from archive.core.keys import ENTITY_KEYS, Key
from archive.core.subtypes import Subtype

Role = Literal["actor", "region", "collection", "other"]
"""The role of entities of a kind in a brief. ``region``: the area that it is about, with an index
of names of its own (as an actor, "Micronesia" is a country; as a region, a part of Oceania).
``collection``: what it is filed under, such as a topic. A brief does not name a collection: it is
no actor, and a word in a text or a query never means it."""

Grouping = Literal["by region", "by subtype", "by part", "by year", "by letter"]
"""How an index page groups its entries. ``by part``: each region with the regions inside it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything that depends on the kind of an entity.

    Attributes:
        folder: The folder of its pages, which is also the address of its index page and the name
            of its registry file: ``countries/``, ``countries.yml``.
        details: The dataclass of what the registry knows of an entity.
        singular: The search's label for a page of an entity: "Country".
        plural: The title of its index page and its menu entry: "Countries".
        in_sentence: Singular and plural within a sentence: "country", "countries".
        lead: The sentence under the title of its index page.
        filter_label: The label of the box that filters the index page.
        own_keys: The keys of a registry entry besides those that all kinds have.
        in_registry: Whether it has a registry file.
        role: The role of entities of this kind in a brief.
        label: The label on the chip of an entity without a subtype; if empty, ``singular``.
        subtypes: Value of the details' ``subtype`` → its words, in the order of the index page.
        grouping: How its index page groups entities.
        dated_by: For ``by year``: the field of the details, a partial date, by which the index
            page is sorted, newest first.
        menu: Whether its menu entry is before or after that of the years.
        facet: The label of its facet in the search, or empty for none.
        counted_at_home: Whether the home page shows the number of entities.
        linked_in_prose: Whether names in prose link to the entities' pages.
        names_pair: Whether it comes first in the address and the title of a pair's page.
        part_of: The field of the details with the identifier of the entity that contains it, or
            empty.
        parts_title: The heading of the list of its parts.
        memberships_title: The heading of its memberships.
        page_note: A note below the title of every entity's page, or empty.
    """

    folder: str
    details: type[Details]
    singular: str
    plural: str
    in_sentence: tuple[str, str]
    lead: str
    filter_label: str
    own_keys: Mapping[str, Key] = field(default_factory=dict)
    in_registry: bool = True
    role: Role = "other"
    label: str = ""
    subtypes: Mapping[str, Subtype] = field(default_factory=dict)
    grouping: Grouping = "by letter"
    dated_by: str = ""
    menu: Literal["before years", "after years"] = "after years"
    facet: str = ""
    counted_at_home: bool = True
    linked_in_prose: bool = True
    names_pair: bool = False
    part_of: str = ""
    parts_title: str = "Territories"
    memberships_title: str = "Memberships known to this archive"
    page_note: str = ""

    @property
    def index_url(self) -> str:
        """The address of the page that lists all its entities: ``countries/``."""
        return f"{self.folder}/"

    @property
    def counted(self) -> tuple[str, str]:
        """The messages that count entities, for one and for any other number."""
        one, many = self.in_sentence
        return f"{{count}} {one}", f"{{count}} {many}"

    @property
    def page(self) -> Literal["entity", "region", "collection"]:
        """The type of page that shows an entity: regions and collections have their own."""
        match self.role:
            case "region" | "collection" as role:
                return role
        return "entity"

    @property
    def is_collection(self) -> bool:
        """Whether entities of the kind are collections, which briefs are filed under."""
        return self.role == "collection"

    @property
    def keys(self) -> Mapping[str, Key]:
        """All keys of a registry entry."""
        return {**ENTITY_KEYS, **self.own_keys}

    def identifier(self, key: str) -> str:
        """Returns the identifier of an entity from its key in the registry file.

        Collections have identifiers of their own: ``ai`` is a country and ``topics/ai`` a topic.
        """
        return f"{self.folder}/{key}" if self.is_collection else key


def plain_id(id_: str) -> str:
    """Returns an identifier as registry files write it: ``ai`` for ``topics/ai``."""
    return id_.rpartition("/")[2]
