"""Reads the words that tell a mention from a part of another name: ``data/mentions.yml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import yaml

FILE = Path(__file__).parent.parent / "data" / "mentions.yml"


@dataclass(frozen=True)
class MentionWords:
    """Lists of words, each explained in the data file."""

    leading: frozenset[str]
    following: frozenset[str]
    roles: frozenset[str]
    role_modifiers: frozenset[str]
    events: frozenset[str]
    parts: frozenset[str]
    person_titles: frozenset[str]
    institutions: frozenset[str]
    organs: frozenset[str]
    branching: frozenset[str]
    places: frozenset[str]
    american: frozenset[str]
    directions: frozenset[str]
    currencies: frozenset[str]
    companies: frozenset[str]
    vessels: frozenset[str]
    sports: frozenset[str]
    teams: frozenset[str]
    small_letters: frozenset[str]
    needs_accents: frozenset[str]
    needs_article: frozenset[str]
    capitals_only: frozenset[str]
    other_names: frozenset[str]


def read_mention_words(file: Path = FILE) -> MentionWords:
    """Reads the lists. A list is written as one string of words, or item by item.

    Raises:
        OSError, yaml.YAMLError, KeyError: If the file is damaged.
    """
    data = yaml.load(file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return MentionWords(**{one.name: _words(data[one.name]) for one in fields(MentionWords)})


def _words(value: str | list[str]) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)
