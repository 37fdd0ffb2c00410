"""What is linked in prose in languages other than English, and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from archive.prose.foreign_lexicon import make_foreign_lexicon
from archive.prose.foreign_rules import FOREIGN_RULES
from archive.prose.lexicon import Lexicon
from archive.prose.mention_rules import Rule
from archive.prose.mentions import MentionLinker
from archive.read.language_words import read_language_words
from archive.read.mention_words import read_mention_words
from archive.read.registry import SHIPPED
from archive.resolve.registry import Registry, load_registry
from tests.prose.test_mentions import Case

LANGUAGES = yaml.safe_load(Path(__file__).with_name("languages.yml").read_text("utf-8"))


def cases() -> Iterator[Case]:
    for language, lists in LANGUAGES.items():
        for list_, linked in (("link", True), ("not", False)):
            for row in lists[list_]:
                given = row if isinstance(row, dict) else {"sentence": row[0], "actors": row[1]}
                listed = frozenset(given.get("listed", "").split())
                actors = frozenset(given["actors"].split())
                yield Case(language, given["sentence"], actors, listed, linked)


@cache
def registry() -> Registry:
    return load_registry([SHIPPED])[0]


@cache
def lexicon(language: str) -> Lexicon:
    entities = [one for one in registry().entities.values() if one.kind != "region"]
    words = read_language_words(language)
    assert words is not None
    return make_foreign_lexicon(words, read_mention_words(), entities)


def linked(case: Case, rules: tuple[Rule, ...] | None = None) -> set[str]:
    """The identifiers of what is linked in a sentence."""
    names = lexicon(case.kind)
    by_url = {one.url: one.id for one in names.entities.values()}
    html = MentionLinker(names, case.listed, "", case.sentence, rules).link(case.sentence)
    return {by_url[url] for url in re.findall(r'href="([^"]*)"', html)}


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.kind}: {case.sentence}")
def test_sentence(case: Case) -> None:
    found = linked(case)
    if case.linked:
        assert case.actors <= found
    else:
        assert not case.actors & found


@pytest.mark.parametrize("rule", FOREIGN_RULES, ids=lambda rule: rule.name)
def test_each_rule_is_needed(rule: Rule) -> None:
    others = tuple(one for one in FOREIGN_RULES if one is not rule)
    assert any(case.actors & linked(case, others) for case in cases() if not case.linked)
