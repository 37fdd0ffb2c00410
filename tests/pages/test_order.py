"""Names in lists are in Unicode order by the shown name, people by surname."""

from __future__ import annotations

import pytest

from archive.core.details import Details, EntityKind, Person, Unclassified
from archive.core.model import Entity
from archive.core.settings import Settings
from archive.pages.context import SiteContext, make_chip
from archive.pages.drawings import (
    Shapes,
)
from archive.pages.indexes import first_letter, index_page
from archive.resolve.graph import Graph


def entity(name: str, kind: EntityKind, details: Details, *, sort: str = "") -> Entity:
    return Entity(name, name, kind, f"{name}/", details, sort=sort)


def context_of(*entities: Entity, language: str = "") -> SiteContext:
    known = {one.id: one for one in entities}
    graph = Graph((), known, dict.fromkeys(known, ()), {}, language)
    chips = {one.id: make_chip(graph, one, frozenset()) for one in entities}
    return SiteContext(graph, Settings(), chips, {}, Shapes("", {}))


def test_an_index_is_in_unicode_order() -> None:
    names = ["Zeta", "Łódź", "Ørsted", "Özgür", "Đà Nẵng", "Türkiye", "Tuvalu", "Lviv", "Dagestan"]
    names += ["Côte d'Ivoire", "Czechia", "'Ali", "The Hague Group", "Tonga", "Oslo", "1995 Group"]
    made = context_of(*(entity(name, "unclassified", Unclassified()) for name in names))
    groups = index_page(made, "unclassified").groups
    assert [(group.title, *(chip.name for chip in group.chips)) for group in groups] == [
        ("1", "1995 Group"),
        ("A", "'Ali"),
        ("C", "Côte d'Ivoire", "Czechia"),
        ("D", "Đà Nẵng", "Dagestan"),
        ("L", "Łódź", "Lviv"),
        ("O", "Ørsted", "Oslo", "Özgür"),
        ("T", "The Hague Group", "Tonga", "Türkiye", "Tuvalu"),
        ("Z", "Zeta"),
    ]


def test_people_are_sorted_by_surname() -> None:
    people = [
        entity("Narendra Modi", "person", Person()),
        entity("Xi Jinping", "person", Person(), sort="Xi, Jinping"),
        entity("Emomali Rahmon", "person", Person()),
        entity("Denis Alipov", "person", Person()),
    ]
    groups = index_page(context_of(*people), "person").groups
    assert [(group.title, *(chip.name for chip in group.chips)) for group in groups] == [
        ("A", "Denis Alipov"),
        ("M", "Narendra Modi"),
        ("R", "Emomali Rahmon"),
        ("X", "Xi Jinping"),
    ]


def test_names_are_sorted_by_the_shown_name() -> None:
    made = context_of(
        Entity("z", "Zeta", "unclassified", "z/", Unclassified(), short="Alpha"),
        Entity("b", "Beta", "unclassified", "b/", Unclassified()),
    )
    assert [one.label for one in made.graph.paged["unclassified"]] == ["Alpha", "Beta"]


def test_the_order_is_that_of_the_interface_language() -> None:
    names = ["Åland", "Zeta", "Ärla", "Alpha"]
    entities = [entity(name, "unclassified", Unclassified()) for name in names]
    for language, order in (("en", "Åland Alpha Ärla Zeta"), ("sv", "Alpha Zeta Åland Ärla")):
        paged = context_of(*entities, language=language).graph.paged["unclassified"]
        assert [one.name for one in paged] == order.split()


@pytest.mark.parametrize(
    ("name", "language", "letter"),
    [
        ("!?", "", "#"),
        ("", "", "#"),
        ("Élan", "", "E"),
        ("E\u0301lan", "", "E"),
        ("ж", "", "Ж"),
        ("“Ørsted”", "", "O"),
        ("Ærø", "", "A"),
        ("ßa", "", "S"),
        ("Åland", "en", "A"),
        ("Åland", "sv", "Å"),
        ("Ñandú", "es", "Ñ"),
        ("Йемен", "", "Й"),
    ],
)
def test_a_name_is_listed_under_its_base_letter(name: str, language: str, letter: str) -> None:
    assert first_letter(name, language) == letter
