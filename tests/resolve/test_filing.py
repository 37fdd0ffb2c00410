"""Topics, authors and series: which names mean one, what it is called, and what its page lists."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.core.bibliography import Author, Withdrawal
from archive.core.details import AuthorDetails, EntityKind
from archive.core.model import Brief, Named
from archive.core.names import fold
from archive.read.registry import read_entities
from archive.resolve.filing import list_unregistered
from archive.resolve.graph import Graph
from archive.resolve.registry import Registry, load_registry, make_registry
from archive.resolve.related import related_briefs
from archive.resolve.resolver import build_graph

ACTORS = "in: {name: India}\nkz: {name: Kazakhstan}\nai: {name: Anguilla}\n"
TOPICS = """\
economy: {name: Economy}
trade:
  name: Trade
  aliases: [Free trade]
  names: {fr: Commerce}
  broader: economy
tariffs: {name: Tariffs and quotas, aliases: [Tariff], broader: trade}
ai: {name: Artificial intelligence}
"""
ORGANIZATIONS = "nam: {name: Nam Assembly of Mountains, acronym: NAM, type: ngo}\n"
PEOPLE = "ada: {name: Ada Example, aliases: [A. Example]}\n"


def registry_of(topics: str = TOPICS) -> Registry:
    """Returns a registry of a few actors, a person and topics, without problems."""
    files: tuple[tuple[EntityKind, str], ...] = (
        ("country", ACTORS),
        ("organization", ORGANIZATIONS),
        ("person", PEOPLE),
        ("topic", topics),
    )
    entities = [one for kind, text in files for one in read_entities(text, "x.yml", kind)[0]]
    registry, problems = make_registry(entities)
    assert problems == ()
    return registry


def made(
    day: int,
    tags: tuple[str, ...] = (),
    authors: tuple[Author, ...] = (),
    series: str = "",
    actors: str = "",
) -> Brief:
    """Returns the brief of a day of January; the later, the nearer the top of lists."""
    named = tuple(Named(name) for name in actors.split())
    date = dt.date(2022, 1, 1) + dt.timedelta(day)
    return Brief(
        *(f"briefs/{day}.md", f"briefs/{day}/", "A brief", date, named, ""),
        tags=tags,
        authors=authors,
        series=series,
    )


def graph_of(*briefs: Brief, registry: Registry | None = None) -> Graph:
    """Returns the graph of briefs; nothing about them is a problem."""
    graph, problems = build_graph(briefs, registry or registry_of())
    assert problems == ()
    return graph


def days(graph: Graph, id_: str) -> list[int]:
    return [graph.briefs[at].brief.date.day - 1 for at in graph.positions(id_)]


@pytest.mark.parametrize(
    ("tag", "id_"),
    [
        ("Trade", "topics/trade"),
        ("free-trade", "topics/trade"),
        ("FREE  TRADE", "topics/trade"),
        ("commerce", "topics/trade"),
        ("tariffs", "topics/tariffs"),
        ("AI", "topics/ai"),
        ("Énergie", "topics/energie"),
        ("energie", "topics/energie"),
        ("climate_change", "topics/climate-change"),
        ("Climate-Change", "topics/climate-change"),
        ("in", "topics/in"),
    ],
)
def test_a_tag_means_one_topic_in_every_spelling(tag: str, id_: str) -> None:
    graph = graph_of(made(0, (tag,)))
    assert graph.briefs[0].topics == (id_,)
    assert graph.entities[id_].kind == "topic"
    assert graph.briefs[0].named == (), "a topic is no actor, whatever actor has its name"


def test_a_topic_and_an_actor_may_have_one_identifier() -> None:
    registry = registry_of()
    assert registry.entities["ai"].name == "Anguilla"
    for name in ("Artificial intelligence", "topics/ai"):
        assert registry.find_actor(name) is None
    actor = registry.find_actor("ai")
    assert actor
    assert actor.kind == "country"


def test_a_topic_is_named_by_its_entry_or_by_most_briefs() -> None:
    tags = ("food security", "Food security", "Food-Security", "Food security", "free-trade")
    graph = graph_of(*(made(day, (tag,)) for day, tag in enumerate(tags)))
    assert graph.entities["topics/food-security"].name == "Food security"
    assert graph.entities["topics/trade"].name == "Trade"
    assert days(graph, "topics/food-security") == [3, 2, 1, 0]
    equal = graph_of(made(0, ("debt",)), made(1, ("Debt",)))
    assert equal.entities["topics/debt"].name == "Debt"


def test_a_broader_topic_lists_the_briefs_of_narrower_ones() -> None:
    graph = graph_of(
        made(0, ("tariff",)), made(1, ("Trade", "free trade")), made(2, ("economy", "Tariff"))
    )
    assert graph.briefs[1].topics == ("topics/trade",), "the same topic twice"
    assert days(graph, "topics/tariffs") == [2, 0]
    assert days(graph, "topics/trade") == [2, 1, 0]
    assert days(graph, "topics/economy") == [2, 1, 0]
    assert graph.parts_of["topics/economy"] == ("topics/trade",)
    assert graph.topics_around(("topics/tariffs",)) == ("topics/trade", "topics/economy")
    assert not graph.has_page("topics/ai"), "nothing is filed under it"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: {name: A, broader: b}\nb: {name: B, broader: [a]}\n",
            (
                "1:1: error: broader topic of A leads back to it: A → B → A"
                ' (hint: remove "b" here, or correct another of these entries)'
            ),
        ),
        (
            "trade: {name: Trade}\ntax: {name: Tax, broader: trad}\n",
            (
                '2:1: error: broader topic "trad" of Tax is not an identifier of the registry'
                ' — did you mean "trade"?'
            ),
        ),
        (
            "trade: {name: Trade}\ntax: {name: Tax, broader: zx}\n",
            '2:1: error: broader topic "zx" of Tax is not an identifier of the registry',
        ),
        (
            "a: {name: Trade}\nb: {name: Commerce, aliases: [trade]}\n",
            (
                '2:1: error: "trade" is a name of both Trade (registry/topics.yml:1:1) and Commerce'
                " (hint: remove the name from one of the two)"
            ),
        ),
        (
            "Big: {name: Trade}\n",
            (
                '1:1: error: "Big" cannot be an identifier — did you mean "big"?'
                " (hint: use only lower-case letters, digits and hyphens)"
            ),
        ),
    ],
)
def test_entries_that_cannot_be_right_are_errors(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/topics.yml").write_text(text, "utf-8")
    _, problems = load_registry([tmp_path / "registry"], tmp_path)
    assert [str(problem) for problem in problems] == [f"registry/topics.yml:{message}"]


def test_an_author_of_the_registry_is_a_person_and_others_are_one_author_each() -> None:
    by = Author("Zoë Example", "An institute", "0000-0002-1825-0097")
    graph = graph_of(
        made(0, authors=(Author("A. Example"), Author("Zoe Example", "A ministry"))),
        made(1, authors=(by, by)),
        made(2, authors=(by,)),
    )
    assert graph.briefs[2].authors == ("ada", "authors/zoe-example")
    assert graph.written == {"authors/zoe-example": (0, 1, 2), "ada": (2,)}
    assert graph.has_page("ada")
    assert graph.count("ada") == 0, "no brief names her"
    author = graph.entities["authors/zoe-example"]
    assert author.name == "Zoë Example"
    assert author.details == AuthorDetails(("An institute", "A ministry"), ("0000-0002-1825-0097",))
    assert author.sort_name == "Example, Zoë"


def test_an_author_may_be_an_organization_of_the_registry() -> None:
    names = ("NAM", "Nam Assembly of Mountains", "Nam")
    graph = graph_of(made(0, authors=tuple(map(Author, names))))
    assert graph.briefs[0].authors == ("nam", "nam", "authors/nam"), "Nam is a name of people too"
    assert graph.has_page("nam")


def test_an_institution_is_sorted_by_its_whole_name() -> None:
    graph = graph_of(made(0, authors=(Author("Institute of Rivers"),)))
    assert graph.entities["authors/institute-of-rivers"].sort_name == "Institute of Rivers"


def test_a_series_is_one_in_every_spelling() -> None:
    graph = graph_of(made(0, series="Horn Notes"), made(1, series="horn notes"))
    assert days(graph, "series/horn-notes") == [1, 0]
    assert graph.entities["series/horn-notes"].name == "Horn Notes"


def test_withdrawn_briefs_do_not_count() -> None:
    gone = Brief(
        *("briefs/9.md", "briefs/9/", "A brief", dt.date(2022, 2, 1), (), ""),
        tags=("debt", "Trade"),
        withdrawn=Withdrawal(dt.date(2023, 1, 1), "It was wrong."),
    )
    graph = graph_of(made(0, ("trade",)), gone)
    assert days(graph, "topics/trade") == [0]
    assert "topics/debt" not in graph.entities


def test_topics_relate_briefs_less_than_actors_do() -> None:
    graph = graph_of(
        made(4, ("Trade",), actors="in"),
        made(3, ("debt",), actors="in"),
        made(2, ("trade",), actors="kz"),
        made(1, ("tariff",)),
        made(0, ("debt",)),
    )
    found = {one.position: one.shared for one in related_briefs(graph, 0, 9)}
    assert list(found) == [1, 2, 3]
    assert found[1] == ("in",)
    assert found[2] == ("topics/trade",), "and not the broader topic, which follows"
    assert found[3] == ("topics/trade",), "the narrowest topic that lists both"


def test_lint_lists_topics_that_are_not_registered() -> None:
    briefs = [made(1, ("debt", "Trade")), made(0, ("Debt",)), made(2, ("Debt", "debt"))]
    assert [str(one) for one in list_unregistered(briefs, registry_of())] == [
        (
            'briefs/0.md:1:1: notice: topic "Debt" is not in the registry; 3 briefs have it,'
            " also written debt (hint: to give it aliases or broader topics, add debt to"
            " registry/topics.yml)"
        )
    ]


tags = st.sampled_from(["trade", "Tariff", "economy", "AI", "debt", "Debt", "a b", "A-B", "é", "e"])


@given(st.lists(st.lists(tags, max_size=4), max_size=6))
def test_every_brief_is_listed_once_by_each_of_its_topics(given_tags: list[list[str]]) -> None:
    registry = registry_of()
    graph = graph_of(
        *(made(day, tuple(one)) for day, one in enumerate(given_tags)), registry=registry
    )
    expected: dict[str, set[int]] = {}
    for day, one in enumerate(given_tags):
        for tag in one:
            id_ = f"topics/{fold(tag).replace(' ', '-')}"
            id_ = {"topics/tariff": "topics/tariffs"}.get(id_, id_)
            around = {"topics/tariffs": ["trade", "economy"], "topics/trade": ["economy"]}
            for whole in (id_, *(f"topics/{name}" for name in around.get(id_, ()))):
                expected.setdefault(whole, set()).add(day)
    assert {one.id for one in graph.paged.get("topic", ())} == set(expected)
    for id_, found in expected.items():
        assert days(graph, id_) == sorted(found, reverse=True)
        assert graph.count(id_) == len(found)
