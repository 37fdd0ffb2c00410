"""What is linked in prose and what is not, by kind of sentence and by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from archive.prose.lexicon import Lexicon, make_lexicon
from archive.prose.mention_rules import RULES, Rule
from archive.prose.mentions import MentionLinker
from archive.read.mention_words import read_mention_words
from archive.read.registry import SHIPPED
from archive.resolve.registry import load_registry

RECALL = 0.97
"""How many of the mentions in the annotated texts are linked at least."""
TEXTS = yaml.safe_load(Path(__file__).with_name("mention_texts.yml").read_text("utf-8"))
KINDS = yaml.safe_load(Path(__file__).with_name("mentions.yml").read_text("utf-8"))


class Case(NamedTuple):
    kind: str
    sentence: str
    actors: frozenset[str]
    listed: frozenset[str]
    linked: bool


def cases() -> Iterator[Case]:
    for kind, lists in KINDS.items():
        for list_, linked in (("link", True), ("not", False)):
            for row in lists[list_]:
                given = row if isinstance(row, dict) else {"sentence": row[0], "actors": row[1]}
                listed = frozenset(given.get("listed", "").split())
                actors = frozenset(given["actors"].split())
                yield Case(kind, given["sentence"], actors, listed, linked)


@cache
def lexicon() -> Lexicon:
    registry, _ = load_registry([SHIPPED])
    entities = [one for one in registry.entities.values() if one.kind != "region"]
    made = make_lexicon(entities, read_mention_words())
    made.prepare()
    return made


def linked(text: str, listed: frozenset[str], rules: tuple[Rule, ...] = RULES) -> set[str]:
    """The identifiers of what is linked in a text."""
    by_url = {one.url: one.id for one in lexicon().entities.values()}
    html = MentionLinker(lexicon(), listed, "", text, rules).link(text)
    return {by_url[url] for url in re.findall(r'href="([^"]*)"', html)}


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.kind}: {case.sentence}")
def test_sentence(case: Case) -> None:
    found = linked(case.sentence, case.listed)
    if case.linked:
        assert case.actors <= found
    else:
        assert not case.actors & found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_is_needed(rule: Rule) -> None:
    others = tuple(one for one in RULES if one is not rule)
    wrong = [
        case.sentence
        for case in cases()
        if case.kind == rule.name and not case.linked
        if case.actors & linked(case.sentence, case.listed, others)
    ]
    assert wrong


def test_each_kind_has_enough_sentences() -> None:
    assert {rule.name for rule in RULES} <= set(KINDS)
    for kind, lists in KINDS.items():
        assert len(lists["link"]) >= 4, kind
        assert len(lists["not"]) >= 4, kind


def test_only_the_first_mention_is_linked() -> None:
    text = "Kenya asked, and Kenya's neighbours, Republic of Kenya included."
    html = MentionLinker(lexicon(), frozenset(), "../", text).link(text)
    assert html == text.replace(
        "Kenya", '<a class="mention" href="../countries/kenya/">Kenya</a>', 1
    )


def test_most_mentions_of_whole_texts_are_linked_and_nothing_else() -> None:
    meant = found = 0
    for text in TEXTS:
        got, mentions = linked(text["text"], frozenset(text["listed"])), set(text["mentions"])
        assert got <= mentions, text["title"]
        meant += len(mentions)
        found += len(got)
    assert len(TEXTS) == 10
    assert found / meant >= RECALL
