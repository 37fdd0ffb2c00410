"""Reads how a language other than English writes the names of actors: ``data/prose/*.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "data" / "prose"


@dataclass(frozen=True)
class LanguageWords:
    """How a language writes names.

    Attributes:
        language: Its tag, without a region.
        elides: Whether an article or preposition is joined to a name by an apostrophe.
        nouns_have_capitals: Whether a capital says nothing about the words around a name: all nouns
            have one, or no word has.
        prefixes: Particles that are written together with a name.
        endings: Endings that a name of one word takes.
        no_endings_after: Last letters of names that take none.
        leading: Words that have a capital only at the beginning of a sentence.
        institutions: Beginnings of the first words of names of institutions.
        of: The words between such a word and the name of a country, or "".
        companies: Words after a name that make it the name of a company.
        ambiguous: Names that are linked only if the brief lists their entity.
        other_names: Names that contain an entity's and mean something else.
        forms: Identifier → further names and inflected forms.
    """

    language: str
    elides: bool = False
    nouns_have_capitals: bool = False
    prefixes: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    no_endings_after: tuple[str, ...] = ()
    leading: frozenset[str] = frozenset()
    institutions: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    companies: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    other_names: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def read_language_words(language: str, folder: Path = FOLDER) -> LanguageWords | None:
    """Reads the file of a language; None if there is none, so that its prose has no links.

    Args:
        language: A language tag; a region or script makes no difference.
        folder: Folder of the files.

    Raises:
        OSError, yaml.YAMLError, KeyError: If the file is damaged.
    """
    primary = language.partition("-")[0]
    file = folder / f"{primary}.yml"
    if not file.is_file():
        return None
    data: dict[str, Any] = yaml.load(
        file.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return LanguageWords(
        language=primary,
        elides=data["elides"],
        nouns_have_capitals=data["nouns_have_capitals"],
        prefixes=tuple(data.get("prefixes", ())),
        endings=tuple(data.get("endings", ())),
        no_endings_after=tuple(data.get("no_endings_after", ())),
        leading=frozenset(data["leading"].split()),
        institutions=tuple(data["institutions"].split()),
        of=tuple(data["of"]),
        companies=frozenset(data["companies"]),
        ambiguous=frozenset(data["ambiguous"]),
        other_names=tuple(data["other_names"]),
        forms=MappingProxyType({id_: tuple(forms) for id_, forms in data["forms"].items()}),
    )
